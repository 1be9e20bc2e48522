import { ActionIcon, VisuallyHidden } from '@mantine/core'
import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { weekdayOf } from '../../kernel/calendar/calendar.ts'
import { keys, read } from '../../kernel/web/api.web.ts'
import { dayText } from '../../kernel/web/field/when.ts'
import type { PartProps } from '../../kernel/web/record/extend.web.tsx'
import type { CalendarYear, YearDay } from './year.ts'
import css from './year.module.css'

const monthFormat = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' })
const words = { open: 'Open', closed: 'Closed', holiday: 'Public holiday', special: 'Special day' } as const

/** The year of a calendar: twelve months with what is open, and beside them the days that differ by name. */
export default function Year({ row }: PartProps) {
  const [year, setYear] = useState(() => new Date().getFullYear())
  const { data } = useQuery({
    queryKey: [...keys.lists('special_day'), 'year', row.id, row.version, year],
    queryFn: ({ signal }) => read<CalendarYear>(`/calendars/${row.id}/year`, { year }, signal),
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (!data) return null
  const months = Map.groupBy(data.days, ({ day }) => day.slice(0, 7))
  const open = data.days.filter(({ minutes }) => minutes > 0)
  const hours = Math.round(open.reduce((sum, { minutes }) => sum + minutes, 0) / 60)
  return (
    <div className={css.year}>
      <header className={css.head}>
        <ActionIcon variant="subtle" color="gray" aria-label="Year before" onClick={() => setYear(year - 1)}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <strong>{data.year}</strong>
        <ActionIcon variant="subtle" color="gray" aria-label="Year after" onClick={() => setYear(year + 1)}>
          <IconChevronRight size={16} />
        </ActionIcon>
        <span className={css.dim}>
          Open on {open.length} days, {hours.toLocaleString('en-GB')} hours
        </span>
        <ul className={css.legend} aria-label="What the marks mean">
          {(['open', 'holiday', 'special'] as const).map((kind) => (
            <li key={kind}>
              <span className={css.mark} data-kind={kind} aria-hidden /> {words[kind]}
            </li>
          ))}
        </ul>
      </header>
      <div className={css.parts}>
        <div className={css.months}>
          {[...months].map(([month, days]) => (
            <Month key={month} month={month} days={days} named={data.named} />
          ))}
        </div>
        <Named year={data} calendar={row.id} />
      </div>
    </div>
  )
}

interface MonthProps {
  readonly month: string
  readonly days: readonly YearDay[]
  readonly named: CalendarYear['named']
}

function Month({ month, days, named }: MonthProps) {
  const name = monthFormat.format(Date.parse(`${month}-01`))
  const open = days.filter(({ minutes }) => minutes > 0).length
  const longest = Math.max(...days.map(({ minutes }) => minutes), 1)
  return (
    <section>
      <h3>
        {name} <VisuallyHidden>: open on {open} days</VisuallyHidden>
      </h3>
      <div className={css.month} aria-hidden>
        {days.map(({ day, kind, minutes }) => (
          <span
            key={day}
            className={css.day}
            data-kind={kind}
            data-is-open={minutes > 0 || undefined}
            data-is-short={(minutes > 0 && minutes < longest * 0.75) || undefined}
            style={day.endsWith('-01') ? { gridColumnStart: weekdayOf(day) + 1 } : undefined}
            title={[dayText(day), named.find((one) => one.day === day)?.name, lengthText(minutes)]
              .filter(Boolean)
              .join(', ')}
          >
            {Number(day.slice(8))}
          </span>
        ))}
      </div>
    </section>
  )
}

const lengthText = (minutes: number): string =>
  minutes === 0 ? 'closed' : `open ${Math.floor(minutes / 60)} h${minutes % 60 > 0 ? ` ${minutes % 60} min` : ''}`

function Named({ year: { named, year }, calendar }: { readonly year: CalendarYear; readonly calendar: string }) {
  const filter = encodeURIComponent(JSON.stringify({ calendar }))
  return (
    <div className={css.named}>
      {named.length === 0 ? (
        <p className={css.dim}>No day of {year} differs. Say whose public holidays are kept, or add special days.</p>
      ) : (
        <table>
          <caption>Days that differ in {year}</caption>
          <tbody>
            {named.map(({ day, kind, name, hours }) => (
              <tr key={day}>
                <th scope="row">{dayText(day).replace(` ${year}`, '')}</th>
                <td>
                  {name}
                  <VisuallyHidden>, {words[kind].toLowerCase()}</VisuallyHidden>
                </td>
                <td className={css.dim}>{hours}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Link to={`/special-days?filter=${filter}` as '/'} className={css.more}>
        Special days of this calendar
      </Link>
    </div>
  )
}
