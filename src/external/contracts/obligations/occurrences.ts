import type { Calendar } from '../../../kernel/calendar/calendar.ts'
import { addDays, addLength, addMonths } from '../day.ts'

export const rhythmUnits = ['days', 'weeks', 'months', 'quarters', 'years'] as const
export const dueUnits = ['hours', 'days', 'business_days', 'weeks', 'months', 'years'] as const
export interface Rhythm {
  readonly count: number
  readonly unit: (typeof rhythmUnits)[number]
}
export interface Span {
  readonly count: number
  readonly unit: (typeof dueUnits)[number]
}
const months = { months: 1, quarters: 3, years: 12 } as const

/** More turns than the calendar has days. */
const mostTurns = 4_000_000

/** The first day of a schedule after a day. It is counted from the first one, so that a month's end never drifts. */
export function occurrenceAfter(first: string, { count, unit }: Rhythm, after: string): string {
  if (after < first) return first
  const isByDay = unit === 'days' || unit === 'weeks'
  const step = (turn: number): string =>
    isByDay ? addDays(first, turn * count * (unit === 'weeks' ? 7 : 1)) : addMonths(first, turn * count * months[unit])
  let [low, high] = [0, 1]
  while (step(high) <= after && high < mostTurns) [low, high] = [high, high * 2]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (step(middle) <= after) low = middle
    else high = middle
  }
  return step(high)
}

/**
 * By which day something has to be done that is owed so long after a day. Of hours whole days count: 4 hours are the same
 * day, 72 are three days on. Business days are those of the calendar.
 */
export function dueAfter(day: string, span: Span | null, calendar: Calendar): string {
  if (span === null) return day
  const { count, unit } = span
  if (unit === 'hours') return addDays(day, Math.floor(count / 24))
  return addLength(day, { count, unit }, { calendar, isBack: false })
}
