import { type Weekday, weekdays, type Window } from './cover.ts'

/** The cover windows of an outsourced service from rows of the API; what can't be read is left out. */
export const windowsOf = (rows: readonly Readonly<Record<string, unknown>>[]): readonly Window[] =>
  rows.map((row) => {
    const days: unknown = row['days']
    return {
      by: row['by'] === 'us' ? 'us' : 'supplier',
      days: Array.isArray(days) ? weekdays.filter((name: Weekday) => days.includes(name)) : [],
      from: String(row['startsAt']),
      until: String(row['endsAt']),
    }
  })
