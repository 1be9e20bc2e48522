import { countText, roundMoneyText } from '../../kernel/web/field/words.ts'
import { sayDay } from './day.ts'
import { type Quarter, sayQuarter } from './quarter.ts'
import { sayGroup } from './renewal-words.ts'
import { useTotals } from './renewals.data.web.ts'
import css from './renewals.module.css'
import { addUp, type RenewalTotals, type Wanted } from './renewals.ts'
import type { Outlook } from './stake.ts'

interface TotalsProps {
  readonly wanted: Wanted
  readonly quarter: Quarter
  readonly isNow: boolean
}

/** The quarter in a sentence or two: how many, how much, what happens otherwise. */
export function Totals({ wanted, quarter, isNow }: TotalsProps) {
  const { data } = useTotals(wanted)
  if (!data) return <p className={css.sum}>&nbsp;</p>
  const { count, kinds } = summed(data)
  if (count === 0) return <p className={css.sum}>{sayQuarter(quarter)}</p>
  return (
    <>
      <p className={css.sum}>
        <Sum totals={data} wanted={wanted} quarter={quarter} isNow={isNow} />
      </p>
      <p className={css.dim}>{kinds}.</p>
    </>
  )
}

/** How many are to be decided, and how much is at stake, in one sentence. */
export function Sum({ totals, wanted, quarter, isNow }: TotalsProps & { readonly totals: RenewalTotals }) {
  const { count, late, money } = summed(totals)
  if (count === 0) return `No contract to decide by ${sayDay(quarter.to)}.`
  return (
    <>
      <strong>{`${countText(count)} ${count === 1 ? 'contract' : 'contracts'}`}</strong>{' '}
      {wanted.isDecided ? 'decided' : `to decide ${isNow ? 'by' : 'in the quarter to'} ${sayDay(quarter.to)}`}
      {money !== '' && (
        <>
          , <strong>{money}</strong> at stake
        </>
      )}
      {late > 0 && !wanted.isDecided && (
        <>
          ; <strong data-tone="bad">{countText(late)} late</strong>
        </>
      )}
      .
    </>
  )
}

function summed({ groups }: RenewalTotals) {
  const kinds = new Map<Outlook, number>()
  for (const { outlook, count } of groups) if (outlook) kinds.set(outlook, (kinds.get(outlook) ?? 0) + count)
  const text = [...kinds].map(([outlook, count]) => sayGroup(outlook, count)).join(', ')
  return {
    count: groups.reduce((sum, { count }) => sum + count, 0),
    late: groups.reduce((sum, { late }) => sum + late, 0),
    money: addUp(groups.map(({ atStake }) => atStake))
      .map((amount) => roundMoneyText(amount))
      .join(' and '),
    kinds: `Left alone, ${text}`,
  }
}
