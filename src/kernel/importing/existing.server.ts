import { sql } from 'kysely'
import { rightsOf } from '../access/abilities.ts'
import { verdictSql } from '../access/rule.server.ts'
import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import type { AnyRecord } from '../record/define.ts'
import { columnOf, parseNumber } from '../record/registry.ts'
import { isUuid } from '../record/values.ts'
import { type Found, type FoundBy, keyForm } from './found.ts'

const perQuery = 5000

interface Wanted {
  readonly db: Db
  readonly who: Who
  readonly record: AnyRecord
  readonly field: string
  readonly values: readonly string[]
  /** Fields whose values are read along. */
  readonly along?: readonly string[]
}

/** Finds records whose field has one of these values, as far as the caller may read them. Names, codes and numbers are compared by `keyForm`. */
export async function findBy(wanted: Wanted): Promise<FoundBy> {
  const values = [...new Set(wanted.values)]
  const found = new Map<string, Found[]>()
  for (let start = 0; start < values.length; start += perQuery) {
    const rows = await lookUp({ ...wanted, values: values.slice(start, start + perQuery) })
    for (const { key, row } of rows) {
      const list = found.get(key)
      if (list) list.push(row)
      else found.set(key, [row])
    }
  }
  return found
}

async function lookUp({
  db,
  who,
  record,
  field,
  values,
  along = [],
}: Wanted): Promise<readonly { readonly key: string; readonly row: Found }[]> {
  const readable = verdictSql(record, rightsOf(who, record).read, 't')
  const numbers = new Map(values.flatMap((value) => numberOf(record, field, value)))
  const { at, among, type } = comparison(record, field, field === 'number' ? [...numbers.keys()] : values)
  if (among.length === 0) return []
  const pairs = along.map((name) => sql`${name}::text, ${sql.ref(`t.${columnOf(name)}`)}`)
  const more = pairs.length > 0 ? sql`jsonb_build_object(${sql.join(pairs)})` : sql`'{}'::jsonb`
  const rows = await db.query<{
    key: string
    id: string
    title: string
    archived: boolean
    keys: Record<string, unknown>
  }>(
    sql`select (${at})::text as key, t.id, r.title, t.archived_at is not null as archived, ${more} as keys
        from ${sql.table(record.name)} t join record r on r.id = t.id
        where ${at} = any(${among}::${sql.raw(type)}) and ${readable}`,
  )
  return rows.map(({ key, id, title, archived, keys: read }) => ({
    key: numbers.get(key) ?? keyForm(key),
    row: {
      id,
      title,
      isArchived: archived,
      keys: Object.fromEntries(
        Object.entries(read).map(([name, value]) => [name, value === null ? null : keyForm(value)]),
      ),
    },
  }))
}

function numberOf(record: AnyRecord, field: string, value: string): readonly (readonly [string, string])[] {
  const number = field === 'number' && record.number ? parseNumber(record.number, value) : null
  return number === null ? [] : [[String(number), value]]
}

/** The expression that a unique index of the field stands on, and the values that can be in it. */
function comparison(record: AnyRecord, field: string, values: readonly string[]) {
  if (field === 'id') return { at: sql`t.id`, among: values.filter(isUuid), type: 'uuid[]' }
  if (field === 'number') return { at: sql`t.number`, among: values, type: 'bigint[]' }
  const column = sql.ref(`t.${columnOf(field)}`)
  return {
    at: record.fields[field]?.kind === 'text' ? sql`lower(${column})` : sql`${column}::text`,
    among: values,
    type: 'text[]',
  }
}

/** Every reference of a tree as it is stored: child → parent. */
export async function readTree(db: Db, record: AnyRecord, field: string): Promise<Map<string, string>> {
  const column = sql.ref(columnOf(field))
  const rows = await db.query<{ id: string; parent: string }>(
    sql`select id, ${column} as parent from ${sql.table(record.name)} where ${column} is not null`,
  )
  return new Map(rows.map(({ id, parent }) => [id, parent]))
}
