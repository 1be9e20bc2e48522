/** Minutes from midnight. An end at or before the beginning is on the next day: [1320, 360] is 22:00 to 06:00; [0, 1440] is the whole day. */
export type Span = readonly [from: number, to: number]

/** When somebody works. Never changed in place: what is worked out from it is kept for as long as the object lives. */
export interface Calendar {
  /** An IANA name, such as 'Europe/Berlin'. */
  readonly timeZone: string
  /** What is open from Monday (0) to Sunday (6). */
  readonly hours: readonly (readonly Span[])[]
  /** Days that are closed, `YYYY-MM-DD` in the calendar's time zone. A span belongs to the day it begins on. */
  readonly holidays: { readonly has: (day: string) => boolean }
  /** Days with hours of their own, which count in place of the weekday's and of a holiday; none are a closed day. */
  readonly exceptions?: ReadonlyMap<string, readonly Span[]>
}

/** Open at every moment. */
export const alwaysOpen: Calendar = {
  timeZone: 'UTC',
  hours: Array.from({ length: 7 }, () => [[0, 1440]]),
  holidays: new Set(),
}

/** What is open on a day, `YYYY-MM-DD`, as it was declared. */
export function spansOf({ hours, holidays, exceptions }: Calendar, day: string): readonly Span[] {
  const own = exceptions?.get(day)
  if (own) return own
  return holidays.has(day) ? [] : (hours[weekdayOf(day)] ?? [])
}

/** Whether anything at all could ever be open. */
export const canOpen = ({ hours, exceptions }: Calendar): boolean =>
  hours.some((spans) => spans.length > 0) || [...(exceptions?.values() ?? [])].some((spans) => spans.length > 0)

const dayMs = 86_400_000

/** A day moved by whole days. */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10)

/** Monday is 0. */
export const weekdayOf = (day: string): number => (new Date(day).getUTCDay() + 6) % 7
