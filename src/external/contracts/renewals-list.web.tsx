import { roundMoneyText } from '../../kernel/web/field/words.ts'
import { dayFrom, dayNow, dayText } from '../../kernel/web/field/when.ts'
import { decisionWords, sayOutlook } from './renewal-words.ts'
import type { Renewal } from './renewals.data.web.ts'
import css from './renewals.module.css'

export interface RowsProps {
  readonly rows: readonly Renewal[]
  /** The one that is open beside them. */
  readonly open: string | undefined
  readonly onOpen: (id: string) => void
}

/** Decisions as lines, the most urgent first. */
export function RenewalList({ rows, open, onOpen }: RowsProps) {
  const today = dayNow()
  const hasMoney = rows.some(({ atStake }) => atStake !== undefined)
  return (
    <table className={css.list}>
      <thead>
        <tr>
          <th scope="col">Decide by</th>
          <th scope="col">Contract</th>
          <th scope="col" className={css.otherwise}>
            Otherwise
          </th>
          {hasMoney && (
            <th scope="col" className={css.amount}>
              At stake
            </th>
          )}
          <th scope="col" className={css.who}>
            Who decides
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-is-open={row.id === open || undefined}>
            <td className={css.by}>
              <time dateTime={row.decideBy}>{dayText(row.decideBy)}</time>
              <span data-tone={toneOf(row, today)}>{dueWords(row, today)}</span>
            </td>
            <th scope="row" className={css.contract}>
              <button type="button" onClick={() => onOpen(row.id)} aria-expanded={row.id === open}>
                {row.title}
              </button>
              <span>{row.counterparty}</span>
            </th>
            <td className={css.otherwise}>
              {sayOutlook(row.outlook, row.decidedEnd)}
              {row.sendBy && row.outlook !== 'ends' && <span>Send by {dayText(row.sendBy)}</span>}
            </td>
            {hasMoney && <td className={css.amount}>{row.atStake ? roundMoneyText(row.atStake) : 'No price known'}</td>}
            <td className={css.who}>{row.owner?.title ?? 'Not visible to you'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** How near a decision is: the colour that its days have. */
export function toneOf({ decideBy, decision }: Renewal, today: string): 'bad' | 'warning' | undefined {
  if (decision !== null) return undefined
  if (decideBy < today) return 'bad'
  return Date.parse(decideBy) - Date.parse(today) <= 14 * 86_400_000 ? 'warning' : undefined
}

function dueWords({ decideBy, decision }: Renewal, today: string): string {
  if (decision !== null) return decisionWords[decision].label
  return decideBy < today ? `due ${dayFrom(decideBy, today)}` : dayFrom(decideBy, today)
}
