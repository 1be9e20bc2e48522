import { addBusinessDays, shiftDay } from '../../kernel/calendar/business-day.ts'
import type { Calendar } from '../../kernel/calendar/calendar.ts'
import { dayAt, dayOfMonth, daysIn, firstDay, lastDay, monthOf, numberOf, written, yearOf } from './civil.ts'
import type { Alignment, Length } from './terms.ts'

/** A day moved by whole days; what would be beyond the calendar's years stays at its end. */
export const addDays = (day: string, count: number): string => (count === 0 ? day : dayAt(numberOf(day) + count))

/** A day moved by months, backwards when negative; the end of a shorter month in place of a day that it hasn't. */
export function addMonths(day: string, count: number): string {
  const months = yearOf(day) * 12 + monthOf(day) - 1 + count
  const year = Math.floor(months / 12)
  if (year < 1) return firstDay
  if (year > 9999) return lastDay
  const month = months - year * 12 + 1
  return written(year, month, Math.min(dayOfMonth(day), daysIn(year, month)))
}

/** A day moved on by a length of time, or back. Business days are those of the calendar; the day itself doesn't count. */
export function addLength(day: string, { count, unit }: Length, { calendar, isBack }: Counting): string {
  const steps = isBack ? -count : count
  if (unit === 'business_days') return addBusinessDays(calendar, day, steps) ?? addDays(day, steps)
  if (unit === 'months' || unit === 'years') return addMonths(day, unit === 'years' ? steps * 12 : steps)
  return addDays(day, unit === 'weeks' ? steps * 7 : steps)
}
export interface Counting {
  readonly calendar: Calendar
  readonly isBack: boolean
}

/** The day itself when it is a business day, else the one before it: what is counted back never moves forward. */
export const businessDayUntil = (calendar: Calendar, day: string): string => shiftDay(calendar, day, 'previous') ?? day
/** The day itself when it is a business day, else the next one. */
export const businessDayFrom = (calendar: Calendar, day: string): string => shiftDay(calendar, day, 'next') ?? day

/** How many whole months lie between two days; negative when the second is before the first. */
export const monthsBetween = (from: string, to: string): number =>
  (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from) - (dayOfMonth(to) < dayOfMonth(from) ? 1 : 0)
/** Whole days from one day to another. */
export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from)

/** The first day on which a contract can end that isn't before a day. Contract years are counted from `anchor`. */
export function alignedEnd(day: string, alignment: Alignment, anchor: string): string {
  switch (alignment) {
    case 'any_day':
      return day
    case 'month_end':
      return monthEnd(day)
    case 'quarter_end':
      return monthEnd(written(yearOf(day), monthOf(day) + 2 - ((monthOf(day) - 1) % 3), 1))
    case 'term_year_end': {
      const end = (years: number): string => addDays(addMonths(anchor, years * 12), -1)
      let years = Math.max(1, Math.floor(monthsBetween(anchor, day) / 12))
      while (end(years) < day && end(years) < lastDay) years += 1
      return end(years)
    }
  }
}
const monthEnd = (day: string): string => written(yearOf(day), monthOf(day), daysIn(yearOf(day), monthOf(day)))

/** The earlier, and the later, of two days. */
export const earlier = (one: string, other: string): string => (one < other ? one : other)
export const later = (one: string, other: string): string => (one > other ? one : other)

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]
/** A day as people write it: '28 June 2026'. */
export const sayDay = (day: string): string => `${dayOfMonth(day)} ${months[monthOf(day) - 1] ?? ''} ${yearOf(day)}`

const names = { days: 'day', business_days: 'business day', weeks: 'week', months: 'month', years: 'year' } as const
/** '3 months', '1 business day'. */
export const sayLength = ({ count, unit }: Length): string => `${count} ${names[unit]}${count === 1 ? '' : 's'}`
