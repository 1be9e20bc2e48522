import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { inSentence } from '../../record/in-sentence.ts'
import { read } from '../api.web.ts'
import { useRegistry } from '../application.web.ts'
import { When } from '../field/when.web.tsx'
import { toast, toastProblem } from '../toast.web.tsx'
import { type ApiKey, keysKey, useChangeSecurity } from './data.web.ts'
import css from './enter.module.css'
import { Line } from './factors.web.tsx'
import { type KeyValues, NewKey, ShownKey } from './new-key.web.tsx'
import { useProved } from './prove.web.tsx'
import { scopesText } from './scopes.ts'

/** The caller's API keys: what programs sign in with, in their name. */
export function KeySection() {
  const { data, error } = useQuery({
    queryKey: keysKey,
    queryFn: ({ signal }) => read<{ rows: readonly ApiKey[] }>('/me/keys', {}, signal),
  })
  const change = useChangeSecurity()
  const { run, dialog } = useProved()
  const [isMaking, setMaking] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const make = (values: KeyValues) =>
    run(async () => {
      setSecret((await change<{ secret: string }>('POST', '/me/keys', values)).secret)
      setMaking(false)
    })
  const revoke = async ({ id, name }: ApiKey) => {
    await change('DELETE', `/me/keys/${id}`)
    toast({ says: `${name} opens nothing any more.` })
  }
  return (
    <section className={css.section}>
      <h2>API keys</h2>
      <p>
        What a program signs in with, in your name. <Link to={'/reference' as '/'}>The API reference</Link> says how. An
        assistant that speaks the Model Context Protocol takes one, too, at{' '}
        <code>{`${location.origin}/api/v1/mcp`}</code>.
      </p>
      {error && (
        <p role="alert" className={css.problem}>
          {error.message}
        </p>
      )}
      <ul className={css.sessions}>
        {data?.rows.map((key) => (
          <Line key={key.id} title={key.name} about={<KeyFacts apiKey={key} />}>
            <Button
              variant="default"
              aria-label={`Revoke ${key.name}`}
              onClick={() => void revoke(key).catch(toastProblem)}
            >
              Revoke
            </Button>
          </Line>
        ))}
      </ul>
      <div className={css.buttons}>
        <Button variant="default" size="sm" onClick={() => setMaking(true)}>
          Make a key
        </Button>
      </div>
      {isMaking && <NewKey onMake={make} onClose={() => setMaking(false)} />}
      {secret && <ShownKey secret={secret} onClose={() => setSecret(null)} />}
      {dialog}
    </section>
  )
}

/** How a key begins, what it may do, when it was used and when it ends. */
export function KeyFacts({ apiKey: { beginning, scopes, expiresAt, lastUsedAt } }: { apiKey: ApiKey }) {
  const labels = new Map(useRegistry().records.map(({ name, label }) => [name, inSentence(label[1])]))
  const isOver = expiresAt !== null && new Date(expiresAt) <= new Date()
  return (
    <>
      <code>{beginning}…</code> · {scopesText(scopes, labels)} ·{' '}
      {lastUsedAt ? (
        <>
          used <When value={lastUsedAt} />
        </>
      ) : (
        'not used yet'
      )}
      {expiresAt && (
        <>
          {' '}
          · {isOver ? 'ended' : 'ends'} <When value={expiresAt} />
        </>
      )}
    </>
  )
}
