import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { f } from '../../record/field.ts'
import { api, read } from '../api.web.ts'
import { useApplication } from '../application.web.ts'
import { dayText } from '../field/when.ts'
import { AskedFields } from '../record/asked-fields.web.tsx'
import { asRecord } from '../record/fields-as-record.ts'
import { type FormValues, problemsOf, wireValue } from '../record/form.ts'
import { wordsOf } from '../record/value.web.tsx'
import { useMe } from '../session.web.tsx'
import { toast, toastProblem } from '../toast.web.tsx'
import css from './enter.module.css'

interface Delegation {
  readonly id: string
  readonly from: { readonly account: string; readonly name: string }
  readonly to: { readonly account: string; readonly name: string }
  readonly fromOn: string
  readonly untilOn: string
}
const key = ['me', 'delegations'] as const

/** Who decides on approvals in the caller's place while they are away, and in whose place the caller does. */
export function Deputies() {
  const { account } = useMe()
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read<{ delegations: readonly Delegation[] }>('/delegations', {}, signal),
  })
  const end = async (id: string, name: string): Promise<void> => {
    try {
      await api('DELETE', `/delegations/${id}`)
      toast({ says: `${name} doesn’t decide for you any more.` })
    } catch (problem) {
      toastProblem(problem)
    }
    await client.invalidateQueries({ queryKey: key })
  }
  return (
    <section className={css.section}>
      <h2>While you are away</h2>
      <p>Somebody else decides on approvals in your place. What they decide says so.</p>
      <ul className={css.sessions}>
        {data?.delegations.map(({ id, from, to, fromOn, untilOn }) => (
          <li key={id}>
            <span className={css.session}>
              <strong>
                {from.account === account.id ? `${to.name} decides for you` : `You decide for ${from.name}`}
              </strong>
              <span>
                {dayText(fromOn)} to {dayText(untilOn)}
              </span>
            </span>
            {from.account === account.id && (
              <Button variant="default" aria-label={`End it for ${to.name}`} onClick={() => void end(id, to.name)}>
                End it
              </Button>
            )}
          </li>
        ))}
      </ul>
      <NewDeputy onMade={() => client.invalidateQueries({ queryKey: key })} />
    </section>
  )
}

function NewDeputy({ onMade }: { onMade: () => Promise<void> }) {
  const person = useApplication().faces[0] ?? ''
  const asked = asRecord('deputy', {
    to: f.ref(person, { label: 'Who decides for you', required: true }),
    fromOn: f.date({ label: 'From', required: true }),
    untilOn: f.date({ label: 'Until', required: true, help: 'That day included.' }),
  })
  const [values, setValues] = useState<FormValues>({})
  const [says, setSays] = useState<Readonly<Record<string, string>>>({})
  const [general, setGeneral] = useState<string | null>(null)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setGeneral(null)
    const problems = problemsOf(asked, values, ['*'])
    setSays(Object.fromEntries(problems.map(({ field, says: words }) => [field, words])))
    if (problems.length > 0) return
    try {
      const body = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wireValue(value)]))
      await api('POST', '/delegations', { body })
      setValues({})
      await onMade()
    } catch (problem) {
      setGeneral(wordsOf(problem))
    }
  }
  return (
    <form className={css.form} onSubmit={(event) => void send(event)} noValidate>
      <AskedFields
        asked={asked}
        values={values}
        says={says}
        onChange={(name, value) => setValues((now) => ({ ...now, [name]: value }))}
      />
      {general && (
        <div role="alert" className={css.problem}>
          {general}
        </div>
      )}
      <div>
        <Button type="submit" size="sm" variant="default">
          Let them decide for me
        </Button>
      </div>
    </form>
  )
}
