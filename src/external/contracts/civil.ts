// Days as numbers and back, without a Date for each: reading the clocks of all contracts moves millions of days.
// Source: Howard Hinnant, chrono-Compatible Low-Level Date Algorithms, days_from_civil and civil_from_days.

/** The last day there is. People write it for «without end». */
export const lastDay = '9999-12-31'
export const firstDay = '0001-01-01'

export const yearOf = (day: string): number =>
  digit(day, 0) * 1000 + digit(day, 1) * 100 + digit(day, 2) * 10 + digit(day, 3)
export const monthOf = (day: string): number => digit(day, 5) * 10 + digit(day, 6)
export const dayOfMonth = (day: string): number => digit(day, 8) * 10 + digit(day, 9)
const digit = (day: string, at: number): number => day.charCodeAt(at) - 48

export const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** `YYYY-MM-DD`. */
export const written = (year: number, month: number, day: number): string =>
  `${year < 1000 ? String(year).padStart(4, '0') : year}-${two[month] ?? ''}-${two[day] ?? ''}`
const two = Array.from({ length: 32 }, (_, number) => String(number).padStart(2, '0'))

const daysOfEra = 146_097
/** Days from 0000-03-01, the first of an era of 400 years, to a day. */
export function numberOf(day: string): number {
  const month = monthOf(day)
  // Years that begin in March have their leap day at their end.
  const year = yearOf(day) - (month <= 2 ? 1 : 0)
  const era = Math.floor(year / 400)
  const ofEra = year - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth(day) - 1
  return era * daysOfEra + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear
}

const first = numberOf(firstDay)
const last = numberOf(lastDay)
/** The day of a number; the first or the last one there is for what lies beyond. */
export function dayAt(number: number): string {
  if (number <= first) return firstDay
  if (number >= last) return lastDay
  const era = Math.floor(number / daysOfEra)
  const inEra = number - era * daysOfEra
  const ofEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  )
  const ofYear = inEra - (365 * ofEra + Math.floor(ofEra / 4) - Math.floor(ofEra / 100))
  const shifted = Math.floor((5 * ofYear + 2) / 153)
  const month = shifted + (shifted < 10 ? 3 : -9)
  return written(era * 400 + ofEra + (month <= 2 ? 1 : 0), month, ofYear - Math.floor((153 * shifted + 2) / 5) + 1)
}
