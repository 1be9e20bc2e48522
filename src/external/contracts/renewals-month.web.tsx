import { ActionIcon } from '@mantine/core'
import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import { useState } from 'react'
import { countText } from '../../kernel/web/field/words.ts'
import { dayNow, dayText } from '../../kernel/web/field/when.ts'
import { monthAfter, monthText, weeksOf } from '../../kernel/web/calendar/month.ts'
import type { Quarter } from './quarter.ts'
import { useRenewals } from './renewals.data.web.ts'
import css from './renewals.module.css'
import { toneOf } from './renewals-list.web.tsx'
import type { Wanted } from './renewals.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const mostPerDay = 3
const mostRows = 200

interface MonthProps {
  readonly wanted: Wanted
  readonly quarter: Quarter
  readonly open: string | undefined
  readonly onOpen: (id: string) => void
}

/** Decisions of a month, each on the day by which it is to be made. */
export function RenewalMonth({ wanted, quarter, open, onOpen }: MonthProps) {
  const today = dayNow()
  const isWithin = today >= quarter.from && today <= quarter.to
  const [month, setMonth] = useState((isWithin ? today : quarter.from).slice(0, 7))
  const weeks = weeksOf(month)
  const [from, to] = [weeks[0]?.[0] ?? '', weeks.at(-1)?.[6] ?? '']
  const { data, hasNextPage } = useRenewals({ from, to, isDecided: wanted.isDecided }, mostRows)
  const rows = data?.pages[0]?.rows ?? []
  return (
    <section className={css.calendar} aria-label={monthText(month)}>
      <header className={css.monthHead}>
        <h2>{monthText(month)}</h2>
        <span className={css.dim}>by the day to decide{hasNextPage && `, the first ${countText(mostRows)}`}</span>
        <ActionIcon aria-label="Month before" ml="auto" onClick={() => setMonth(monthAfter(month, -1))}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <ActionIcon aria-label="Month after" onClick={() => setMonth(monthAfter(month, 1))}>
          <IconChevronRight size={16} />
        </ActionIcon>
      </header>
      <div className={css.scroll}>
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
                {week.map((date) => {
                  const own = rows.filter(({ decideBy }) => decideBy === date)
                  return (
                    <td key={date} data-is-other={!date.startsWith(month) || undefined}>
                      <time dateTime={date} title={dayText(date)} aria-current={date === today ? 'date' : undefined}>
                        {Number(date.slice(8))}
                      </time>
                      <ul>
                        {own.slice(0, mostPerDay).map((row) => (
                          <li key={row.id}>
                            <button
                              type="button"
                              data-tone={toneOf(row, today)}
                              aria-expanded={row.id === open}
                              title={row.counterparty}
                              onClick={() => onOpen(row.id)}
                            >
                              {row.title}
                            </button>
                          </li>
                        ))}
                        {own.length > mostPerDay && <li className={css.dim}>{own.length - mostPerDay} more</li>}
                      </ul>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
