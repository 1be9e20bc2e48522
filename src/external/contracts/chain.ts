import { lastDay } from './civil.ts'
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
export function endOf(row: Row, nth: number): string {
  const { from, length, alignment, anchor } = row
  if (nth === 0) return addDays(dayOf(from), -1)
  if (alignment === 'any_day') return addDays(dayOf(linked(from, length, nth)), -1)
  const first = nextEnd(row, dayOf(from))
  if (nth === 1) return first
  if (!inOne(length).isMonths) return oneByOne(row, (_, count) => count === nth).end
  // From the first end on which it can end, each term takes whole months, quarters or years.
  const months = wholeMonths(row) * (nth - 1)
  return alignedEnd(addDays(addMonths(addDays(first, 1), months), -1), alignment, anchor)
}

/** Which term of a row is the first that doesn't end before a day; at least 1. */
export function nthOn(row: Row, day: string): number {
  const { isMonths, count } = inOne(row.length)
  const isAligned = row.alignment !== 'any_day'
  if (isAligned && !isMonths) return oneByOne(row, (end) => end >= day).count
  const start = dayOf(row.from)
  const passed = isMonths ? monthsBetween(start, day) : daysBetween(start, day)
  // Near enough, from which the right one is found: the first term may be shorter than those that follow.
  let nth = Math.max(1, Math.floor(passed / (isAligned ? wholeMonths(row) : count)))
  while (nth > 1 && endOf(row, nth - 1) >= day) nth -= 1
  while (endOf(row, nth) < day) nth += 1
  return nth
}

/** The first day after a row: where a contract can end on few days, the next term is counted from there. */
export const after = (row: Row, count: number): Chain =>
  row.alignment === 'any_day' ? linked(row.from, row.length, count) : chainFrom(addDays(endOf(row, count), 1))

/** The last day of a term of a row that begins on a day. */
const nextEnd = ({ length, alignment, anchor }: Row, start: string): string =>
  alignedEnd(addDays(dayOf(linked(chainFrom(start), length)), -1), alignment, anchor)

const wholeMonths = ({ length, alignment }: Row): number => {
  const step = { any_day: 1, month_end: 1, quarter_end: 3, term_year_end: 12 }[alignment]
  return Math.ceil(inOne(length).count / step) * step
}

/** Terms of so many days have no one length where they run on to the end of a month: they are gone through, each once. */
function oneByOne(
  row: Row,
  isIt: (end: string, count: number) => boolean,
): { readonly end: string; readonly count: number } {
  const ends = gone.get(row) ?? []
  gone.set(row, ends)
  for (let count = 1; ; count += 1) {
    const before = ends[count - 2]
    const end = ends[count - 1] ?? nextEnd(row, before === undefined ? dayOf(row.from) : addDays(before, 1))
    ends[count - 1] = end
    if (isIt(end, count) || end === lastDay) return { end, count }
  }
}
/** The last days of rows as far as they were gone through. */
const gone = new WeakMap<Row, string[]>()
