import type { Filter } from '../../kernel/record/define.ts'
import type { Money } from '../../kernel/record/field.ts'
import type { Outlook } from './stake.ts'

/** Which decisions are asked for: those to be made from one day to another, or those that were made. */
export interface Wanted {
  /** The first day by which to decide; empty also finds what is late since long. */
  readonly from?: string | undefined
  readonly to: string
  readonly isDecided: boolean
}
/** Decisions of a stretch of days, by what happens otherwise and by currency. */
export interface RenewalTotals {
  readonly today: string
  readonly groups: readonly {
    readonly outlook: Outlook | null
    readonly count: number
    /** How many of them should have been made by now. */
    readonly late: number
    /** Null where nothing is known, or the caller may not see amounts. */
    readonly atStake: Money | null
  }[]
}

/** The contracts behind them, as lists are filtered. */
export const renewalFilter = ({ from, to, isDecided }: Wanted): Filter => ({
  state: 'in_force',
  decision: { empty: !isDecided },
  decideBy: { ...(from === undefined ? {} : { gte: from }), lte: to },
})

/** Amounts added up, one per currency, the largest first. */
export function addUp(amounts: readonly (Money | null)[]): readonly Money[] {
  const sums = new Map<string, number>()
  for (const money of amounts)
    if (money) sums.set(money.currency, (sums.get(money.currency) ?? 0) + Number(money.amount))
  return [...sums]
    .toSorted(([, one], [, other]) => other - one)
    .map(([currency, sum]) => ({ currency, amount: String(Math.round(sum)) }))
}
