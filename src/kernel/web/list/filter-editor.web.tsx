import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import type { Field } from '../../record/field.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { useHasFace } from '../application.web.ts'
import { EditValue } from '../field/edit.web.tsx'
import { fieldOf, labelFor } from '../field/fields.ts'
import { isEmpty } from '../field/show.web.tsx'
import { wireOf } from '../field/wire.ts'
import { wordOf } from '../field/words.ts'
import { useTitles } from './condition.web.tsx'
import css from './list.module.css'
import { useList } from './list-model.web.ts'
import { askedBy, type Operator, operatorsOf } from './operators.ts'

interface ConditionEditorProps {
  readonly name: string
  readonly condition: unknown
  readonly apply: (condition: unknown) => void
}

/** Builds the condition on one field of the list that is shown. */
export default function FilterEditor(props: ConditionEditorProps) {
  const { record } = useList()
  return <ConditionEditor record={record} {...props} />
}

/** Builds the condition on one field: what is asked, and of which value. */
export function ConditionEditor({
  record,
  name,
  condition,
  apply,
}: ConditionEditorProps & { readonly record: AnyRecord }) {
  const field = fieldOf(record, name)
  const isOwn = useHasFace(field?.options.to ?? '')
  const asked = field && condition !== undefined ? askedBy(field, condition) : null
  const operators = field ? operatorsOf(field, isOwn) : []
  const usual = operators.find(({ key }) => key !== 'me')
  const [operator, setOperator] = useState(asked?.operator ?? usual)
  const [value, setValue] = useState<unknown>(asked?.value ?? null)
  if (!field || !operator) return null
  const isReady = operator.takes === 'nothing' || !isEmpty(value)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) apply(operator.build(operandOf(operator, value)))
  }
  return (
    <form className={css.filterForm} onSubmit={submit}>
      <div className={css.filterHead}>
        <Select
          size="xs"
          flex={1}
          aria-label={`What is asked of ${inSentence(labelFor(record, name))}`}
          data={operators.map(({ key, label }) => ({ value: key, label }))}
          value={operator.key}
          allowDeselect={false}
          onChange={(key) => {
            const next = operators.find((one) => one.key === key)
            if (next && next.takes !== operator.takes) setValue(null)
            setOperator(next)
          }}
        />
        <Button type="submit" h={30} disabled={!isReady}>
          Apply
        </Button>
      </div>
      <OperandInput record={record} name={name} operator={operator} value={value} onChange={setValue} />
    </form>
  )
}

interface OperandInputProps {
  readonly record: AnyRecord
  readonly name: string
  readonly operator: Operator
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

function OperandInput({ record, name, operator, value, onChange }: OperandInputProps) {
  const field = fieldOf(record, name)
  const isReference = operator.takes === 'values' && field?.options.to !== undefined
  const ids = isReference && Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  const titleOf = useTitles(field?.options.to, ids)
  if (!field || operator.takes === 'nothing') return null
  const label = labelFor(record, name)
  if (operator.takes === 'text')
    return (
      <TextInput
        size="xs"
        aria-label={label}
        value={String(value ?? '')}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoFocus
      />
    )
  if (operator.takes === 'days')
    return (
      <TextInput
        size="xs"
        type="number"
        min={1}
        max={3650}
        aria-label="Days"
        rightSection="days"
        rightSectionWidth={48}
        value={String(value ?? '')}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoFocus
      />
    )
  if (operator.takes === 'yesNo')
    return (
      <Select
        size="xs"
        aria-label={label}
        data={['Yes', 'No']}
        value={value === null ? null : value === true ? 'Yes' : 'No'}
        onChange={(word) => onChange(word === 'Yes')}
      />
    )
  if (operator.takes === 'values' && (field.kind === 'choice' || field.kind === 'choices'))
    return <Checks label={label} field={field} value={value} onChange={onChange} />
  const several = field.kind === 'ref' ? 'refs' : undefined
  const asked = {
    ...field,
    kind: operator.takes === 'values' ? (several ?? field.kind) : field.kind,
    options: { ...field.options, required: false, help: undefined },
  }
  const asRecord: AnyRecord = { ...record, fields: { ...record.fields, [name]: asked } }
  const shown = isReference && Array.isArray(value) ? value.map((one) => asRef(one, titleOf)) : value
  return <EditValue record={asRecord} field={name} value={shown} onChange={onChange} isLabelled={false} autoFocus />
}

const asRef = (one: unknown, titleOf: (id: string) => string | null) =>
  typeof one === 'string' ? { id: one, title: titleOf(one) ?? '…' } : one

interface ChecksProps {
  readonly label: string
  readonly field: Field<unknown>
  readonly value: unknown
  readonly onChange: (value: readonly string[]) => void
}

/** A short list of words is quicker ticked than searched. */
function Checks({ label, field, value, onChange }: ChecksProps) {
  const chosen = Array.isArray(value) ? value.map(String) : []
  return (
    <Checkbox.Group aria-label={label} value={chosen} onChange={onChange}>
      <div className={css.checks}>
        {(field.options.of ?? []).map((one) => (
          <Checkbox key={one} size="xs" value={one} label={wordOf(one, field.options.says)} />
        ))}
      </div>
    </Checkbox.Group>
  )
}

/** What the filter language takes: ids for references, a bare value where only one is named. */
function operandOf({ takes, key }: Operator, value: unknown): unknown {
  if (takes === 'days') return Number(value)
  if (takes !== 'values') return wireOf(undefined, value)
  const values = (value as readonly unknown[]).map((one) =>
    typeof one === 'object' && one !== null && 'id' in one ? one.id : one,
  )
  return values.length === 1 && key !== 'hasAll' && key !== 'hasNone' ? values[0] : values
}
