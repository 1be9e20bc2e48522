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
