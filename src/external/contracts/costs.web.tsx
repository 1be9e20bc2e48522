import { fromMinor } from '../../kernel/record/money.ts'
import { dayText } from '../../kernel/web/field/when.ts'
import { moneyText } from '../../kernel/web/field/words.ts'
import { Failed, Lines } from '../../kernel/web/record/states.web.tsx'
import type { Amount } from './price.ts'
import { useCosts } from './renewals.data.web.ts'
import css from './renewals.module.css'

/** What a contract costs as it goes on when nobody does anything, by year, and the payments of the next twelve months. */
export function Costs({ id }: { readonly id: string }) {
  const { data, error, refetch } = useCosts(id)
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Lines count={3} />
  const { term, years, payments } = data
  if (years.every(({ amounts }) => amounts.length === 0))
    return <p className={css.dim}>No price is known for these years. Prices stand in its events.</p>
  return (
    <>
      {term && term.length > 0 && (
        <p>
          This term comes to <strong>{sayAmounts(term)}</strong>.
        </p>
      )}
      <table className={css.costs}>
        <thead>
          <tr>
            <th scope="col">Financial year, as it goes on</th>
            <th scope="col" className={css.amount}>
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {years.map(({ from, to, amounts, isKnown }) => (
            <tr key={from}>
              <td>
                {dayText(from)} to {dayText(to)}
              </td>
              <td className={css.amount}>{isKnown ? sayAmounts(amounts) : 'Not known: an index value is missing'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {payments.length > 0 && (
        <table className={css.costs}>
          <thead>
            <tr>
              <th scope="col">Due on</th>
              <th scope="col">For</th>
              <th scope="col" className={css.amount}>
                Amount
              </th>
            </tr>
          </thead>
          <tbody>
            {payments.map(({ dueOn, from, to, minor, currency }) => (
              <tr key={`${dueOn} ${from} ${currency}`}>
                <td>{dayText(dueOn)}</td>
                <td>
                  {dayText(from)} to {dayText(to)}
                </td>
                <td className={css.amount}>{sayAmounts([{ minor, currency }])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

const sayAmounts = (amounts: readonly Amount[]): string =>
  amounts.map(({ minor, currency }) => moneyText(fromMinor(minor, currency))).join(' and ')
