import { Button, Input, Menu, Popover } from '@mantine/core'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import type { EditorProps } from '../field/editor.ts'
import { labelFor } from '../field/fields.ts'
import { Nested } from '../field/nested.web.tsx'
import { ConditionText } from '../list/condition.web.tsx'
import { ConditionEditor } from '../list/filter-editor.web.tsx'
import list from '../list/list.module.css'
import { filterable } from '../list/operators.ts'
import { useRuleRecord } from './around.web.ts'
import css from './automation.module.css'

type Conditions = Readonly<Record<string, unknown>>

/** Builds conditions as lists have them: a field, what is asked of it, and a value. */
export default function ConditionsEdit({ value, onChange, frame }: EditorProps) {
  const record = useRuleRecord()
  const [added, setAdded] = useState<string | null>(null)
  const conditions = (value ?? {}) as Conditions
  const names = [...Object.keys(conditions), ...(added === null || added in conditions ? [] : [added])]
  const change = (next: Conditions) => onChange(Object.keys(next).length === 0 ? null : next)
  const without = (name: string) => Object.fromEntries(Object.entries(conditions).filter(([key]) => key !== name))
  return (
    <Input.Wrapper
      label={frame.label}
      description={frame.description && 'All of these must hold. None: always.'}
      error={frame.error}
      labelElement="div"
    >
      <div className={css.chips} role="group" aria-label={frame.label ?? frame['aria-label']}>
        {record ? (
          names.map((name) => (
            <Chip
              key={name}
              record={record}
              name={name}
              condition={conditions[name]}
              apply={(condition) => change({ ...conditions, [name]: condition })}
              remove={() => {
                setAdded(null)
                change(without(name))
              }}
            />
          ))
        ) : (
          <span className={css.dim}>Choose the record first.</span>
        )}
        {record && <AddCondition record={record} taken={names} add={setAdded} />}
      </div>
    </Input.Wrapper>
  )
}

interface ChipProps {
  readonly record: AnyRecord
  readonly name: string
  readonly condition: unknown
  readonly apply: (condition: unknown) => void
  readonly remove: () => void
}

function Chip({ record, name, condition, apply, remove }: ChipProps) {
  const [isOpen, setOpen] = useState(condition === undefined)
  const close = () => {
    setOpen(false)
    if (condition === undefined) remove()
  }
  return (
    <Popover opened={isOpen} onChange={(next) => (next ? setOpen(true) : close())} width={280} trapFocus>
      <span className={list.chip}>
        <Popover.Target>
          <button type="button" className={list.chipText} onClick={() => (isOpen ? close() : setOpen(true))}>
            <ConditionText record={record} name={name} condition={condition} />
          </button>
        </Popover.Target>
        <button
          type="button"
          className={list.chipRemove}
          aria-label={`Remove the condition on ${inSentence(labelFor(record, name))}`}
          onClick={remove}
        >
          <IconX size={12} aria-hidden />
        </button>
      </span>
      <Popover.Dropdown p={12}>
        {/* Its form is inside of the rule's own, as far as events go: what it sends must not save the rule. */}
        <div onSubmit={(event) => event.stopPropagation()} onKeyDown={(event) => event.stopPropagation()}>
          <Nested>
            <ConditionEditor
              record={record}
              name={name}
              condition={condition}
              apply={(next) => {
                setOpen(false)
                apply(next)
              }}
            />
          </Nested>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

interface AddProps {
  readonly record: AnyRecord
  readonly taken: readonly string[]
  readonly add: (name: string) => void
}

function AddCondition({ record, taken, add }: AddProps) {
  const names = filterable(record).filter((name) => !taken.includes(name))
  return (
    <Menu position="bottom-start" width={220} returnFocus={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconPlus size={14} aria-hidden />}>
          Condition
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {names.map((name) => (
          <Menu.Item key={name} onClick={() => add(name)}>
            {labelFor(record, name)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
