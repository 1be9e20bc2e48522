import { type RawBuilder, sql } from 'kysely'
import { dayBegins } from '../calendar/day-begins.ts'
import { badRequest } from '../errors.ts'
import type { AnyRecord } from './define.ts'
import { addSpan } from './relative-day.ts'
import { isDay } from './values.ts'

/** The end of a day of the organisation's: what "as of that day" means. */
export function endOfDay(day: string, zone: string): Date {
  if (!isDay(day))
    throw badRequest("'asOf' must be a day such as 2026-03-31.", [{ field: 'asOf', says: 'Must be a day.' }])
  return new Date(dayBegins(zone, addSpan(day, '1d') ?? day).getTime() - 1)
}

/**
 * The record's table as it stood at a moment, under `alias`: rows that haven't changed since as they are, the others with
 * the `before` of every later change laid over them, the earliest last.
 */
export function tableAsOf(record: AnyRecord, at: Date, alias: string): RawBuilder<unknown> {
  const table = sql.table(record.name)
  const later = sql`(select h.record_id, jsonb_object_agg(b.key, b.value order by h.entry desc) as earlier
    from history h cross join lateral jsonb_each(h.before) b
    where h.type = ${record.name} and h.at > ${at} and h.version is not null group by h.record_id)`
  return sql`(select u.* from ${table} u where u.created_at <= ${at} and not exists
      (select 1 from history h where h.record_id = u.id and h.at > ${at} and h.version is not null)
    union all
    select a.* from ${later} l join ${table} u on u.id = l.record_id cross join lateral jsonb_populate_record(u, l.earlier) a
    where u.created_at <= ${at}) ${sql.ref(alias)}`
}

/**
 * Rows as they stood right after entries of their histories, under `alias`, with the place of each among those given as `e.n`, from 1:
 * the row as it is with the `before` of every later change laid over it.
 */
export function rowsAfter(
  record: AnyRecord,
  entries: readonly { readonly recordId: string; readonly entry: number }[],
  alias: string,
): RawBuilder<unknown> {
  const table = sql.table(record.name)
  const ids = entries.map(({ recordId }) => recordId)
  const places = entries.map(({ entry }) => entry)
  const later = sql`(select jsonb_object_agg(b.key, b.value order by h.entry desc) from history h
    cross join lateral jsonb_each(h.before) b where h.record_id = u.id and h.entry > e.entry and h.version is not null)`
  return sql`unnest(${ids}::uuid[], ${places}::int[]) with ordinality as e (id, entry, n)
    join ${table} u on u.id = e.id
    cross join lateral jsonb_populate_record(u, coalesce(${later}, '{}')) ${sql.ref(alias)}`
}
