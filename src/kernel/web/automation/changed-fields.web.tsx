import { MultiSelect } from '@mantine/core'
import { storedFields } from '../../record/registry.ts'
import type { EditorProps } from '../field/editor.ts'
import { labelFor } from '../field/fields.ts'
import { useRuleRecord } from './around.web.ts'

/** Chooses fields of the record that a rule is about. */
export default function ChangedFieldsEdit({ value, onChange, frame }: EditorProps) {
  const record = useRuleRecord()
  const fields = record ? storedFields(record).map(([name]) => ({ value: name, label: labelFor(record, name) })) : []
  return (
    <MultiSelect
      {...frame}
      description={frame.description && 'None: whatever changes.'}
      placeholder={record ? undefined : 'Choose the record first'}
      data={fields}
      value={Array.isArray(value) ? value.map(String) : []}
      onChange={(names) => onChange(names.length === 0 ? null : names)}
      clearable
      searchable
    />
  )
}
