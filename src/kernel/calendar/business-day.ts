import { addDays, type Calendar, spansOf } from './calendar.ts'

/** What happens to a day that is closed: it moves to an open one, or falls away. */
export type Shift = 'keep' | 'next' | 'previous' | 'skip'

/** Whether anything opens on a day, `YYYY-MM-DD`. */
export const isBusinessDay = (calendar: Calendar, day: string): boolean => spansOf(calendar, day).length > 0

/** The day where it ends up: itself when it is open, else as `shift` says. Null when it falls away, or nothing opens within a year. */
export function shiftDay(calendar: Calendar, day: string, shift: Shift): string | null {
  if (shift === 'keep' || isBusinessDay(calendar, day)) return day
  if (shift === 'skip') return null
  const step = shift === 'next' ? 1 : -1
  for (let count = 1; count <= 366; count += 1) {
    const other = addDays(day, count * step)
    if (isBusinessDay(calendar, other)) return other
  }
  return null
}

/** The day that is `count` open days after a day (before it when negative); the day itself doesn't count. Null when there aren't that many within a hundred years. */
export function addBusinessDays(calendar: Calendar, day: string, count: number): string | null {
  const step = count < 0 ? -1 : 1
  let other = day
  for (let [left, looked] = [Math.abs(count), 0]; left > 0; looked += 1) {
    if (looked > 36_525) return null
    other = addDays(other, step)
    if (isBusinessDay(calendar, other)) left -= 1
  }
  return other
}
