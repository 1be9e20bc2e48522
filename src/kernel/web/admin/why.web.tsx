import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Answer } from '../../access/why.ts'
import { f, type Ref } from '../../record/field.ts'
import type { AnyRecord } from '../../record/define.ts'
import { read } from '../api.web.ts'
import { useRegistry } from '../application.web.ts'
import { EditValue } from '../field/edit.web.tsx'
import { refOf } from '../field/wire.ts'
import { asRecord } from '../record/fields-as-record.ts'
import css from './admin.module.css'
import { Reasons } from './reasons.web.tsx'
import type { Account } from './data.web.ts'
import { Section } from './page.web.tsx'

/** Answers in words why an account can or can't do something, with any record or with one. */
export function Why({ account: { id, name } }: { account: Account }) {
  const { records } = useRegistry()
  const [type, setType] = useState(records[0]?.name ?? '')
  const [verb, setVerb] = useState('read')
  const [one, setOne] = useState<Ref | null>(null)
  const record = records.find((each) => each.name === type)
  const { data, error } = useQuery({
    queryKey: ['account', id, 'why', type, verb, one?.id],
    queryFn: ({ signal }) => read<Answer>(`/accounts/${id}/why`, { type, verb, record: one?.id }, signal),
    enabled: record !== undefined,
    retry: false,
  })
  if (!record) return null
  const choose = (name: string | null) => {
    setType(name ?? type)
    setVerb('read')
    setOne(null)
  }
  return (
    <Section
      title="Why can they, or can’t they?"
      about={`What ${name} can do, and which rule, role and right it follows from.`}
    >
      <div className={css.inline}>
        <Select
          label="With"
          searchable
          allowDeselect={false}
          data={records.map(({ name: value, label }) => ({ value, label: label[1] }))}
          value={type}
          onChange={choose}
        />
        <Select
          label="Do what"
          allowDeselect={false}
          data={verbsOf(record)}
          value={verb}
          onChange={(value) => setVerb(value ?? 'read')}
        />
        {verb !== 'create' && (
          <div className={css.wide}>
            <EditValue
              key={type}
              record={asRecord('question', { one: f.ref(type, { label: 'Which one (any, if left empty)' }) })}
              field="one"
              value={one}
              onChange={(given) => setOne(refOf(given))}
            />
          </div>
        )}
      </div>
      {error && (
        <p role="alert" className={css.problem}>
          {error.message}
        </p>
      )}
      {data && <Answered answer={data} />}
    </Section>
  )
}

function Answered({ answer: { can, says, reasons, fields } }: { answer: Answer }) {
  return (
    <div className={css.answer} role="status" data-can={can}>
      <strong>{says}</strong>
      <Reasons reasons={reasons} />
      {fields.length > 0 && (
        <>
          <h3>Guarded fields</h3>
          <ul className={css.reasons}>
            {fields.map(({ field, label, canSee, canSet, says: because }) => (
              <li key={field} data-holds={canSee}>
                <span>
                  {label}: {canSee ? (canSet ? 'seen, and set by who may change the rest' : 'seen, not set') : 'hidden'}
                  . {because}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** What can be asked of a record type, as the words of a choice. */
function verbsOf({ states, actions }: AnyRecord): { value: string; label: string }[] {
  const own = [
    ['read', 'See'],
    ['create', 'Create'],
    ['update', 'Change'],
    ['archive', 'Archive'],
    ['restore', 'Bring back'],
  ] as const
  return [
    ...own.map(([value, label]) => ({ value, label })),
    ...Object.entries(states?.moves ?? {}).map(([name, { label }]) => ({ value: `move:${name}`, label })),
    ...Object.entries(actions ?? {}).map(([name, { label }]) => ({ value: `action:${name}`, label })),
  ]
}
