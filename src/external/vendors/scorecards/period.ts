/** How often a scorecard is filled in. */
export type Cadence = 'monthly' | 'quarterly' | 'half_yearly' | 'yearly'

/** How many months a period of each cadence has. */
const monthsIn: Readonly<Record<Cadence, number>> = { monthly: 1, quarterly: 3, half_yearly: 6, yearly: 12 }

/** A stretch of time that values are for: its first day, and the first that is no longer in it, `YYYY-MM-DD`. */
export interface Period {
  readonly cadence: Cadence
  readonly from: string
  readonly until: string
}

/** Reads '2026-09', '2026-Q3', '2026-H2' or '2026'; null when it is none of these. */
export function periodOf(text: string): Period | null {
  const [, year, mark = '', count = ''] = /^([12][0-9]{3})(?:-(Q|H)?([0-9]{1,2}))?$/.exec(text) ?? []
  if (year === undefined) return null
  const cadence = cadenceOf(mark, count)
  const place = count === '' ? 1 : Number(count)
  const months = monthsIn[cadence]
  if (place < 1 || place > 12 / months || count.length > (cadence === 'monthly' ? 2 : 1)) return null
  if (cadence === 'monthly' && count.length !== 2) return null
  const first = Number(year) * 12 + (place - 1) * months
  return { cadence, from: monthStart(first), until: monthStart(first + months) }
}

/** The period of a cadence in which a day lies: '2026-Q3'. */
export function periodAt(day: string, cadence: Cadence): string {
  const [year = '', month = ''] = day.split('-')
  const place = Math.ceil(Number(month) / monthsIn[cadence])
  if (cadence === 'yearly') return year
  if (cadence === 'monthly') return `${year}-${month}`
  return `${year}-${cadence === 'quarterly' ? 'Q' : 'H'}${place}`
}

/** The period that is `count` further, or earlier when negative. The text must be a period. */
export function shiftPeriod(text: string, count: number): string {
  const period = periodOf(text)
  if (!period) throw new RangeError(`'${text}' is no period.`)
  const [year = '', month = ''] = period.from.split('-')
  const first = Number(year) * 12 + Number(month) - 1 + count * monthsIn[period.cadence]
  return periodAt(monthStart(first), period.cadence)
}

/** What is wrong with the period of a value. */
export const problemOfPeriod = (period: string): { readonly field: 'period'; readonly says: string } | null =>
  periodOf(period) === null
    ? { field: 'period', says: `'${period}' is no period. Write 2026-09, 2026-Q3, 2026-H2 or 2026.` }
    : null

function cadenceOf(mark: string, count: string): Cadence {
  if (mark === 'Q') return 'quarterly'
  if (mark === 'H') return 'half_yearly'
  return count === '' ? 'yearly' : 'monthly'
}

const monthStart = (months: number): string =>
  `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`
