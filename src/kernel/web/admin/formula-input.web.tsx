import { Select, Textarea } from '@mantine/core'
import { useRef } from 'react'
import { longestFormula } from '../../custom/custom-kinds.ts'
import { FormulaTrouble } from '../../custom/formula.ts'
import { callNames, compileFormula, isUsable } from '../../custom/formula-sql.ts'
import type { AnyRecord } from '../../record/define.ts'
import { storedFields } from '../../record/registry.ts'
import { labelFor } from '../field/fields.ts'
import css from './admin.module.css'

interface Props {
  /** What the field is added to; null while none is chosen. */
  readonly record: AnyRecord | null
  readonly value: string
  readonly error?: string | undefined
  readonly onChange: (formula: string) => void
}
const comesTo = {
  text: 'a text',
  int: 'a whole number',
  decimal: 'a number',
  date: 'a day',
  dateTime: 'a day and time',
  duration: 'a length of time',
  bool: 'yes or no',
} as const

/** Writes a formula, with the fields that it may use at hand, and says at once what it comes to or where it can't be. */
export function FormulaInput({ record, value, error, onChange }: Props) {
  const input = useRef<HTMLTextAreaElement>(null)
  const insert = (name: string) => {
    const at = input.current?.selectionStart ?? value.length
    onChange(`${value.slice(0, at)}${name}${value.slice(input.current?.selectionEnd ?? at)}`)
    input.current?.focus()
  }
  const usable = record ? storedFields(record).filter(([, field]) => isUsable(field)) : []
  const read = record && value.trim() !== '' ? judged(value, record) : null
  return (
    <>
      <Textarea
        ref={input}
        label="How it is worked out"
        withAsterisk
        autosize
        minRows={2}
        maxLength={longestFormula}
        spellCheck={false}
        description={`Such as xCost * 1.19, or if(isEmpty(leavesOn), "stays", "leaves"). There are + - * / & = <> < > and or not, today, and ${callNames.join(', ')}.`}
        value={value}
        error={error ?? read?.trouble}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      {read?.says && (
        <p className={css.dim} role="status">
          {read.says}
        </p>
      )}
      <Select
        label="Put a field in"
        placeholder={record ? 'By its name' : 'Choose the record first'}
        data={usable.map(([name]) => ({ value: name, label: record ? labelFor(record, name) : name }))}
        value={null}
        searchable
        onChange={(name) => name && insert(name)}
      />
    </>
  )
}

function judged(text: string, record: AnyRecord): { readonly says?: string; readonly trouble?: string } {
  try {
    return { says: `It comes to ${comesTo[compileFormula(text, record).as]}.` }
  } catch (error) {
    if (error instanceof FormulaTrouble) return { trouble: `${error.message} (character ${error.at + 1})` }
    throw error
  }
}
