import { addDays, type Calendar as BusinessCalendar, type Span } from '../../kernel/calendar/calendar.ts'
import { type Calendar, weekdays } from './calendar.record.ts'
import { readHours } from './hours.ts'
import type { SpecialDay } from './special-day.record.ts'

/** What of a calendar's row says when it is open. */
export type Hours = Pick<Calendar, 'timeZone' | 'country' | 'region' | (typeof weekdays)[number]>
/** What of a special day says when that day is open. */
export type Special = Pick<SpecialDay, 'name' | 'startsOn' | 'endsOn' | 'hours' | 'isYearly'>
/** Public holidays by day, for any year. */
export type HolidayName = (day: string) => string | null

/** Years for which holidays and special days are worked out. */
export const years = { first: 1990, last: 2100 } as const

/** The calendar to reckon with, of the rows that describe it. */
export function businessCalendar(
  { timeZone, ...row }: Hours,
  specials: readonly Special[],
  holidayName: HolidayName,
): BusinessCalendar {
  return {
    timeZone,
    hours: weekdays.map((weekday) => readHours(row[weekday]) ?? []),
    holidays: { has: (day) => holidayName(day) !== null },
    exceptions: new Map(daysOf(specials).map(({ day, hours }) => [day, hours])),
  }
}

/** Each day that differs, in order; of several special days for one day the one that begins last counts. */
export function daysOf(
  specials: readonly Special[],
): readonly { readonly day: string; readonly name: string; readonly hours: readonly Span[] }[] {
  const found = new Map<string, { day: string; name: string; hours: readonly Span[] }>()
  const sorted = specials
    .flatMap((special) => (special.isYearly ? everyYear(special) : [special]))
    .toSorted((a, b) => a.startsOn.localeCompare(b.startsOn))
  for (const { name, startsOn, endsOn, hours } of sorted) {
    for (let day = startsOn; day <= (endsOn ?? startsOn); day = addDays(day, 1))
      found.set(day, { day, name, hours: readHours(hours) ?? [] })
  }
  return [...found.values()].toSorted((a, b) => a.day.localeCompare(b.day))
}

function everyYear(special: Special): readonly Special[] {
  const length = Date.parse(special.endsOn ?? special.startsOn) - Date.parse(special.startsOn)
  const [year, rest] = [Number(special.startsOn.slice(0, 4)), special.startsOn.slice(4)]
  const first = Math.max(year, years.first)
  return Array.from({ length: Math.max(0, years.last - first + 1) }, (_, count) => `${first + count}${rest}`)
    .filter((day) => dayOf(Date.parse(day)) === day)
    .map((startsOn) => ({ ...special, startsOn, endsOn: dayOf(Date.parse(startsOn) + length) }))
}

const dayOf = (at: number): string => (Number.isNaN(at) ? '' : new Date(at).toISOString().slice(0, 10))
