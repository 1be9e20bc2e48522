import { ActionIcon, Button } from '@mantine/core'
import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { keys, read } from '../api.web.ts'
import { fieldOf, kindOf, labelFor } from '../field/fields.ts'
import { RecordAnchor } from '../field/reference.web.tsx'
import { dayText, localDay } from '../field/when.ts'
import { useList } from '../list/list-model.web.ts'
import { dateFields } from '../list/operators.ts'
import { type RowsPage, sentColumns } from '../list/rows.web.ts'
import { listPath } from '../list/search.ts'
import type { Row } from '../record/row.ts'
import css from './calendar.module.css'
import { monthAfter, monthText, weeksOf } from './month.ts'
import { inSentence } from '../../record/in-sentence.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const mostPerDay = 4

/** The rows of a month by one of their dates. */
export default function Calendar() {
  const { record, shown, search, change } = useList()
  const today = localDay(new Date())
  const on = shown.on ?? dateFields(record)[0] ?? 'createdAt'
  const month = search.month ?? today.slice(0, 7)
  const weeks = weeksOf(month)
  const { data } = useMonth(on, weeks[0]?.[0] ?? '', weeks.at(-1)?.[6] ?? '')
  const rowsOn = (date: string) => (data?.rows ?? []).filter((row) => dayOf(row, on) === date)
  return (
    <div className={css.calendar}>
      <header className={css.head}>
        <h2>{monthText(month)}</h2>
        <span className={css.dim}>
          by {inSentence(labelFor(record, on))}
          {data?.next && ', the first 1,000'}
        </span>
        <span className={css.steps}>
          <ActionIcon aria-label="Month before" onClick={() => change({ month: monthAfter(month, -1) })}>
            <IconChevronLeft size={16} />
          </ActionIcon>
          <Button variant="default" onClick={() => change({ month: undefined })}>
            Today
          </Button>
          <ActionIcon aria-label="Month after" onClick={() => change({ month: monthAfter(month, 1) })}>
            <IconChevronRight size={16} />
          </ActionIcon>
        </span>
      </header>
      <table className={css.month}>
        <thead>
          <tr>
            {weekdays.map((name) => (
              <th key={name} scope="col" abbr={name}>
                {name.slice(0, 3)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <Day
                  key={date}
                  date={date}
                  rows={rowsOn(date)}
                  isOther={!date.startsWith(month)}
                  isToday={date === today}
                  on={on}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface DayProps {
  readonly date: string
  readonly rows: readonly Row[]
  readonly isOther: boolean
  readonly isToday: boolean
  readonly on: string
}

function Day({ date, rows, isOther, isToday, on }: DayProps) {
  const { record, shown, change } = useList()
  const rest = rows.length - mostPerDay
  const isMoment = kindOf(fieldOf(record, on) ?? { kind: 'date', options: {} }) === 'dateTime'
  const only = isMoment ? { gte: `${date}T00:00:00.000Z`, lte: `${date}T23:59:59.999Z` } : date
  return (
    <td className={css.day} data-is-other={isOther || undefined} data-is-today={isToday || undefined}>
      <time dateTime={date} title={dayText(date)} aria-current={isToday ? 'date' : undefined}>
        {Number(date.slice(8))}
      </time>
      {rows.length > 0 && (
        <ul>
          {rows.slice(0, mostPerDay).map((row) => (
            <li key={row.id}>
              <RecordAnchor record={record} id={row.id} className={css.entry}>
                {row.title}
              </RecordAnchor>
            </li>
          ))}
          {rest > 0 && (
            <li>
              <button
                type="button"
                className={css.rest}
                onClick={() => change({ as: undefined, filter: { ...shown.filter, [on]: only } })}
              >
                {rest} more
              </button>
            </li>
          )}
        </ul>
      )}
    </td>
  )
}

const dayOf = (row: Row, on: string): string => {
  const value = String(row[on] ?? '')
  return value.length > 10 ? localDay(new Date(value)) : value
}

function useMonth(on: string, from: string, to: string) {
  const { record, shown, query } = useList()
  const isMoment = kindOf(fieldOf(record, on) ?? { kind: 'date', options: {} }) === 'dateTime'
  const within = isMoment
    ? { gte: new Date(`${from}T00:00`).toISOString(), lte: new Date(`${to}T23:59:59.999`).toISOString() }
    : { gte: from, lte: to }
  const filter = JSON.stringify({ ...shown.filter, [on]: within })
  const columns = sentColumns(record, [on])
  return useQuery({
    queryKey: [...keys.lists(record.name), 'calendar', query, filter],
    queryFn: ({ signal }) =>
      read<RowsPage>(listPath(record), { ...query, filter, columns, sort: on, limit: 1000 }, signal),
    placeholderData: keepPreviousData,
  })
}
