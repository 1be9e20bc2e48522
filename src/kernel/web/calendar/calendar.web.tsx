import { ActionIcon, Button } from '@mantine/core'
import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { keys, read } from '../api.web.ts'
import { fieldOf, kindOf, labelFor } from '../field/fields.ts'
import { RecordAnchor } from '../field/reference.web.tsx'
import { countText } from '../field/words.ts'
import { dayNow, dayText, localDay } from '../field/when.ts'
import { useList } from '../list/list-model.web.ts'
import { dateFields } from '../list/operators.ts'
import { type RowsPage, sentColumns } from '../list/rows.web.ts'
import { listPath } from '../list/search.ts'
import type { Row } from '../record/row.ts'
import css from './calendar.module.css'
import { monthAfter, monthText, weeksOf, windowOf } from './month.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { Subscribe } from './subscribe.web.tsx'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const mostPerDay = 4
const pageSize = 1000
const mostRows = 5000

/** The rows of a month by one of their dates. */
export default function Calendar() {
  const { record, shown, search, change } = useList()
  const today = dayNow()
  const on = shown.on ?? dateFields(record)[0] ?? 'createdAt'
  const month = search.month ?? today.slice(0, 7)
  const weeks = weeksOf(month)
  const { rows, isCut } = useMonth(on, weeks[0]?.[0] ?? '', weeks.at(-1)?.[6] ?? '')
  const rowsOn = (date: string) => rows.filter((row) => dayOf(row, on) === date)
  return (
    <div className={css.calendar}>
      <header className={css.head}>
        <h2>{monthText(month)}</h2>
        <span className={css.dim}>
          by {inSentence(labelFor(record, on))}
          {isCut && `, the first ${countText(mostRows)} of the month`}
        </span>
        <span className={css.steps}>
          <Subscribe on={on} />
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
  const only = isMomentOf(record, on) ? windowOf({ from: date, to: date, isMoment: true }) : date
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
                {countText(rest)} more
              </button>
            </li>
          )}
        </ul>
      )}
    </td>
  )
}

const isMomentOf = (record: AnyRecord, on: string): boolean => {
  const field = fieldOf(record, on)
  return field !== null && kindOf(field) === 'dateTime'
}

const dayOf = (row: Row, on: string): string => {
  const value = String(row[on] ?? '')
  return value.length > 10 ? localDay(new Date(value)) : value
}

/** All rows of the weeks shown, page by page, up to a number that no reader looks through. */
function useMonth(on: string, from: string, to: string) {
  const { record, shown, query } = useList()
  const filter = JSON.stringify({
    ...shown.filter,
    [on]: windowOf({ from, to, isMoment: isMomentOf(record, on), given: shown.filter[on] }),
  })
  const asked = { ...query, filter, sort: on, limit: pageSize }
  const columns = sentColumns(record, [on])
  const { data, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: [...keys.lists(record.name), 'calendar', asked],
    queryFn: ({ pageParam, signal }) =>
      read<RowsPage>(listPath(record), { ...asked, columns, after: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })
  const pages = data?.pages ?? []
  const isFull = pages.length * pageSize >= mostRows
  useEffect(() => {
    if (hasNextPage && !isFull && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFull, isFetching, fetchNextPage])
  return { rows: pages.flatMap((page) => page.rows), isCut: hasNextPage && isFull }
}
