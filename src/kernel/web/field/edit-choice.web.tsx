import { MultiSelect, Select } from '@mantine/core'
import type { Field } from '../../record/field.ts'
import type { EditorProps } from './editor.ts'
import { Toned } from './state.web.tsx'
import { wordOf } from './words.ts'

const optionsOf = ({ options }: Field<unknown>) =>
  (options.of ?? []).map((value) => ({ value, label: wordOf(value, options.says) }))

/** Edited where it stands, it opens at once: the choice is what one came for. */
export function ChoiceEdit({ value, onChange, definition, frame, isLabelled = true }: EditorProps) {
  const { tones, required } = definition.options
  const data = optionsOf(definition)
  return (
    <Select
      {...frame}
      openOnFocus={!isLabelled || !frame.autoFocus}
      data={data}
      value={typeof value === 'string' ? value : null}
      onChange={onChange}
      clearable={!required}
      allowDeselect={false}
      defaultDropdownOpened={!isLabelled && frame.autoFocus}
      searchable={data.length > 8}
      renderOption={({ option }) =>
        tones ? <Toned tone={tones[String(option.value)] ?? 'neutral'}>{String(option.label)}</Toned> : option.label
      }
    />
  )
}

export function ChoicesEdit({ value, onChange, definition, frame, isLabelled = true }: EditorProps) {
  return (
    <MultiSelect
      {...frame}
      openOnFocus={!isLabelled || !frame.autoFocus}
      data={optionsOf(definition)}
      value={Array.isArray(value) ? value.map(String) : []}
      onChange={onChange}
      clearable
      searchable
    />
  )
}
