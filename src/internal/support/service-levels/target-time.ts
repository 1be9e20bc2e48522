import type { Calendar, Span } from '../../../kernel/calendar/calendar.ts'
import { parseDuration } from '../../../kernel/record/text-duration.ts'

/** How much time is promised. */
export interface TargetTime {
  /** Working days of the calendar that counts. */
  readonly days: number
  readonly seconds: number
}

const daysOf = /(\d+(?:[.,]\d+)?)\s*(?:working\s+|business\s+)?(?:d|days?)(?![\p{L}])/iu

/** '30 min', '8 h' or '2 working days' as people write it; null when it can't be read, is nothing, or is beyond two years. */
export function readTargetTime(text: string): TargetTime | null {
  const [found, amount] = daysOf.exec(text) ?? []
  const rest = (found === undefined ? text : text.replace(found, '')).trim()
  const days = Number((amount ?? '0').replace(',', '.'))
  const seconds = rest === '' && days > 0 ? 0 : /[dwj]/i.test(rest) ? null : parseDuration(rest)
  if (seconds === null || days + seconds <= 0 || days > 730 || seconds > 730 * 86_400) return null
  return { days, seconds }
}

/** What is wrong with the time of a promise, in words; null when nothing is. */
export const problemOfTargetTime = (text: string | null): string | null =>
  text === null || readTargetTime(text) ? null : `'${text}' can't be read. Write 30 min, 8 h or 2 working days.`

/** So much open time of a calendar, in seconds. */
export const secondsOf = ({ days, seconds }: TargetTime, calendar: Calendar): number =>
  Math.round(days * workingDay(calendar)) + seconds

/**
 * How long a working day of a calendar is: as long as most of its open weekdays, the longer of two lengths that are as frequent.
 * Days and what is paused are so measured in the same open time; 24 hours where no weekday is open.
 */
export function workingDay({ hours }: Calendar): number {
  const lengths = hours.map(lengthOf).filter((length) => length > 0)
  const count = (length: number): number => lengths.filter((other) => other === length).length
  const [most] = lengths.toSorted((a, b) => count(b) - count(a) || b - a)
  return most ?? 86_400
}

const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, [from, to]) => sum + (to > from ? to - from : to + 1440 - from) * 60, 0)

/** So much time as people say it, with what its days come to: '2 working days (20 h)'. */
export function sayTargetTime({ days, seconds }: TargetTime, calendar: Calendar): string {
  const whole = sayTime(secondsOf({ days, seconds }, calendar))
  return days === 0
    ? whole
    : `${days} working ${days === 1 ? 'day' : 'days'}${seconds > 0 ? ` and ${sayTime(seconds)}` : ''} (${whole})`
}

/** What is left of so much time promised, such that it adds up with what `sayTime` says was used. */
export const sayLeft = (seconds: number): string => sayTime(seconds < 60 ? seconds : Math.ceil(seconds / 60) * 60)

/** Open time in hours and minutes, as a calendar's day is no 24 hours: '27 h', '1 h 10 min', 'no time'. */
export function sayTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (seconds <= 0) return 'no time'
  if (minutes === 0) return 'less than a minute'
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(' ')
}
