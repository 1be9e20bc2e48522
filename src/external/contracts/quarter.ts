import { addDays, addMonths } from './day.ts'

/** Three months of the calendar year: their first and last day. */
export interface Quarter {
  readonly from: string
  readonly to: string
}

/** The quarter that a day is in, or one so many quarters later. */
export function quarterOf(day: string, later = 0): Quarter {
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1
  const from = addMonths(`${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`, later * 3)
  return { from, to: addDays(addMonths(from, 3), -1) }
}

/** 'October to December 2026'. */
export function sayQuarter({ from, to }: Quarter): string {
  const month = (day: string): string => names.format(new Date(`${day}T00:00:00Z`))
  return `${month(from)} to ${month(to)} ${to.slice(0, 4)}`
}
const names = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' })

/** Where a day lies in a quarter, from 0, its first, to 1, the day after its last; what is outside stays at its ends. */
export function placeIn({ from, to }: Quarter, day: string): number {
  const [first, last, at] = [from, addDays(to, 1), day].map((one) => Date.parse(one)) as [number, number, number]
  return Math.min(1, Math.max(0, (at - first) / (last - first)))
}
