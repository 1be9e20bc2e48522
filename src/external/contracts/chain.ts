import { addDays, addMonths, alignedEnd, daysBetween, monthsBetween } from './day.ts'
import type { Alignment, TermLength } from './terms.ts'

/**
 * The first day of a term, kept as the day that everything is counted from and a sum, so that nothing drifts: by months from
 * 31 January terms begin on 28 February and on 31 March again.
 */
export interface Chain {
  readonly anchor: string
  readonly months: number
  readonly days: number
}
export const chainFrom = (anchor: string): Chain => ({ anchor, months: 0, days: 0 })

/** The day that a chain has come to. */
export function dayOf({ anchor, months, days }: Chain): string {
  const byMonths = months === 0 ? anchor : addMonths(anchor, months)
  return days === 0 ? byMonths : addDays(byMonths, days)
}

/** The chain after that many terms of one length. */
export function linked(chain: Chain, length: TermLength, times = 1): Chain {
  if (times === 0) return chain
  const { isMonths, count } = inOne(length)
  if (!isMonths) return { ...chain, days: chain.days + count * times }
  // Months after days begin anew from where the days have led: 90 days, then by the month from there.
  const from = chain.days === 0 ? chain : chainFrom(dayOf(chain))
  return { ...from, months: from.months + count * times }
}

const inOne = ({ count, unit }: TermLength): { readonly isMonths: boolean; readonly count: number } => ({
  isMonths: unit === 'months' || unit === 'years',
  count: count * { days: 1, weeks: 7, months: 1, years: 12 }[unit],
})

/** A row of terms of one length. */
export interface Row {
  readonly from: Chain
  readonly length: TermLength
  readonly alignment: Alignment
  /** Where contract years are counted from. */
  readonly anchor: string
}

/** The last day of the n-th term of a row, counted from 1; 0 is the day before the first. */
export const endOf = ({ from, length, alignment, anchor }: Row, nth: number): string =>
  alignedEnd(addDays(dayOf(linked(from, length, nth)), -1), alignment, anchor)

/** Which term of a row is the first that doesn't end before a day; at least 1. */
export function nthOn(row: Row, day: string): number {
  const { isMonths, count } = inOne(row.length)
  const start = dayOf(row.from)
  const passed = isMonths ? monthsBetween(start, day) : daysBetween(start, day)
  // Near enough, from which the right one is found: ends may be moved on by where a contract can end.
  let nth = Math.max(1, Math.floor(passed / count))
  while (nth > 1 && endOf(row, nth - 1) >= day) nth -= 1
  while (endOf(row, nth) < day && dayOf(linked(row.from, row.length, nth)) < '9999') nth += 1
  return nth
}
