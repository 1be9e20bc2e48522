import type { Chance } from '../../../../foundation/chance.ts'

export interface Moment {
  readonly at: Date
  readonly chance: Chance
}

const hour = 3_600_000
const day = 24 * hour
/** When the demo company's desk works, in UTC: near enough for made-up stories. */
const opens = 7
const closes = 16.5

const startOfDay = (at: Date): number => Math.floor(at.getTime() / day) * day
const isWeekend = (start: number): boolean => [0, 6].includes(new Date(start).getUTCDay())

/** A moment of that day at which people work, most of them in the morning. */
export const officeTime = (date: Date, chance: Chance): Date =>
  new Date(startOfDay(date) + Math.round((6 + 9 * (0.35 * chance.next() + 0.65 * chance.next())) * 3600) * 1000)

/** Moments counted in the hours in which the desk works. */
export const workingHours = {
  /** When that many hours have been worked from a moment on. */
  after(from: Date, hours: number): Date {
    let left = Math.round(hours * 3600) * 1000
    for (let start = startOfDay(from); ; start += day) {
      if (isWeekend(start)) continue
      const begins = Math.max(from.getTime(), start + opens * hour)
      const open = start + closes * hour - begins
      if (open <= 0) continue
      if (left <= open) return new Date(begins + left)
      left -= open
    }
  },
  /** The moment since which that many hours have been worked. */
  before(now: Date, hours: number): Date {
    let left = Math.round(hours * 3600) * 1000
    for (let start = startOfDay(now); ; start -= day) {
      if (isWeekend(start)) continue
      const begins = start + opens * hour
      const open = Math.min(now.getTime(), start + closes * hour) - begins
      if (open <= 0) continue
      if (left < open) return new Date(begins + open - left)
      left -= open
    }
  },
  /** The beginning of the day that many working days before. */
  daysBefore(now: Date, count: number): Date {
    let start = startOfDay(now)
    for (let left = count; left > 0; ) {
      start -= day
      if (!isWeekend(start)) left -= 1
    }
    return new Date(start)
  },
}
