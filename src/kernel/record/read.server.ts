import { type RawBuilder, sql } from 'kysely'
import { rightsOf } from '../access/abilities.ts'
import { verdictSql } from '../access/rule.server.ts'
import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { badRequest, notFound } from '../errors.ts'
import { endOfDay, tableAsOf } from './as-of.server.ts'
import type { AnyRecord, Filter } from './define.ts'
import { filterSql, type Scope, subjectOf } from './filter.server.ts'
import { type Cursor, orderOf, outerOrder, pageSql, readCursor, writeCursor } from './page.server.ts'
import { parseNumber, type Registry } from './registry.ts'
import { type Row, shapeOf } from './row.server.ts'
import { tsQuery } from './search-text.ts'
import { isUuid } from './values.ts'

type Sql = RawBuilder<unknown>

/** What reading needs: where to, for whom, and when. */
export interface Reader {
  readonly db: Db
  readonly registry: Registry
  readonly who: Who
  readonly now: () => Date
}
/** Which rows: a filter, words to find, and whether archived ones count. */
export interface Which {
  readonly filter?: Filter
  readonly q?: string
  readonly archived?: 'without' | 'with' | 'only'
  /** `YYYY-MM-DD`: as the rows stood at the end of that day. */
  readonly asOf?: string
}
export interface ListQuery extends Which {
  readonly sort?: string
  readonly after?: string
  readonly before?: string
  readonly limit?: number
  readonly columns?: readonly string[]
}
/** A page of rows; the cursors lead to the pages around it and are null at the ends. */
export interface Page {
  readonly rows: readonly Row[]
  readonly next: string | null
  readonly previous: string | null
}

/** Totals stop here and say so. */
export const countLimit = 10_000

/** One page of a list, by key: each page costs the same. One statement. */
export async function list(reader: Reader, record: AnyRecord, query: ListQuery): Promise<Page> {
  const scope = scopeOf(reader, record)
  const limit = Math.min(Math.max(Math.trunc(query.limit ?? 50), 1), 1000)
  const order = orderOf(scope, query.sort ?? record.list.sort)
  const isBack = query.before !== undefined
  const cursor = cursorOf(query)
  const inner = pageSql({
    from: fromSql(record, query.asOf, 't'),
    where: whereSql(scope, query),
    order,
    cursor,
    isBack,
    limit: limit + 1,
    alias: 't',
  })
  const shape = shapeOf({
    record,
    registry: reader.registry,
    who: reader.who,
    columns: columnsOf(record, query.columns),
  })
  const found = await reader.db.query<Record<string, unknown>>(
    sql`select ${shape.select}, p."$sort" from ${inner} p ${shape.joins} order by ${outerOrder(order, isBack)}`,
  )
  const hasMore = found.length > limit
  const kept = hasMore ? found.slice(0, limit) : found
  if (isBack) kept.reverse()
  const at = (row: Record<string, unknown> | undefined): string | null =>
    row ? writeCursor({ value: (row.$sort as string | null) ?? null, id: String(row.id) }) : null
  return {
    rows: kept.map(shape.decode),
    next: isBack || hasMore ? at(kept.at(-1)) : null,
    previous: isBack ? (hasMore ? at(kept[0]) : null) : cursor ? at(kept[0]) : null,
  }
}

/** One record by id or number, as the caller may see it. NotFound when it isn't there or may not be seen. */
export async function get(reader: Reader, record: AnyRecord, key: string, asOf?: string): Promise<Row> {
  const scope = scopeOf(reader, record)
  const shape = shapeOf({ record, registry: reader.registry, who: reader.who, columns: null })
  const readable = verdictSql(record, rightsOf(reader.who, record).read, 't')
  const found = await reader.db.query<Record<string, unknown>>(
    sql`select ${shape.select} from (select t.* from ${fromSql(record, asOf, 't')} where ${keySql(record, key)} and ${readable} limit 1) p ${shape.joins}`,
  )
  const [row] = found
  if (!row) throw notFound(`This ${scope.record.label[0].toLowerCase()}`)
  return shape.decode(row)
}

/** How many rows, exactly up to 10,000; beyond that `isAtLeast` is true. */
export async function count(
  reader: Reader,
  record: AnyRecord,
  which: Which,
): Promise<{ count: number; isAtLeast: boolean }> {
  const scope = scopeOf(reader, record)
  const [row] = await reader.db.query<{ count: number }>(
    sql`select count(*) as count from (select 1 from ${fromSql(record, which.asOf, 't')} where ${whereSql(scope, which)} limit ${countLimit + 1}) c`,
  )
  const found = row?.count ?? 0
  return { count: Math.min(found, countLimit), isAtLeast: found > countLimit }
}

/** A group's value (an id for references), its title, how many rows, and the sums asked for as decimal text. */
export interface Group {
  readonly value: unknown
  readonly title: string | null
  readonly count: number
  readonly sums: Readonly<Record<string, string | null>>
}
const groupable = ['choice', 'ref', 'bool', 'text', 'int']
const summable = ['int', 'decimal', 'percent', 'duration', 'money']

/** Rows counted and summed by the values of one field, at most 200 groups, largest first. Amounts are summed per currency when grouped by none. */
export async function groups(
  reader: Reader,
  record: AnyRecord,
  which: Which & { readonly by: string; readonly sum?: readonly string[] },
): Promise<{ by: string; groups: readonly Group[] }> {
  const scope = scopeOf(reader, record)
  const subject = subjectOf(scope, which.by)
  if (!groupable.includes(subject.field.kind))
    throw badRequest(`Lists can't be grouped by '${which.by}'.`, [
      { field: 'by', says: 'Choose a choice, a reference or a text.' },
    ])
  const sums = (which.sum ?? []).map((name) => {
    const { field, at } = subjectOf(scope, name)
    if (!summable.includes(field.kind))
      throw badRequest(`'${name}' can't be summed.`, [
        { field: 'sum', says: 'Choose a number, a length of time or an amount.' },
      ])
    return sql`sum(${at})::text as ${sql.ref(`$s_${name}`)}`
  })
  const picks = sql.join([sql`${subject.at} as value`, sql`count(*) as count`, ...sums])
  const grouped = sql`(select ${picks} from ${fromSql(record, which.asOf, 't')} where ${whereSql(scope, which)} group by 1 order by 2 desc, 1 limit 200)`
  const target =
    subject.field.kind === 'ref'
      ? reader.registry.records.find((other) => other.name === subject.field.options.to)
      : undefined
  const title = target ? titleSql(reader, target) : sql`null`
  const rows = await reader.db.query<Record<string, unknown>>(
    sql`select g.*, ${title} as title from ${grouped} g order by g.count desc, g.value`,
  )
  return {
    by: which.by,
    groups: rows.map((row) => ({
      value: row.value,
      title: (row.title as string | null) ?? null,
      count: Number(row.count),
      sums: Object.fromEntries((which.sum ?? []).map((name) => [name, (row[`$s_${name}`] as string | null) ?? null])),
    })),
  }
}

function titleSql(reader: Reader, target: AnyRecord): Sql {
  const readable = verdictSql(target, rightsOf(reader.who, target).read, 'o')
  return sql`(select r.title from record r join ${sql.table(target.name)} o on o.id = r.id and ${readable} where r.id = g.value)`
}

/** The condition for rows the caller may read and asked for. */
export function whereSql(scope: Scope, which: Which): Sql {
  const { record, who, alias } = scope
  const archived = sql.ref(`${alias}.archived_at`)
  const parts = [verdictSql(record, rightsOf(who, record).read, alias)]
  if (which.archived === 'only') parts.push(sql`${archived} is not null`)
  else if (which.archived !== 'with') parts.push(sql`${archived} is null`)
  if (which.filter) parts.push(filterSql(scope, which.filter))
  if (which.q?.trim()) parts.push(wordsSql(scope, which.q))
  return sql`(${sql.join(parts, sql` and `)})`
}

/** Rows that hold every word (the last one may be unfinished), or have that number. */
function wordsSql({ record, alias }: Scope, q: string): Sql {
  const words = tsQuery(q, record.name)
  const number = record.number ? parseNumber(record.number, q) : null
  const found =
    words === null
      ? sql`false`
      : sql`${sql.ref(`${alias}.id`)} in (select f.id from record f where f.search @@ ${words}::tsquery)`
  return number === null ? found : sql`(${sql.ref(`${alias}.number`)} = ${number} or ${found})`
}

export const scopeOf = (reader: Reader, record: AnyRecord): Scope => ({
  record,
  registry: reader.registry,
  who: reader.who,
  today: reader.now().toISOString().slice(0, 10),
  alias: 't',
})

const fromSql = (record: AnyRecord, asOf: string | undefined, alias: string): Sql =>
  asOf ? tableAsOf(record, endOfDay(asOf), alias) : sql`${sql.table(record.name)} ${sql.ref(alias)}`

function keySql(record: AnyRecord, key: string): Sql {
  if (isUuid(key)) return sql`t.id = ${key}::uuid`
  const number = record.number ? parseNumber(record.number, key) : null
  return number === null ? sql`false` : sql`t.number = ${number}`
}

function cursorOf({ after, before }: ListQuery): Cursor | null {
  if (after !== undefined && before !== undefined)
    throw badRequest("A list takes 'after' or 'before', not both.", [
      { field: 'before', says: 'Leave out one of the two.' },
    ])
  if (after !== undefined) return readCursor(after, 'after')
  return before === undefined ? null : readCursor(before, 'before')
}

function columnsOf(record: AnyRecord, columns: readonly string[] | undefined): readonly string[] | null {
  if (!columns || columns.length === 0) return null
  return columns.filter((name) => record.fields[name] !== undefined || name === 'createdBy' || name === 'updatedBy')
}
