import type { Chance } from '../foundation/chance.ts'
import { addDays } from '../kernel/calendar/calendar.ts'

/** Requests of one day, as monitoring counts them. */
export interface DayCount {
  readonly day: string
  readonly total: number
  readonly failed: number
}

/**
 * What the demo company's monitoring counted on the days before one: fewer requests at weekends, a few failures always, a bad day in
 * some months. In the last month that is over it failed on many requests, and counted nothing for two days.
 */
export function countsUntil(today: string, chance: Chance): readonly DayCount[] {
  const thisMonth = `${today.slice(0, 7)}-01`
  const lastMonth = firstOf(thisMonth, 1)
  const days: DayCount[] = []
  for (let day = firstCounted(today); day < today; day = addDays(day, 1)) {
    const isWeekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
    const total = isWeekend ? chance.int(9_000, 14_000) : chance.int(36_000, 47_000)
    const isBad = day === addDays(lastMonth, 10) || day === addDays(firstOf(thisMonth, 4), 17)
    const failed = Math.round(total * (isBad ? 0.12 : 0.0001 + 0.0003 * chance.next()))
    const isMissing = day === addDays(lastMonth, 20) || day === addDays(lastMonth, 21)
    if (!isMissing) days.push({ day, total, failed })
  }
  return days
}

/** From when on there are counts. */
export const firstCounted = (today: string): string => firstOf(`${today.slice(0, 7)}-01`, monthsCounted)
const monthsCounted = 6

/** The first day of a month so many months before the one that begins on a day. */
function firstOf(month: string, before: number): string {
  const [year = 0, of = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, of - 1 - before, 1)).toISOString().slice(0, 10)
}
