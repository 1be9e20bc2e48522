import { Checkbox, MultiSelect, Select, Textarea, TextInput } from '@mantine/core'
import type { Action } from '../../automation/action.ts'
import type { AnyRecord } from '../../record/define.ts'
import { storedFields } from '../../record/registry.ts'
import { useApplication } from '../application.web.ts'
import { labelFor } from '../field/fields.ts'
import { askedBy, moveAsRecord } from '../record/moves.ts'
import { moveAction, told } from './action-words.ts'
import { ChoiceOf } from './choice-of.web.tsx'
import { ValuesInput } from './values-input.web.tsx'

interface Props {
  readonly record: AnyRecord | null
  readonly action: Action
  readonly onChange: (action: Action) => void
}

/** The inputs of one step. */
export function ActionInputs({ record, action, onChange }: Props) {
  const { registry, faces } = useApplication()
  switch (action.do) {
    case 'set':
      return (
        <ValuesInput record={record} values={action.values} onChange={(values) => onChange({ ...action, values })} />
      )
    case 'assign':
      return (
        <ValuesInput
          record={record}
          values={{ [action.field]: action.to }}
          onChange={(values) => onChange({ do: 'set', values })}
        />
      )
    case 'move':
      return (
        <>
          <Select
            aria-label="Move"
            data={Object.entries(record?.states?.moves ?? {}).map(([value, { label }]) => ({ value, label }))}
            value={action.move || null}
            allowDeselect={false}
            onChange={(move) => onChange(moveAction(record, move ?? ''))}
          />
          {record && askedBy(record, action.move).length > 0 && (
            <ValuesInput
              record={moveAsRecord(record, action.move)}
              values={action.with ?? {}}
              onChange={(values) => onChange({ ...action, with: values })}
            />
          )}
        </>
      )
    case 'notify': {
      const people = record
        ? storedFields(record).filter(([, field]) => field.options.to && faces.includes(field.options.to))
        : []
      const data = [
        ...people.map(([value]) => ({ value, label: record ? labelFor(record, value) : value })),
        ...Object.entries(told).map(([value, label]) => ({ value, label })),
      ]
      return (
        <>
          <MultiSelect
            aria-label="Whom"
            data={data}
            value={[...action.to]}
            onChange={(to) => onChange({ ...action, to })}
          />
          <TextInput
            aria-label="What it says"
            placeholder="{title} is late"
            value={action.title}
            onChange={({ currentTarget }) => onChange({ ...action, title: currentTarget.value })}
          />
        </>
      )
    }
    case 'comment':
      return (
        <>
          <Textarea
            aria-label="Comment"
            autosize
            minRows={2}
            value={action.text}
            onChange={({ currentTarget }) => onChange({ ...action, text: currentTarget.value })}
          />
          <Checkbox
            label="Internal"
            checked={action.isInternal ?? false}
            onChange={({ currentTarget }) => onChange({ ...action, isInternal: currentTarget.checked })}
          />
        </>
      )
    case 'task':
      return (
        <>
          <TextInput
            aria-label="Task"
            placeholder="What is to be done"
            value={action.title}
            onChange={({ currentTarget }) => onChange({ ...action, title: currentTarget.value })}
          />
          <TextInput
            aria-label="Due in days"
            placeholder="Due in"
            type="number"
            min={0}
            rightSection="days"
            rightSectionWidth={48}
            value={action.dueIn === undefined ? '' : String(action.dueIn)}
            onChange={({ currentTarget: { value } }) => {
              const { dueIn: _, ...rest } = action
              onChange(value === '' ? rest : { ...rest, dueIn: Number(value) })
            }}
          />
        </>
      )
    case 'call':
      return (
        <ChoiceOf
          label="Webhook"
          path="/webhooks"
          none="There is none yet: add one under Webhooks"
          value={action.webhook}
          onChange={(webhook) => onChange({ ...action, webhook })}
        />
      )
    case 'approval':
      return (
        <ChoiceOf
          label="Approval template"
          path="/approval-templates"
          filter={{ recordType: record?.name, isOn: true }}
          none="There is none for this record yet: add one under Approval templates"
          value={action.template}
          onChange={(template) => onChange({ ...action, template })}
        />
      )
    case 'create': {
      const types = registry.records.filter(({ name }) => !name.endsWith('_settings'))
      return (
        <>
          <Select
            aria-label="What is made"
            data={types.map(({ name, label }) => ({ value: name, label: label[0] }))}
            value={action.type || null}
            searchable
            allowDeselect={false}
            onChange={(type) => onChange({ ...action, type: type ?? '', values: {} })}
          />
          <ValuesInput
            record={types.find(({ name }) => name === action.type) ?? null}
            values={action.values}
            onChange={(values) => onChange({ ...action, values })}
          />
        </>
      )
    }
  }
}
