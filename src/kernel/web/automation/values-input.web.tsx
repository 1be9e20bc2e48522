import { ActionIcon, Checkbox, Select } from '@mantine/core'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { idsOf } from '../../access/rule.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { settableFields } from '../../record/registry.ts'
import { EditValue } from '../field/edit.web.tsx'
import { labelFor } from '../field/fields.ts'
import { unreadOf } from '../field/unread.ts'
import { wireOf } from '../field/wire.ts'
import { useTitles } from '../list/condition.web.tsx'
import { useApplication } from '../application.web.ts'
import { authorWords, isAuthor } from './action-words.ts'
import css from './automation.module.css'

type Values = Readonly<Record<string, unknown>>
interface Props {
  readonly record: AnyRecord | null
  readonly values: Values
  readonly onChange: (values: Values) => void
}

/** Fields of a record with the values they are to have. */
export function ValuesInput({ record, values, onChange }: Props) {
  if (!record) return null
  const free = settableFields(record).filter(
    ([name, { kind }]) => !(name in values) && kind !== 'json' && kind !== 'secret',
  )
  return (
    <>
      {Object.entries(values).map(([name, value]) => (
        <div key={name} className={css.pair}>
          <span>{labelFor(record, name)}</span>
          <OneValue
            record={record}
            name={name}
            value={value}
            onChange={(next) => onChange({ ...values, [name]: next })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Leave ${inSentence(labelFor(record, name))} alone`}
            onClick={() => onChange(Object.fromEntries(Object.entries(values).filter(([key]) => key !== name)))}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      <Select
        aria-label="Field to set"
        placeholder="Field"
        data={free.map(([value]) => ({ value, label: labelFor(record, value) }))}
        value={null}
        searchable
        onChange={(name) => name && onChange({ ...values, [name]: record.fields[name]?.options.default ?? null })}
      />
    </>
  )
}

interface OneProps {
  readonly record: AnyRecord
  readonly name: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

function OneValue({ record, name, value, onChange }: OneProps) {
  const field = record.fields[name]
  const [typed, setTyped] = useState<unknown>(undefined)
  const { faces } = useApplication()
  const isByAuthor = isAuthor(record, name, value)
  const ids = field?.options.to && !isByAuthor ? idsOf(value) : []
  const titleOf = useTitles(field?.options.to, ids)
  const refs = ids.map((id) => ({ id, title: titleOf(id) ?? '…' }))
  const shown = field?.kind === 'ref' ? (refs[0] ?? null) : field?.kind === 'refs' ? refs : (typed ?? value)
  return (
    <div className={css.value}>
      {!isByAuthor && (
        <EditValue
          record={record}
          field={name}
          value={shown}
          isLabelled={false}
          onChange={(next) => {
            const isUnread = unreadOf(next) !== null
            setTyped(isUnread ? next : undefined)
            if (!isUnread) onChange(wireOf(field, next))
          }}
        />
      )}
      {field?.kind === 'ref' && faces.includes(field.options.to ?? '') && (
        <Checkbox
          className={css.author}
          label={`${authorWords.charAt(0).toUpperCase()}${authorWords.slice(1)}`}
          checked={isByAuthor}
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? 'author' : null)}
        />
      )}
    </div>
  )
}
