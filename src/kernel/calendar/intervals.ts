import type { Calendar } from './calendar.ts'
import { openingYear, spanAt } from './opening-year.ts'

/** A stretch of time, from its beginning until just before its end. In milliseconds since 1970, or in any whole unit of any clock. */
export type Interval = readonly [from: number, to: number]

/** Intervals in order that are not empty and neither touch nor overlap: there is one way to write any set of moments. */
export type Intervals = readonly Interval[]

/** The moments of any intervals, in whatever order they come; empty and reversed ones are nothing. */
export function joined(any: Iterable<Interval>): Intervals {
  const out: [number, number][] = []
  for (const [from, to] of [...any].sort(byBeginning)) {
    if (from >= to) continue
    const last = out.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else out.push([from, to])
  }
  return out
}
const byBeginning = (a: Interval, b: Interval): number => a[0] - b[0]

/** The moments in one or the other. */
export const union = (one: Intervals, other: Intervals): Intervals =>
  one.length === 0 ? other : other.length === 0 ? one : joined([...one, ...other])

/** The moments in both. */
export function intersection(one: Intervals, other: Intervals): Intervals {
  const out: Interval[] = []
  for (let i = 0, j = 0; ; ) {
    const [a, b] = [one[i], other[j]]
    if (!a || !b) return out
    const [from, to] = [Math.max(a[0], b[0]), Math.min(a[1], b[1])]
    if (from < to) out.push([from, to])
    if (a[1] <= b[1]) i += 1
    else j += 1
  }
}

/** The moments in the one and not in the other. */
export function difference(one: Intervals, other: Intervals): Intervals {
  if (other.length === 0) return one
  const out: Interval[] = []
  let j = 0
  for (const [from, to] of one) {
    let left = from
    while ((other[j]?.[1] ?? Infinity) <= left) j += 1
    for (let k = j; left < to; k += 1) {
      const cut = other[k]
      if (!cut || cut[0] >= to) break
      if (cut[0] > left) out.push([left, cut[0]])
      left = cut[1]
    }
    if (left < to) out.push([left, to])
  }
  return out
}

/** What of them lies within a window. */
export const clipped = (intervals: Intervals, window: Interval): Intervals =>
  window[0] < window[1] ? intersection(intervals, [window]) : []

/** How long they are together, in their unit. */
export const lengthOf = (intervals: Intervals): number => intervals.reduce((sum, [from, to]) => sum + to - from, 0)

/** When a calendar is open within a window. */
export function openWithin(calendar: Calendar, [from, to]: Interval): Intervals {
  if (from >= to) return []
  const found: Interval[] = []
  const last = new Date(to - 1).getUTCFullYear()
  for (let year = new Date(from).getUTCFullYear(); year <= last; year += 1) {
    const opening = openingYear(calendar, year)
    for (let index = Math.max(0, spanAt(opening, from)); (opening.starts[index] ?? to) < to; index += 1) {
      const cut = [Math.max(opening.starts[index] ?? to, from), Math.min(opening.ends[index] ?? from, to)] as const
      if (cut[0] < cut[1]) found.push(cut)
    }
  }
  // What is open at the turn of a year is cut there.
  return joined(found)
}
