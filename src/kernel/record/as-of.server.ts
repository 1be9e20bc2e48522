import { type RawBuilder, sql } from 'kysely'
import { badRequest } from '../errors.ts'
import type { AnyRecord } from './define.ts'
import { isDay } from './values.ts'

/** The end of a day in UTC: what "as of that day" means. */
export function endOfDay(day: string): Date {
  if (!isDay(day))
    throw badRequest("'asOf' must be a day such as 2026-03-31.", [{ field: 'asOf', says: 'Must be a day.' }])
  return new Date(`${day}T23:59:59.999Z`)
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
    select (jsonb_populate_record(null::${table}, to_jsonb(u) || l.earlier)).* from ${later} l join ${table} u on u.id = l.record_id
    where u.created_at <= ${at}) ${sql.ref(alias)}`
}
