/** Periods that people ask for by name, as days. */
export interface Preset {
  readonly key: string
  readonly label: string
  readonly from: string
  readonly to: string
}

const day = (date: Date): string => date.toISOString().slice(0, 10)
const utc = (year: number, month: number, date: number): Date => new Date(Date.UTC(year, month, date))

/** The periods of a day. */
export function presetsOf(today: string): readonly Preset[] {
  const [year = 0, month = 1, date = 1] = today.split('-').map(Number)
  const of = (key: string, label: string, from: Date, to: Date): Preset => ({
    key,
    label,
    from: day(from),
    to: day(to),
  })
  return [
    of('30d', '30 days', utc(year, month - 1, date - 29), utc(year, month - 1, date)),
    of('month', 'This month', utc(year, month - 1, 1), utc(year, month, 0)),
    of('last', 'Last month', utc(year, month - 2, 1), utc(year, month - 1, 0)),
    of('90d', '90 days', utc(year, month - 1, date - 89), utc(year, month - 1, date)),
    of('year', 'This year', utc(year, 0, 1), utc(year, 11, 31)),
  ]
}
