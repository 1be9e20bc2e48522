import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { FailureView } from '../../failures/failure.ts'
import { api, read } from '../api.web.ts'
import { Toned } from '../field/state.web.tsx'
import { When } from '../field/when.web.tsx'
import { mayI, useMe } from '../session.web.tsx'
import { toast, toastProblem } from '../toast.web.tsx'
import css from './admin.module.css'
import { Failed, Section } from './page.web.tsx'

interface Kind {
  readonly kind: string
  readonly label: string
  readonly failures: readonly FailureView[]
}
const key = ['failures'] as const

/** What failed in the background, each in words, with what can be done; one calm line when nothing did. */
export function FailuresSection() {
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read<{ kinds: readonly Kind[] }>('/failures', {}, signal),
    refetchInterval: 10_000,
  })
  if (error) return <Failed error={error} retry={refetch} />
  if (!data) return null
  const kinds = data.kinds.filter(({ failures }) => failures.length > 0)
  if (kinds.length === 0)
    return (
      <p className={css.calm}>
        <Toned tone="good">Nothing has failed</Toned>
      </p>
    )
  return (
    <Section title="Needs attention" about="What failed in the background, and what can be done about it.">
      {kinds.map((kind) => (
        <KindOfFailure key={kind.kind} kind={kind} />
      ))}
    </Section>
  )
}

function KindOfFailure({ kind: { kind, label, failures } }: { kind: Kind }) {
  const may = mayI(useMe(), 'system.manage')
  const act = useAct()
  const retriable = failures.filter(({ canRetry }) => canRetry)
  return (
    <>
      <ul className={css.lines}>
        {failures.map((failure) => (
          <Failure key={failure.id} failure={failure} act={act} />
        ))}
      </ul>
      {may && retriable.length > 1 && (
        <p className={css.actions}>
          <Button
            variant="default"
            onClick={() => void act(`/failures/${kind}/retry`, 'They are tried again now.').catch(toastProblem)}
          >
            Try all {label} again
          </Button>
        </p>
      )}
    </>
  )
}

type Act = (path: string, says: string, body?: object) => Promise<void>

function Failure({ failure, act }: { failure: FailureView; act: Act }) {
  const { kind, id, title, since, tries, nextTry, says, detail, note, page, canRetry } = failure
  const may = mayI(useMe(), 'system.manage')
  const [isGivingUp, setGivingUp] = useState(false)
  const retry = () => act(`/failures/${kind}/${id}/retry`, 'It is tried again now.')
  return (
    <li>
      <div className={css.lineText}>
        <strong>{title}</strong>
        <span>
          {says} {note}
        </span>
        <span>
          Failed <When value={since} />
          {canRetry && `, tried ${tries === 1 ? 'once' : `${tries} times`}`}
          {nextTry ? (
            <>
              ; again <When value={nextTry} />
            </>
          ) : (
            canRetry && '; not tried again by itself'
          )}
          {page && (
            <>
              {' · '}
              <a href={page} className={css.link}>
                More about it
              </a>
            </>
          )}
        </span>
        {detail && (
          <details>
            <summary className={css.dim}>The error at length</summary>
            <pre className={css.stack}>{detail}</pre>
          </details>
        )}
        {isGivingUp && <GiveUp failure={failure} act={act} onClose={() => setGivingUp(false)} />}
      </div>
      {may && canRetry && !isGivingUp && (
        <>
          <Button variant="default" onClick={() => void retry().catch(toastProblem)}>
            Try again
          </Button>
          <Button variant="subtle" color="gray" onClick={() => setGivingUp(true)}>
            Give up…
          </Button>
        </>
      )}
    </li>
  )
}

function GiveUp({ failure: { kind, id }, act, onClose }: { failure: FailureView; act: Act; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const send = (event: FormEvent) => {
    event.preventDefault()
    void act(`/failures/${kind}/${id}/give-up`, 'It was given up. The reason is kept.', { reason }).catch(toastProblem)
  }
  return (
    <form className={css.inline} onSubmit={send}>
      <TextInput
        className={css.wide}
        label="Why it is given up"
        description="Kept with your name. It is not tried again."
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        data-autofocus
        required
        minLength={3}
      />
      <Button type="submit" color="red" variant="light">
        Give it up
      </Button>
      <Button variant="subtle" color="gray" onClick={onClose}>
        Keep it
      </Button>
    </form>
  )
}

function useAct(): Act {
  const client = useQueryClient()
  return async (path, says, body) => {
    await api('POST', path, { body })
    toast({ says })
    await Promise.all([
      client.invalidateQueries({ queryKey: key }),
      client.invalidateQueries({ queryKey: ['jobs'] }),
      client.invalidateQueries({ queryKey: ['acts'] }),
    ])
  }
}
