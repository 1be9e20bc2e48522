import type { Interval } from '../../../kernel/calendar/intervals.ts'

/** '43,200 min', '12.5 min', '40 s': exact to the millisecond. */
export function sayLength(milliseconds: number): string {
  if (milliseconds > 0 && milliseconds < 60_000) return `${grouped(milliseconds / 1000, 3)} s`
  const minutes = milliseconds / 60_000
  return Number.isInteger(milliseconds / 600) ? `${grouped(minutes, 2)} min` : sayWithSeconds(milliseconds)
}

function sayWithSeconds(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  return `${grouped(minutes, 0)} min ${grouped((milliseconds - minutes * 60_000) / 1000, 3)} s`
}

const grouped = (value: number, digits: number): string =>
  value.toLocaleString('en-GB', { maximumFractionDigits: digits })

/** A whole number that may be larger than what JavaScript counts exactly, with its thousands apart. */
export const sayCount = (value: bigint): string => value.toLocaleString('en-GB')

/** '30 September 2026'. */
export function sayDay(day: string): string {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-')
  return `${Number(dayOfMonth)} ${monthNames[Number(month) - 1] ?? ''} ${Number(year)}`
}
const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]

/** 'September 2026', '10 to 30 September 2026', 'July to September 2026', '2 September to 1 October 2026'. */
export function sayDays(first: string, last: string): string {
  const [from, to] = [partsOf(first), partsOf(last)]
  const isWhole = from.day === 1 && isLastOfMonth(last)
  const isOneYear = from.year === to.year
  if (isOneYear && from.month === to.month)
    return isWhole ? `${to.name} ${to.year}` : from.day === to.day ? sayDay(last) : `${from.day} to ${sayDay(last)}`
  if (isWhole) return `${from.name}${isOneYear ? '' : ` ${from.year}`} to ${to.name} ${to.year}`
  return `${isOneYear ? `${from.day} ${from.name}` : sayDay(first)} to ${sayDay(last)}`
}

function partsOf(text: string) {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number)
  return { year, month, day, name: monthNames[month - 1] ?? '' }
}

function isLastOfMonth(day: string): boolean {
  const { year, month, day: dayOfMonth } = partsOf(day)
  return new Date(Date.UTC(year, month, 0)).getUTCDate() === dayOfMonth
}

/** Says stretches of time by the clocks of a time zone: '3 September 2026, 10:00 to 11:40'. */
export function sayStretches(timeZone: string): (interval: Interval) => string {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  })
  const shown = (at: number): { day: string; clock: string } => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    const { year = '', month = '', day = '', hour = '', minute = '', second = '00' } = parts
    return { day: `${year}-${month}-${day}`, clock: `${hour}:${minute}${second === '00' ? '' : `:${second}`}` }
  }
  return ([from, to]) => {
    const [begins, ends] = [shown(from), shown(to)]
    const end = begins.day === ends.day ? ends.clock : `${sayDay(ends.day)}, ${ends.clock}`
    return `${sayDay(begins.day)}, ${begins.clock} to ${end}`
  }
}
