import { type Calendar, canOpen } from './calendar.ts'
import { lastAtMost, type OpeningYear, openBefore, openingYear, spanAt } from './opening-year.ts'

/** How far a search goes before it says that there is nothing. */
const yearsAhead = 100

/**
 * The instant at which that many seconds of open time have passed since `from`: the first such one, so that what fills a day
 * ends when the day closes. Negative seconds go back. Null when the calendar isn't open for that long within a hundred years.
 */
export function addBusiness(calendar: Calendar, from: Date, seconds: number): Date | null {
  const amount = Math.round(seconds * 1000)
  if (amount === 0) return from
  if (!canOpen(calendar)) return null
  return amount > 0 ? forward(calendar, from.getTime(), amount) : back(calendar, from.getTime(), -amount)
}

/** Seconds of open time between two instants; negative when `to` is before `from`. */
export function businessBetween(calendar: Calendar, from: Date, to: Date): number {
  if (to < from) return -businessBetween(calendar, to, from)
  const [first, last] = [from.getUTCFullYear(), to.getUTCFullYear()]
  let open = openBefore(openingYear(calendar, last), to.getTime())
  for (let year = first; year < last; year += 1) open += openingYear(calendar, year).total
  return (open - openBefore(openingYear(calendar, first), from.getTime())) / 1000
}

/** Whether it is open at an instant: from the moment of opening until just before that of closing. */
export function isOpen(calendar: Calendar, at: Date): boolean {
  const year = openingYear(calendar, at.getUTCFullYear())
  const index = spanAt(year, at.getTime())
  return index >= 0 && at.getTime() < (year.ends[index] ?? 0)
}

/** When it is next open: `at` itself if it is now. Null when it doesn't open within a hundred years. */
export function nextOpening(calendar: Calendar, at: Date): Date | null {
  if (isOpen(calendar, at)) return at
  if (!canOpen(calendar)) return null
  const first = at.getUTCFullYear()
  for (let year = first; year <= first + yearsAhead; year += 1) {
    const spans = openingYear(calendar, year)
    const start = spans.starts[spanAt(spans, at.getTime()) + 1]
    if (start !== undefined) return new Date(start)
  }
  return null
}

/** When it is next closed: `at` itself if it is now. Null when it doesn't close within a hundred years. */
export function nextClosing(calendar: Calendar, at: Date): Date | null {
  let end = at.getTime()
  for (let count = 0; count <= yearsAhead; count += 1) {
    const year = openingYear(calendar, new Date(end).getUTCFullYear())
    const index = spanAt(year, end)
    const closes = index < 0 ? end : Math.max(end, year.ends[index] ?? end)
    if (closes === end) return new Date(end)
    end = closes
    // Spans are cut where the year ends: what goes on in the next one goes on.
    if (!isYearStart(end)) return new Date(end)
  }
  return null
}

function forward(calendar: Calendar, from: number, amount: number): Date | null {
  const first = new Date(from).getUTCFullYear()
  let left = amount + openBefore(openingYear(calendar, first), from)
  for (let year = first; year <= first + yearsAhead; year += 1) {
    const spans = openingYear(calendar, year)
    if (left <= spans.total) return new Date(momentOf(spans, left))
    left -= spans.total
  }
  return null
}

/** The first moment by which `open` of the year has passed; `open` is more than nothing. */
function momentOf({ starts, before }: OpeningYear, open: number): number {
  let index = lastAtMost(before, open)
  if (before[index] === open) index -= 1
  return (starts[index] ?? 0) + open - (before[index] ?? 0)
}

function back(calendar: Calendar, from: number, amount: number): Date | null {
  const first = new Date(from).getUTCFullYear()
  let left = openBefore(openingYear(calendar, first), from) - amount
  for (let year = first; ; ) {
    if (left >= 0) {
      const { starts, before } = openingYear(calendar, year)
      const index = lastAtMost(before, left)
      return new Date((starts[index] ?? 0) + left - (before[index] ?? 0))
    }
    year -= 1
    if (year < first - yearsAhead) return null
    left += openingYear(calendar, year).total
  }
}

function isYearStart(at: number): boolean {
  return at === Date.UTC(new Date(at).getUTCFullYear(), 0, 1)
}
