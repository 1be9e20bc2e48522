import { type RawBuilder, sql } from 'kysely'
import { rightsOf } from '../../kernel/access/abilities.ts'
import { verdictSql } from '../../kernel/access/rule.server.ts'
import type { Who } from '../../kernel/access/who.ts'
import { badRequest, notFound } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import type { AnyRecord } from '../../kernel/record/define.ts'
import { inSentence } from '../../kernel/record/in-sentence.ts'
import { columnOf, titleOf } from '../../kernel/record/registry.ts'
import type { Row } from '../../kernel/record/store.server.ts'
import type { TreeSlice } from './slice.ts'

type Sql = RawBuilder<unknown>

export interface TreeQuery {
  readonly record: AnyRecord
  /** The reference that makes the tree. */
  readonly field: string
  /** The states that count; all when empty. Archived records never do. */
  readonly states?: readonly string[]
  /** Where the slice starts; null for the tops of the tree. */
  readonly root: string | null
  /** Levels below the start, 0 to 4. */
  readonly depth: number
  /** What the boxes show. */
  readonly columns: readonly string[]
}

/** Children of one parent, tops of the tree, and boxes of one slice: beyond these a picture says how many more there are. */
const mostChildren = 60
const mostNodes = 600

/**
 * A bounded piece of a tree as the caller may see it: boxes with how many stand directly and altogether below each.
 * Six statements, whatever the size. NotFound when the start can't be seen.
 */
export async function readTree(kernel: Pick<Kernel, 'db' | 'store'>, who: Who, query: TreeQuery): Promise<TreeSlice> {
  const { record, field, root, columns } = query
  if (record.fields[field]?.options.tree !== true || rightsOf(who, record).hidden.has(field))
    throw badRequest(`${record.label[1]} have no tree by '${field}'.`)
  const given: Given = { ...query, db: kernel.db, counts: countsSql(who, query), parent: columnOf(field) }
  const places = await sliceOf(given)
  if (root !== null && places.length === 0) throw notFound(`This ${inSentence(record.label[0])}`)
  const ids = places.map((place) => place.id)
  const children = await childCounts(given, ids)
  const below = await belowCounts(given, places, children)
  const rows = await rowsOf(kernel, who, { record, ids, columns: [...columns, field] })
  const chain = root === null ? [] : await chainAbove(given, root)
  return {
    nodes: places.flatMap((place) => {
      const row = rows.get(place.id)
      return row
        ? [{ ...row, parent: place.parent, children: children.get(place.id) ?? 0, below: below.get(place.id) ?? 0 }]
        : []
    }),
    chain,
    apart: root === null ? await countApart(given) : 0,
  }
}

interface Given extends TreeQuery {
  readonly db: Kernel['db']
  readonly counts: (alias: string) => Sql
  readonly parent: string
}
interface Place {
  readonly id: string
  readonly parent: string | null
}

/** Which rows exist for this caller in this picture. */
function countsSql(who: Who, { record, states = [] }: TreeQuery): (alias: string) => Sql {
  return (alias) => {
    const readable = verdictSql(record, rightsOf(who, record).read, alias)
    const inState = states.length === 0 ? sql`true` : sql`${sql.ref(`${alias}.state`)} = any(${states}::text[])`
    return sql`${sql.ref(`${alias}.archived_at`)} is null and ${inState} and ${readable}`
  }
}

const table = ({ record }: Given, alias: string): Sql => sql`${sql.table(record.name)} as ${sql.ref(alias)}`
const titleAt = ({ record }: Given, alias: string): Sql => sql.ref(`${alias}.${columnOf(titleOf(record))}`)
const parentAt = ({ parent }: Given, alias: string): Sql => sql.ref(`${alias}.${parent}`)

/** Whether anyone stands above the row, or below it. */
const hasParent = (given: Given): Sql =>
  sql`exists (select 1 from ${table(given, 'm')} where m.id = ${parentAt(given, 't')} and ${given.counts('m')})`
const hasChildren = (given: Given): Sql =>
  sql`exists (select 1 from ${table(given, 'c')} where ${parentAt(given, 'c')} = t.id and ${given.counts('c')})`

/** Ids and parents, level by level; a depth that is bounded ends circles. */
async function sliceOf(given: Given): Promise<readonly Place[]> {
  const { root, depth } = given
  const tops = root === null ? sql`not ${hasParent(given)} and ${hasChildren(given)}` : sql`t.id = ${root}::uuid`
  const found = await given.db.query<Place>(sql`
    with recursive slice (id, parent, depth) as (
      (select t.id, null::uuid, 0 from ${table(given, 't')} where ${given.counts('t')} and ${tops} order by ${titleAt(given, 't')}, t.id limit ${sql.lit(mostChildren)})
      union all
      select below.id, s.id, s.depth + 1 from slice s cross join lateral (
        select t.id from ${table(given, 't')} where ${parentAt(given, 't')} = s.id and ${given.counts('t')}
        order by ${titleAt(given, 't')}, t.id limit ${sql.lit(mostChildren)}) below
      where s.depth < ${depth}
    ) select id, parent from slice order by depth limit ${sql.lit(mostNodes)}`)
  return [...new Map(found.toReversed().map((place) => [place.id, place])).values()].reverse()
}

async function childCounts(given: Given, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await given.db.query<{ id: string; count: number }>(
    sql`select ${parentAt(given, 't')} as id, count(*) as count from ${table(given, 't')} where ${parentAt(given, 't')} = any(${ids}::uuid[]) and ${given.counts('t')} group by 1`,
  )
  return new Map(rows.map((row) => [row.id, row.count]))
}

/**
 * Everything below each box: counted where the slice ends, added up inside it, so that nobody is walked twice. The lateral join
 * walks by the index, whatever the statistics say: right after an import they are stale, and a plain join took minutes.
 */
async function belowCounts(
  given: Given,
  places: readonly Place[],
  children: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  const inside = Map.groupBy(places, (place) => place.parent)
  const isWhole = (id: string): boolean => (inside.get(id)?.length ?? 0) === (children.get(id) ?? 0)
  const open = places.map((place) => place.id).filter((id) => !isWhole(id))
  const counted =
    open.length === 0
      ? []
      : await given.db.query<{ id: string; count: number }>(sql`
    with recursive below (top, id) as (
      select ${parentAt(given, 't')}, t.id from ${table(given, 't')} where ${parentAt(given, 't')} = any(${open}::uuid[]) and ${given.counts('t')}
      union
      select b.top, under.id from below b cross join lateral (
        select t.id from ${table(given, 't')} where ${parentAt(given, 't')} = b.id and ${given.counts('t')} offset 0) under
    ) select top as id, count(*) as count from below group by 1`)
  const totals = new Map(counted.map((row) => [row.id, row.count]))
  for (const { id } of places.toReversed()) {
    if (totals.has(id)) continue
    totals.set(
      id,
      (inside.get(id) ?? []).reduce((sum, child) => sum + 1 + (totals.get(child.id) ?? 0), 0),
    )
  }
  return totals
}

/** What the boxes show comes through the store, guards of fields and titles of references included. */
async function rowsOf(
  { store }: Pick<Kernel, 'store'>,
  who: Who,
  { record, ids, columns }: { record: AnyRecord; ids: readonly string[]; columns: readonly string[] },
): Promise<ReadonlyMap<string, Row>> {
  if (ids.length === 0) return new Map()
  const page = await store.as(who).list(record, { filter: { id: ids }, columns, limit: mostNodes })
  return new Map(page.rows.map((row) => [row.id, row]))
}

/** Those above the start, top first. */
async function chainAbove(given: Given, root: string): Promise<TreeSlice['chain']> {
  return given.db.query(sql`
    with recursive up (id, parent, step, path) as (
      select t.id, ${parentAt(given, 't')}, 0, array[t.id] from ${table(given, 't')} where t.id = ${root}::uuid
      union all
      select t.id, ${parentAt(given, 't')}, up.step + 1, up.path || t.id from up join ${table(given, 't')} on t.id = up.parent
      where ${given.counts('t')} and t.id <> all(up.path) and up.step < 50
    ) select up.id, ${titleAt(given, 't')} as title from up join ${table(given, 't')} on t.id = up.id where up.step > 0 order by up.step desc`)
}

/** How many stand alone: nobody above them, nobody below. */
async function countApart(given: Given): Promise<number> {
  const [row] = await given.db.query<{ count: number }>(
    sql`select count(*) as count from ${table(given, 't')} where ${given.counts('t')} and not ${hasParent(given)} and not ${hasChildren(given)}`,
  )
  return row?.count ?? 0
}
