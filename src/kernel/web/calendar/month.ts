/** A month as `YYYY-MM`, and the weeks that show it, Monday first. */
export function weeksOf(month: string): readonly (readonly string[])[] {
  const first = Date.parse(`${month}-01`)
  const weekday = (new Date(first).getUTCDay() + 6) % 7
  const last = Date.parse(`${monthAfter(month, 1)}-01`) - day
  const count = Math.ceil((weekday + (last - first) / day + 1) / 7)
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (__, at) => new Date(first + (week * 7 + at - weekday) * day).toISOString().slice(0, 10)),
  )
}
const day = 86_400_000

/** The month so many months later. */
export function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}

const format = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
/** '2027-03' → 'March 2027'. */
export const monthText = (month: string): string => format.format(Date.parse(`${month}-01`))

interface Window {
  readonly from: string
  readonly to: string
  /** The field holds moments: days are the reader's own, then. */
  readonly isMoment: boolean
  /** What the list asks of the same field already. */
  readonly given?: unknown
}

/** A filter for the days from `from` to `to`, together with what is asked of the field already. */
export function windowOf({ from, to, isMoment, given }: Window): unknown {
  const isPlain = given !== undefined && (typeof given !== 'object' || given === null || Array.isArray(given))
  if (isPlain) return given
  const asked = (given ?? {}) as Readonly<Record<string, unknown>>
  const [start, end] = isMoment
    ? [new Date(`${from}T00:00`).toISOString(), new Date(`${to}T23:59:59.999`).toISOString()]
    : [from, to]
  const [before, after] = isMoment ? [movedBy(start, -1), movedBy(end, 1)] : [dayAfter(from, -1), dayAfter(to, 1)]
  return {
    ...asked,
    ...('gte' in asked ? { gt: before } : { gte: start }),
    ...('lte' in asked ? { lt: after } : { lte: end }),
  }
}

const movedBy = (moment: string, milliseconds: number): string =>
  new Date(Date.parse(moment) + milliseconds).toISOString()
const dayAfter = (date: string, by: number): string => new Date(Date.parse(date) + by * day).toISOString().slice(0, 10)
