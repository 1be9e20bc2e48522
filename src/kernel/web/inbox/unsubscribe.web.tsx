import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiProblem, api } from '../api.web.ts'
import enter from '../enter/enter.module.css'
import { useTitle } from '../title.web.ts'

interface Unsubscribed {
  readonly topic: string
  readonly was: Readonly<Record<string, string>>
}

/** Where the link at the end of a mail leads: ends those mails without a sign-in, says so, and offers to take it back. */
export function UnsubscribePage() {
  useTitle('Mails')
  const { token = '' } = useParams({ strict: false }) as { token?: string }
  const path = `/unsubscribe/${encodeURIComponent(token)}`
  const { data, error } = useQuery({
    queryKey: ['unsubscribe', token],
    queryFn: () => api<Unsubscribed>('POST', path),
    staleTime: Infinity,
    retry: false,
    refetchOnWindowFocus: false,
  })
  const [isUndone, setUndone] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const undo = async () => {
    try {
      await api('POST', `${path}/undo`, { body: { was: data?.was } })
      setUndone(true)
    } catch (given) {
      setProblem(given instanceof ApiProblem ? given.message : 'That didn’t work. Try again.')
    }
  }
  return (
    <main className={enter.page}>
      <div className={enter.card}>
        <h1 className={enter.title}>{titleOf({ isDone: data !== undefined, isUndone, hasFailed: error !== null })}</h1>
        {data && <p className={enter.about}>{data.topic}</p>}
        {data && !isUndone && <p>Nothing of this is mailed to you any more. Your inbox in Quarterdeck still has it.</p>}
        {error && (
          <p role="alert">
            This link is over, or isn’t complete. Sign in and choose what is mailed under Notifications.
          </p>
        )}
        {problem && <p role="alert">{problem}</p>}
        {data && !isUndone && (
          <Button variant="default" onClick={() => void undo()}>
            Undo
          </Button>
        )}
        <p>
          <a href="/account/notifications">Choose everything that is mailed</a>
        </p>
      </div>
    </main>
  )
}

function titleOf({ isDone, isUndone, hasFailed }: { isDone: boolean; isUndone: boolean; hasFailed: boolean }): string {
  if (isUndone) return 'These mails come again'
  if (isDone) return 'You get no more of these mails'
  return hasFailed ? 'This link doesn’t work' : 'One moment'
}
