import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api, read } from '../api.web.ts'
import { When } from '../field/when.web.tsx'
import { toast, toastProblem } from '../toast.web.tsx'
import { deviceText } from './device.ts'
import css from './enter.module.css'

interface Session {
  readonly id: string
  readonly address: string | null
  readonly userAgent: string | null
  readonly createdAt: string
  readonly lastSeenAt: string
  readonly isThis: boolean
}

const key = ['me', 'sessions'] as const

/** Where the caller is signed in, this place first, each other one with a way to end it. */
export function Sessions() {
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read<{ rows: readonly Session[] }>('/me/sessions', {}, signal),
  })
  const end = useEndSession()
  const rows = (data?.rows ?? []).toSorted((a, b) => Number(b.isThis) - Number(a.isThis))
  return (
    <section className={css.section}>
      <h2>Where you are signed in</h2>
      <p>End whatever you don’t recognise, then change your password.</p>
      {error && (
        <p role="alert" className={css.problem}>
          {error.message}
        </p>
      )}
      <ul className={css.sessions}>
        {rows.map((session) => (
          <li key={session.id}>
            <span className={css.session}>
              <strong>{deviceText(session.userAgent)}</strong>
              <span>
                {session.isThis ? 'This session' : <When value={session.lastSeenAt} />}
                {session.address && ` · ${session.address}`}
              </span>
            </span>
            {!session.isThis && (
              <Button
                variant="default"
                aria-label={`End the session of ${deviceText(session.userAgent)}`}
                onClick={() => void end(session.id)}
              >
                End session
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function useEndSession() {
  const client = useQueryClient()
  return async (id: string): Promise<void> => {
    try {
      await api('DELETE', `/me/sessions/${id}`)
      toast({ says: 'That session has ended.' })
    } catch (error) {
      toastProblem(error)
    }
    await client.invalidateQueries({ queryKey: key })
  }
}
