import { dayIn } from '../../calendar/day-in.ts'

const day = 86_400_000
const relative = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' })
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const momentFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** A calendar day as people write it: '2027-03-14' → '14 Mar 2027'. */
export const dayText = (value: string): string => (isDay(value) ? dayFormat.format(Date.parse(value)) : value)

/** A moment in the reader's own time zone: 'Mon, 23 Nov 2026, 14:05'. */
export const momentText = (value: string): string => momentFormat.format(new Date(value))

/** How far a calendar day is from today: 'tomorrow', 'in 3 days', '5 months ago'. */
export function dayFrom(value: string, today: string): string {
  const days = Math.round((Date.parse(value) - Date.parse(today)) / day)
  return Number.isNaN(days) ? value : inWords(days)
}

/** How far a moment is from now: 'just now', '5 minutes ago', 'yesterday'. */
export function momentFrom(value: string, now: Date): string {
  const seconds = (Date.parse(value) - now.getTime()) / 1000
  const size = Math.abs(seconds)
  if (Number.isNaN(seconds)) return value
  if (size < 60) return seconds > 30 ? 'in a minute' : 'just now'
  if (size < 3600) return relative.format(Math.round(seconds / 60), 'minute')
  if (size < 22 * 3600) return relative.format(Math.round(seconds / 3600), 'hour')
  return dayFrom(localDay(new Date(value)), localDay(now))
}

let zone: string | undefined

/** Tells the page once in which time zone the organisation's days begin. */
export const countDaysIn = (timeZone: string | undefined): void => {
  zone = timeZone
}

/** The organisation's day, `YYYY-MM-DD`: what decides whether something is due, late or over. */
export const dayNow = (at = new Date()): string => dayIn(zone, at)

/** The calendar day of a moment where the reader is, `YYYY-MM-DD`. */
export function localDay(moment: Date): string {
  const [month, date] = [moment.getMonth() + 1, moment.getDate()].map((part) => String(part).padStart(2, '0'))
  return `${moment.getFullYear()}-${month}-${date}`
}

function inWords(days: number): string {
  const size = Math.abs(days)
  if (size < 14) return relative.format(days, 'day')
  if (size < 60) return relative.format(Math.round(days / 7), 'week')
  if (size < 700) return relative.format(Math.round(days / 30.44), 'month')
  return relative.format(Math.round(days / 365.25), 'year')
}

const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value)
