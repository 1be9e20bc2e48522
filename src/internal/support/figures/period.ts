import { Temporal } from 'temporal-polyfill'

/** What trends are drawn by. */
export type Bucket = 'day' | 'week' | 'month'
/** Days from the first to the last, both counted, in a time zone; with the span before, which is as long. */
export interface Period {
  readonly from: string
  readonly to: string
  readonly days: number
  readonly zone: string
  readonly bucket: Bucket
  /** Moments, ISO 8601: a span begins at the first and ends before the second. */
  readonly now: readonly [string, string]
  readonly before: readonly [string, string]
  readonly beforeDays: readonly [string, string]
  /** Where each part of the trend begins, and where the last one ends. */
  readonly edges: readonly string[]
  /** The same as days. */
  readonly edgeDays: readonly string[]
  /** Each day of the span before and of this one, the moments at which they begin, and the one at which the last ends. */
  readonly each: readonly string[]
  readonly eachEdges: readonly string[]
}

/** The most days that a period may have: ten years. */
export const mostDays = 3660

/** The period between two days, or what is wrong with them in words. Whole months are held against as many months before. */
export function periodOf(given: {
  from: string
  to: string
  zone: string
  bucket?: Bucket | undefined
}): Period | { readonly says: string } {
  const { zone } = given
  const from = dayOf(given.from)
  const to = dayOf(given.to)
  if (!from || !to) return { says: 'Write days as 2026-11-01.' }
  const days = from.until(to, { largestUnit: 'days' }).days + 1
  if (days < 1) return { says: 'The last day must not be before the first.' }
  if (days > mostDays) return { says: 'Choose at most ten years.' }
  const bucket = given.bucket ?? (days <= 31 ? 'day' : days <= 183 ? 'week' : 'month')
  const end = to.add({ days: 1 })
  const isMonths = from.day === 1 && end.day === 1
  const months = isMonths ? from.until(end, { largestUnit: 'months' }).months : 0
  const start = months > 0 ? from.subtract({ months }) : from.subtract({ days })
  const moment = (day: Temporal.PlainDate): string =>
    new Date(day.toZonedDateTime(zone).epochMilliseconds).toISOString()
  return {
    ...{ from: given.from, to: given.to, days, zone, bucket },
    now: [moment(from), moment(end)],
    before: [moment(start), moment(from)],
    beforeDays: [start.toString(), from.subtract({ days: 1 }).toString()],
    edges: edgesOf(from, end, bucket).map(moment),
    edgeDays: edgesOf(from, end, bucket).map(String),
    each: daysOf(start, end).map(String),
    eachEdges: [...daysOf(start, end), end].map(moment),
  }
}

/** The days from one to another, both counted; none where the second is before the first. */
export function daysFrom(from: string, to: string): readonly string[] {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)]
  return Temporal.PlainDate.compare(first, last) > 0 ? [] : daysOf(first, last.add({ days: 1 })).map(String)
}

/** A day so many days before another. */
export const daysBack = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).subtract({ days }).toString()

function dayOf(text: string): Temporal.PlainDate | null {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? Temporal.PlainDate.from(text, { overflow: 'reject' }) : null
  } catch {
    return null
  }
}

const daysOf = (from: Temporal.PlainDate, end: Temporal.PlainDate): readonly Temporal.PlainDate[] =>
  Array.from({ length: from.until(end, { largestUnit: 'days' }).days }, (_, index) => from.add({ days: index }))

/** Weeks begin on Mondays and months on their first; the first and the last part may be cut. */
function edgesOf(from: Temporal.PlainDate, end: Temporal.PlainDate, bucket: Bucket): readonly Temporal.PlainDate[] {
  const edges = [from]
  for (;;) {
    const last = edges.at(-1) ?? from
    const next =
      bucket === 'day'
        ? last.add({ days: 1 })
        : bucket === 'week'
          ? last.add({ days: 8 - last.dayOfWeek })
          : last.with({ day: 1 }).add({ months: 1 })
    if (Temporal.PlainDate.compare(next, end) >= 0) return [...edges, end]
    edges.push(next)
  }
}
