import { dayNow, dayText } from '../../kernel/web/field/when.ts'
import { addDays, addMonths, sayDay } from './day.ts'
import { placeIn, type Quarter } from './quarter.ts'
import css from './renewals.module.css'
import { type RowsProps, toneOf } from './renewals-list.web.tsx'
import type { Renewal } from './renewals.data.web.ts'
import unseen from '../../kernel/web/unseen.module.css'

const monthsShown = 12
const monthName = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' })

/** Decisions along a year: the time to act from deciding to the deadline, and on to the end. */
export function RenewalTimeline({ rows, open, onOpen, quarter }: RowsProps & { readonly quarter: Quarter }) {
  const today = dayNow()
  const from = rows.reduce((first, { decideBy }) => (decideBy < first ? decideBy : first), quarter.from)
  const start = `${(from < addMonths(quarter.from, -3) ? addMonths(quarter.from, -3) : from).slice(0, 7)}-01`
  const year = { from: start, to: addDays(addMonths(start, monthsShown), -1) }
  const at = (day: string): string => `${(placeIn(year, day) * 100).toFixed(2)}%`
  const months = Array.from({ length: monthsShown }, (_, count) => addMonths(start, count))
  return (
    <div className={css.scroll}>
      <div className={css.timeline}>
        <div className={css.axis} aria-hidden>
          {months.map((day) => (
            <span key={day} style={{ left: at(day) }}>
              {monthName.format(Date.parse(day))}
              {day.endsWith('-01-01') && ` ’${day.slice(2, 4)}`}
            </span>
          ))}
          {today >= year.from && today <= year.to && <i className={css.today} style={{ left: at(today) }} />}
        </div>
        <ul className={css.bars}>
          {rows.map((row) => (
            <li key={row.id} data-is-open={row.id === open || undefined}>
              <button type="button" onClick={() => onOpen(row.id)} aria-expanded={row.id === open}>
                <span className={css.barName}>{row.title}</span>
                <span className={unseen.unseen}>{sayBar(row)}</span>
                <span className={css.track} aria-hidden title={sayBar(row)}>
                  <i className={css.toEnd} style={{ left: at(row.decideBy), right: rest(at(row.decidedEnd)) }} />
                  <i
                    className={css.toAct}
                    data-tone={toneOf(row, today)}
                    style={{ left: at(row.decideBy), right: rest(at(row.sendBy ?? row.decidedEnd)) }}
                  />
                  <b style={{ left: at(row.decideBy) }}>{dayText(row.decideBy).replace(/ \d{4}$/, '')}</b>
                </span>
              </button>
            </li>
          ))}
        </ul>
        <p className={css.key}>
          <i data-kind="act" aria-hidden /> from the day to decide until it has to be sent{' '}
          <i data-kind="end" aria-hidden /> until the end
        </p>
      </div>
    </div>
  )
}

const rest = (percent: string): string => `${(100 - Number.parseFloat(percent)).toFixed(2)}%`

const sayBar = ({ decideBy, sendBy, decidedEnd }: Renewal): string =>
  `Decide by ${sayDay(decideBy)}${sendBy === null ? '' : `, send by ${sayDay(sendBy)}`}, end on ${sayDay(decidedEnd)}.`
