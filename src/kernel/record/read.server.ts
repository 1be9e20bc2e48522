import { type RawBuilder, sql } from 'kysely'
import { rightsOf } from '../access/abilities.ts'
import { verdictSql } from '../access/rule.server.ts'
import type { Who } from '../access/who.ts'
import { type Clock, present, zoneOf } from '../clock.ts'
import type { Db } from '../database/db.server.ts'
import { badRequest, notFound } from '../errors.ts'
import { lexiconOf } from '../search/lexicon.server.ts'
import { endOfDay, tableAsOf } from './as-of.server.ts'
import { at, type Compiled, compiled, filled, type Place, place } from './compiled.server.ts'
import type { AnyRecord, Filter } from './define.ts'
import { filterSql, type Scope, subjectOf } from './filter.server.ts'
import { oneOf } from './in-sentence.ts'
import { type Cursor, orderOf, outerOrder, pageSql, readCursor, writeCursor } from './page.server.ts'
import { parseNumber, type Registry } from './registry.ts'
import { type Row, shapeOf } from './row.server.ts'
import { tsQuery, wordsOf } from './search-text.ts'
import { isUuid } from './values.ts'

type Sql = RawBuilder<unknown>

/** What reading needs: where to, for whom, and when. */
export interface Reader {
  readonly db: Db
  readonly registry: Registry
  readonly who: Who
  readonly clock: Pick<Clock, 'now' | 'zone'>
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

const places = { value: place('value'), id: place('id'), key: place('key') }

/** One page of a list, by key: each page costs the same. One statement. */
export async function list(reader: Reader, record: AnyRecord, query: ListQuery): Promise<Page> {
  const limit = Math.min(Math.max(Math.trunc(query.limit ?? 50), 1), 1000)
  const isBack = query.before !== undefined
  const cursor = cursorOf(query)
  const read = await listRead(reader, record, { query, limit, isBack, cursor })
  const given = new Map<Place, unknown>([
    [places.value, cursor?.value],
    [places.id, cursor?.id],
  ])
  const found = await reader.db.query<Record<string, unknown>>(filled(read, given))
  const hasMore = found.length > limit
  const kept = hasMore ? found.slice(0, limit) : found
  if (isBack) kept.reverse()
  const cursorAt = (row: Record<string, unknown> | undefined): string | null =>
    row ? writeCursor({ value: (row.$sort as string | null) ?? null, id: String(row.id) }) : null
  return {
    rows: kept.map(read.decode),
    next: isBack || hasMore ? cursorAt(kept.at(-1)) : null,
    previous: isBack ? (hasMore ? cursorAt(kept[0]) : null) : cursor ? cursorAt(kept[0]) : null,
  }
}

interface ListPlan {
  readonly query: ListQuery
  readonly limit: number
  readonly isBack: boolean
  readonly cursor: Cursor | null
}

/** The compiled read of a page; its key is all that the SQL follows from besides the caller. */
async function listRead(
  reader: Reader,
  record: AnyRecord,
  { query, limit, isBack, cursor }: ListPlan,
): Promise<Compiled> {
  const scope = await scopeFor(reader, record, query)
  const { after: _, before: __, ...same } = query
  const kind = cursor === null ? 'first' : cursor.value === null ? 'empty' : 'filled'
  const key = JSON.stringify([same, kind, isBack, limit, scope.today, scope.zone, scope.hasCommonWords])
  return compiled(rightsOf(reader.who, record), key, () => {
    const order = orderOf(scope, query.sort ?? record.list.sort)
    const inner = pageSql({
      from: fromSql(reader, record, query.asOf),
      where: whereSql(scope, query),
      order,
      cursor: cursor && { value: cursor.value === null ? null : at(places.value), id: at(places.id) },
      isBack,
      limit: limit + 1,
      alias: 't',
    })
    const columns = columnsOf(record, query.columns)
    const { select, decode } = shapeOf({ record, registry: reader.registry, who: reader.who, columns })
    const statement = sql`select ${select}, p."$sort" from ${inner} p order by ${outerOrder(order, isBack)}`
    return { statement, decode }
  })
}

/** One record by id or number, as the caller may see it. NotFound when it isn't there or may not be seen. */
export async function get(reader: Reader, record: AnyRecord, key: string, asOf?: string): Promise<Row> {
  const number = record.number ? parseNumber(record.number, key) : null
  const isById = isUuid(key)
  if (!isById && number === null) throw notFound(`This ${oneOf(record)}`)
  const rights = rightsOf(reader.who, record)
  const read = compiled(rights, JSON.stringify(['get', isById, asOf, zoneOf(reader.clock)]), () => {
    const { select, decode } = shapeOf({ record, registry: reader.registry, who: reader.who, columns: null })
    const readable = verdictSql(record, rights.read, 't')
    const isIt = isById ? sql`t.id = ${at(places.key)}::uuid` : sql`t.number = ${at(places.key)}::bigint`
    const inner = sql`(select t.* from ${fromSql(reader, record, asOf)} where ${isIt} and ${readable} limit 1)`
    return { statement: sql`select ${select} from ${inner} p`, decode }
  })
  const given = new Map<Place, unknown>([[places.key, isById ? key : number]])
  const [row] = await reader.db.query<Record<string, unknown>>(filled(read, given))
  if (!row) throw notFound(`This ${oneOf(record)}`)
  return read.decode(row)
}

/** How many rows, exactly up to 10,000; beyond that `isAtLeast` is true. */
export async function count(
  reader: Reader,
  record: AnyRecord,
  which: Which,
): Promise<{ count: number; isAtLeast: boolean }> {
  const scope = await scopeFor(reader, record, which)
  const [row] = await reader.db.query<{ count: number }>(
    sql`select count(*) as count from (select 1 from ${fromSql(reader, record, which.asOf)} where ${whereSql(scope, which)} limit ${countLimit + 1}) c`,
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
  const scope = await scopeFor(reader, record, which)
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
  const grouped = sql`(select ${picks} from ${fromSql(reader, record, which.asOf)} where ${whereSql(scope, which)} group by 1 order by 2 desc, 1 limit 200)`
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
function wordsSql({ record, alias, hasCommonWords }: Scope, q: string): Sql {
  const words = tsQuery(q, record.name)
  const number = record.number ? parseNumber(record.number, q) : null
  const id = sql.ref(`${alias}.id`)
  // Common words: looking at rows in the list's order until there are enough beats finding all that match first.
  const found =
    words === null
      ? sql`false`
      : hasCommonWords
        ? sql`(select f.search @@ ${words}::tsquery from record f where f.id = ${id})`
        : sql`${id} in (select f.id from record f where f.search @@ ${words}::tsquery)`
  return number === null ? found : sql`(${sql.ref(`${alias}.number`)} = ${number} or ${found})`
}

/** Matches above this many are not collected before sorting. */
const commonFrom = 2000

async function scopeFor(reader: Reader, record: AnyRecord, { q }: Which): Promise<Scope> {
  const words = q ? wordsOf(q) : []
  const lexicon = words.length > 0 ? await lexiconOf(reader.db, reader.clock.now()) : null
  const hasCommonWords = lexicon !== null && words.every((word) => lexicon.beginning(word) > commonFrom)
  return {
    record,
    registry: reader.registry,
    who: reader.who,
    ...present(reader.clock),
    alias: 't',
    hasCommonWords,
  }
}

const fromSql = ({ clock }: Reader, record: AnyRecord, asOf: string | undefined): Sql =>
  asOf ? tableAsOf(record, endOfDay(asOf, zoneOf(clock)), 't') : sql`${sql.table(record.name)} t`

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
