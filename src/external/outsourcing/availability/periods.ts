import { dayBegins } from '../../../kernel/calendar/day-begins.ts'
import { dayIn } from '../../../kernel/calendar/day-in.ts'
import { addDays } from '../../../kernel/calendar/calendar.ts'
import type { Interval } from '../../../kernel/calendar/intervals.ts'
import type { AvailabilityTerms } from './terms.ts'

/** One period that is measured, as far as the contract holds in it. */
export interface Period {
  /** Its first and last day, those on which the contract doesn't hold left out. */
  readonly first: string
  readonly last: string
  /** From the first moment of the one until the end of the other, in the contract's time zone. */
  readonly span: Interval
  /** Its days, and how many they would be if the contract held on all of them. */
  readonly days: number
  readonly wholeDays: number
  /** The calendar months whose fees it bears, `YYYY-MM`, in order: those that it is made of; of a rolling period the one that it ends with. */
  readonly months: readonly string[]
}

type Measured = Pick<AvailabilityTerms, 'timeZone' | 'measuring' | 'holds'>

/** The periods of a contract that lie in a window or reach into it, in order. */
export function periodsOf(terms: Measured, [from, to]: Interval): readonly Period[] {
  if (from >= to) return []
  const { timeZone, measuring, holds } = terms
  const [firstMonth, lastMonth] = [monthAt(timeZone, from), monthAt(timeZone, to - 1)]
  const begins = holds.from.slice(0, 7)
  // A quarter that has begun ends at most two months later.
  const end = addMonths(lastMonth, measuring.each === 'quarter' ? 2 : 0)
  const periods: Period[] = []
  for (let month = begins > firstMonth ? begins : firstMonth; month <= end; month = addMonths(month, 1)) {
    const period = periodEndingWith(month, terms)
    if (period && period.span[1] > from && period.span[0] < to) periods.push(period)
  }
  return periods
}

/** The period that a month ends, as far as the contract holds; null where it ends none. */
function periodEndingWith(month: string, { timeZone, measuring, holds }: Measured): Period | null {
  const whole = wholePeriod(month, timeZone, measuring)
  const isOver = measuring.each === 'rolling' && holds.until !== null && holds.until < `${month}-01`
  if (!whole || isOver) return null
  const first = whole.first < holds.from ? holds.from : whole.first
  const last = holds.until !== null && holds.until < whole.last ? holds.until : whole.last
  if (first > last) return null
  if (first === whole.first && last === whole.last) return whole
  const span = [startOf(timeZone, first), startOf(timeZone, addDays(last, 1))] as const
  return { ...whole, first, last, span, days: daysBetween(first, last) }
}

const kept = new Map<string, Period>()

/** The same for a contract that always held; each once, since thousands of contracts share them. */
function wholePeriod(month: string, timeZone: string, measuring: AvailabilityTerms['measuring']): Period | null {
  if (measuring.each === 'quarter' && Number(month.slice(5)) % 3 !== 0) return null
  const length = measuring.each === 'rolling' ? `${measuring.last} ${measuring.unit}` : measuring.each
  const key = `${timeZone} ${length} ${month}`
  const known = kept.get(key)
  if (known) return known
  const made = workOut(month, timeZone, measuring)
  if (kept.size >= 50_000) kept.clear()
  kept.set(key, made)
  return made
}

function workOut(month: string, timeZone: string, measuring: AvailabilityTerms['measuring']): Period {
  const last = addDays(`${addMonths(month, 1)}-01`, -1)
  const isInDays = measuring.each === 'rolling' && measuring.unit === 'day'
  const count = measuring.each === 'month' ? 1 : measuring.each === 'quarter' ? 3 : measuring.last
  const first = isInDays ? addDays(last, 1 - count) : `${addMonths(month, 1 - count)}-01`
  const days = daysBetween(first, last)
  return {
    ...{ first, last, days, wholeDays: days },
    span: [startOf(timeZone, first), startOf(timeZone, addDays(last, 1))],
    months: measuring.each === 'quarter' ? [addMonths(month, -2), addMonths(month, -1), month] : [month],
  }
}

/** The first moment of a day in a time zone, in milliseconds since 1970. */
export const startOf = (timeZone: string, day: string): number => dayBegins(timeZone, day).getTime()

/** The month, `YYYY-MM`, that it is at a moment in a time zone. */
export const monthAt = (timeZone: string, at: number): string => dayIn(timeZone, new Date(at)).slice(0, 7)

/** A month, `YYYY-MM`, moved by so many. */
export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
}

export const daysBetween = (first: string, last: string): number =>
  Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1
