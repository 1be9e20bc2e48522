import { type RawBuilder, sql } from 'kysely'
import { badRequest } from '../errors.ts'
import { type Scope, sqlType, subjectOf } from './filter.server.ts'
import { titleOf } from './registry.ts'

type Sql = RawBuilder<unknown>
/** What a list is sorted by: an expression that may be null, its type, and the direction. */
export interface Order {
  readonly at: Sql
  readonly type: string
  readonly isDescending: boolean
  readonly isNullable: boolean
}
/** A place in a sorted list: the sort value as text (null among the empty ones, which come last) and the row's id. */
export interface Cursor {
  readonly value: string | null
  readonly id: string
}

const neverNull = ['id', 'createdAt', 'updatedAt']

/** The order that `sort` names ('-createdAt'); lists always end with the id, so that each row has one place. */
export function orderOf(scope: Scope, sort: string): Order {
  const { record, alias } = scope
  const isDescending = sort.startsWith('-')
  const name = isDescending ? sort.slice(1) : sort
  if (name === 'number')
    return { at: sql.ref(`${alias}.number`), type: 'bigint', isDescending, isNullable: !record.number }
  const title = name === 'title' ? titleOf(record) : name
  const { field, at } = subjectOf(scope, title === 'number' ? 'id' : title)
  const isSet =
    neverNull.includes(title) ||
    (title === 'state' && record.states !== undefined) ||
    field.options.required === true ||
    field.options.default !== undefined
  if (['refs', 'choices', 'json', 'longText', 'secret'].includes(field.kind))
    throw badRequest(`Lists can't be sorted by '${name}'.`, [{ field: 'sort', says: 'Choose another column.' }])
  if (field.kind === 'ref' && title !== 'id')
    return { at: sql`(select s.title from record s where s.id = ${at})`, type: 'text', isDescending, isNullable: true }
  const ranks = title === 'state' ? record.states?.all : field.kind === 'choice' ? field.options.of : undefined
  if (ranks)
    return {
      at: sql`array_position(array[${sql.join(ranks.map((value) => sql.lit(value)))}]::text[], ${at})`,
      type: 'int',
      isDescending,
      isNullable: !isSet,
    }
  return { at, type: sqlType(field), isDescending, isNullable: !isSet }
}

/** The SQL of one page of ids and columns, at most `limit` rows, in list order when going forward and reversed when going back. */
export function pageSql({
  from,
  where,
  order,
  cursor,
  isBack,
  limit,
  alias,
}: {
  from: Sql
  where: Sql
  order: Order
  cursor: { readonly value: Sql | null; readonly id: Sql } | null
  isBack: boolean
  limit: number
  alias: string
}): Sql {
  const id = sql.ref(`${alias}.id`)
  const isDown = order.isDescending !== isBack
  const direction = sql.raw(isDown ? 'desc' : 'asc')
  const beyond = sql.raw(isDown ? '<' : '>')
  const page = (condition: Sql, ordering: Sql, rank: number): Sql =>
    sql`(select ${sql.ref(alias)}.*, ${order.at}::text as "$sort", ${sql.lit(rank)} as "$rank" from ${from} where ${where} and ${condition} order by ${ordering} limit ${limit})`
  const filled = (after: typeof cursor): Sql => {
    const past =
      after && after.value !== null
        ? sql`(${order.at}, ${id}) ${beyond} (${after.value}::${sql.raw(order.type)}, ${after.id}::uuid)`
        : sql`true`
    return page(
      order.isNullable ? sql`${order.at} is not null and ${past}` : past,
      sql`${order.at} ${direction}, ${id} ${direction}`,
      0,
    )
  }
  const empty = (after: typeof cursor): Sql => {
    const past = after ? sql`${id} ${beyond} ${after.id}::uuid` : sql`true`
    return page(sql`${order.at} is null and ${past}`, sql`${id} ${direction}`, 1)
  }
  if (!order.isNullable) return filled(cursor)
  const isAmongEmpty = cursor !== null && cursor.value === null
  if (!isBack) return isAmongEmpty ? empty(cursor) : sql`(${filled(cursor)} union all ${empty(null)} limit ${limit})`
  return isAmongEmpty ? sql`(${empty(cursor)} union all ${filled(null)} limit ${limit})` : filled(cursor)
}

/** The order of the outer query, over the page `p`. */
export function outerOrder(order: Order, isBack: boolean): Sql {
  const isDown = order.isDescending !== isBack
  const direction = sql.raw(isDown ? 'desc' : 'asc')
  const rank = sql.raw(isBack ? 'desc' : 'asc')
  const value = order.type === 'text' ? sql`p."$sort"` : sql`p."$sort"::${sql.raw(order.type)}`
  return sql`p."$rank" ${rank}, ${value} ${direction}, p.id ${direction}`
}

/** A cursor as opaque text for the wire. */
export const writeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify([cursor.value, cursor.id])).toString('base64url')

/** Reads a cursor back; throws Invalid for anything that isn't one. */
export function readCursor(text: string, name: 'after' | 'before'): Cursor {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (
      Array.isArray(parsed) &&
      parsed.length === 2 &&
      typeof parsed[1] === 'string' &&
      (parsed[0] === null || typeof parsed[0] === 'string')
    ) {
      return { value: parsed[0], id: parsed[1] }
    }
  } catch {
    // falls through to the one answer for every broken cursor
  }
  throw badRequest(`'${name}' isn't a place in a list.`, [
    { field: name, says: 'Use the cursor exactly as the list gave it.' },
  ])
}
