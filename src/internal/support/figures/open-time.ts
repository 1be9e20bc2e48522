import type { Calendar } from '../../../kernel/calendar/calendar.ts'
import { openingYear } from '../../../kernel/calendar/opening-year.ts'

/** The open spans of a calendar, in seconds since 1970, for reckoning in one statement. */
export interface OpenSpans {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  /** Open seconds before each span. */
  readonly before: readonly number[]
}

/** The open spans of whole years. The open time between two moments is the difference of what is open before each. */
export function openSpans(calendar: Calendar, firstYear: number, lastYear: number): OpenSpans {
  const spans = { starts: [] as number[], ends: [] as number[], before: [] as number[] }
  let passed = 0
  for (let year = firstYear; year <= lastYear; year += 1) {
    const { starts, ends, before, total } = openingYear(calendar, year)
    starts.forEach((start, index) => {
      spans.starts.push(start / 1000)
      spans.ends.push((ends[index] ?? start) / 1000)
      spans.before.push((passed + (before[index] ?? 0)) / 1000)
    })
    passed += total
  }
  return spans
}
