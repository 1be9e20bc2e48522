import { useEffect, useRef } from 'react'
import { api } from '../../../kernel/web/api.web.ts'

/** How long a question stands still before it counts as asked. */
const stillFor = 1500

/** Keeps what was searched for once it stands still, and where it led. What can't be told is left: helping goes on. */
export function useCounted(q: string) {
  const told = useRef<{ readonly q: string; readonly id: Promise<string | null> } | null>(null)
  const tell = (asked: string): Promise<string | null> => {
    const text = asked.trim()
    if (told.current?.q === text) return told.current.id
    const id = api<{ id: string | null }>('POST', '/help/searches', { body: { q: text } }).then(
      (answer) => answer.id,
      () => null,
    )
    told.current = { q: text, id }
    return id
  }
  const latest = useRef(tell)
  latest.current = tell
  useEffect(() => {
    if (q.trim().length < 3) return
    const timer = setTimeout(() => void latest.current(q), stillFor)
    return () => clearTimeout(timer)
  }, [q])
  return {
    settle: () => void (q.trim().length >= 3 && tell(q)),
    open: (record: string) =>
      void tell(q).then(
        (id) => id && api('PUT', `/help/searches/${id}/opened`, { body: { record } }).catch(() => null),
      ),
  }
}
