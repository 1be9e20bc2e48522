import { addDays, type Calendar, spansOf } from './calendar.ts'
import { clockworkOf, firstShowing, lastShowing } from './zone.ts'

/** What is open in one year of UTC: spans in order that neither touch nor overlap, cut at the year's ends. In milliseconds since 1970. */
export interface OpeningYear {
  readonly starts: Float64Array
  readonly ends: Float64Array
  /** How much is open in the year before each span. */
  readonly before: Float64Array
  readonly total: number
}

const kept = new WeakMap<Calendar, Map<number, OpeningYear>>()

/** The spans of a calendar's year, worked out once. */
export function openingYear(calendar: Calendar, year: number): OpeningYear {
  const years = kept.get(calendar) ?? new Map<number, OpeningYear>()
  kept.set(calendar, years)
  const known = years.get(year)
  if (known) return known
  const made = workOut(calendar, year)
  years.set(year, made)
  return made
}

const dayMs = 86_400_000
const minuteMs = 60_000

function workOut(calendar: Calendar, year: number): OpeningYear {
  const [yearStart, yearEnd] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)]
  const clockwork = clockworkOf(calendar.timeZone, yearStart - 4 * dayMs, yearEnd + 4 * dayMs)
  const found: (readonly [number, number])[] = []
  const first = new Date(yearStart - 2 * dayMs).toISOString().slice(0, 10)
  // Two days more at each end: local days begin up to 14 hours off, and spans run into the next day.
  for (let count = 0; count * dayMs < yearEnd - yearStart + 4 * dayMs; count += 1) {
    const day = addDays(first, count)
    const midnight = Date.parse(day)
    for (const [from, to] of spansOf(calendar, day)) {
      const start = firstShowing(clockwork, midnight + from * minuteMs)
      const end = lastShowing(clockwork, midnight + (to > from ? to : to + 1440) * minuteMs)
      const cut = [Math.max(start, yearStart), Math.min(end, yearEnd)] as const
      if (cut[0] < cut[1]) found.push(cut)
    }
  }
  return laidOut(joined(found))
}

function joined(spans: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const out: [number, number][] = []
  for (const [start, end] of [...spans].sort(([a], [b]) => a - b)) {
    const last = out.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else out.push([start, end])
  }
  return out
}

function laidOut(spans: readonly (readonly [number, number])[]): OpeningYear {
  const before = new Float64Array(spans.length)
  let total = 0
  spans.forEach(([start, end], index) => {
    before[index] = total
    total += end - start
  })
  return {
    starts: Float64Array.from(spans, ([start]) => start),
    ends: Float64Array.from(spans, ([, end]) => end),
    before,
    total,
  }
}

/** The last span that begins at or before an instant; -1 when there is none. */
export function spanAt({ starts }: OpeningYear, at: number): number {
  return lastAtMost(starts, at)
}

/** How much of the year is open before an instant. */
export function openBefore(year: OpeningYear, at: number): number {
  const index = spanAt(year, at)
  if (index < 0) return 0
  const { starts, ends, before } = year
  return (before[index] ?? 0) + Math.min(at, ends[index] ?? 0) - (starts[index] ?? 0)
}

/** The last index whose value is at most `wanted`, in an ascending array; -1 when there is none. */
export function lastAtMost(values: Float64Array, wanted: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) <= wanted) low = middle + 1
    else high = middle
  }
  return low - 1
}
