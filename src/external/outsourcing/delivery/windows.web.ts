import type { Row } from '../../../kernel/web/record/row.ts'
import { type Weekday, weekdays, type Window } from './cover.ts'

/** The cover windows of an outsourced service from rows of the API; what can't be read is left out. */
export const windowsOf = (rows: readonly Row[]): readonly Window[] =>
  rows.map(({ by, days, startsAt, endsAt }) => ({
    by: by === 'us' ? 'us' : 'supplier',
    days: Array.isArray(days) ? weekdays.filter((name: Weekday) => days.includes(name)) : [],
    from: String(startsAt),
    until: String(endsAt),
  }))
