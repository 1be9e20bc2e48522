import { useQuery } from '@tanstack/react-query'
import { useContext, useId } from 'react'
import { ApiProblem, read } from '../api.web.ts'
import { AroundContext } from '../field/own.web.ts'
import { refOf } from '../field/wire.ts'
import css from './automation.module.css'

/** When the schedule around it is next due, also before it is saved; nothing while it isn't told enough. */
export function NextTimes({ recurrence }: { readonly recurrence: string }) {
  const { startsAt, timeZone, calendar, shift } = useContext(AroundContext)
  const query = { recurrence, startsAt: textOf(startsAt), timeZone: textOf(timeZone), shift: textOf(shift) }
  const asked = { ...query, calendar: refOf(calendar)?.id }
  const id = useId()
  const isTold = [query.recurrence, query.startsAt, query.timeZone].every((text) => text !== '')
  const { data, error } = useQuery({
    queryKey: ['next-times', asked],
    queryFn: ({ signal }) => read<{ times: readonly string[] }>('/automation-rules/next-times', asked, signal),
    enabled: isTold,
    placeholderData: (previous) => previous,
    retry: false,
  })
  if (!isTold)
    return recurrence === '' ? null : <p className={css.next}>Say from when, and its next days stand here.</p>
  if (error instanceof ApiProblem) return <p className={css.next}>{error.problems[0]?.says ?? error.message}</p>
  if (!data) return null
  if (data.times.length === 0) return <p className={css.next}>It isn’t due again.</p>
  return (
    <div className={css.next}>
      <span id={id}>Next, by the clocks of {query.timeZone}</span>
      <ol className={css.times} aria-labelledby={id}>
        {data.times.map((time) => (
          <li key={time}>
            <time dateTime={time}>{momentIn(time, query.timeZone)}</time>
          </li>
        ))}
      </ol>
    </div>
  )
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A moment as the clocks of the rule's own time zone show it. */
function momentIn(time: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(time))
}
