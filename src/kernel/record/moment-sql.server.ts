import { type RawBuilder, sql } from 'kysely'
import { dayBegins } from '../calendar/day-begins.ts'
import { addSpan } from './relative-day.ts'

interface Edge {
  readonly at: RawBuilder<unknown>
  readonly operator: 'lt' | 'lte' | 'gt' | 'gte'
  readonly day: string
}

/** A moment compared with a whole day, which begins where a time zone's clocks say: after a day means after its end. */
export function momentSql({ zone }: { readonly zone: string }, { at, operator, day }: Edge): RawBuilder<unknown> {
  const isAfterEnd = operator === 'gt' || operator === 'lte'
  const edge = isAfterEnd ? (addSpan(day, '1d') ?? day) : day
  return sql`${at} ${sql.raw(operator === 'lt' || operator === 'lte' ? '<' : '>=')} ${dayBegins(zone, edge)}::timestamptz`
}
