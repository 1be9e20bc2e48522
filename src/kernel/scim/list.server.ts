import type { Db } from '../database/db.server.ts'
import { asksOnly, equalities, type Found, type Listing } from './listing.ts'
import { matches } from './match.ts'
import type { Resource } from './schemas.ts'
import { ScimTrouble } from './trouble.ts'

/** Where resources of one kind are kept. */
interface Source<T> {
  readonly select: string
  readonly from: string
  /** What must hold for one that has the id $1, the name $2 and the external id $3, each of them null where it isn't asked for. */
  readonly where: string
  readonly order: string
  /** The attribute that $2 stands for, in lower case. */
  readonly name: string
  /** So many are looked at for a filter that no index answers. */
  readonly most: number
  readonly resourceOf: (row: T) => Resource
}

/** The resources that meet a filter, in the order in which they were made. Throws ScimTrouble where too many would have to be looked at. */
export async function listFrom<T>(
  db: Db,
  { filter, startIndex, count }: Listing,
  { select, from, where, order, name, most, resourceOf }: Source<T>,
): Promise<Found<T>> {
  const indexed = ['id', name, 'externalid']
  const equal = equalities(filter)
  const values = indexed.map((attribute) => equal.get(attribute) ?? null)
  if (asksOnly(filter, indexed)) {
    const [counted] = await db.query<{ n: number }>({ text: `select count(*) as n ${from} where ${where}`, values })
    // The protocol pages by place, not by key.
    const text = `${select} ${from} where ${where} order by ${order} limit $4 offset $5`
    const rows = await db.query<T>({ text, values: [...values, count, startIndex - 1] })
    return { total: counted?.n ?? 0, rows }
  }
  const text = `${select} ${from} where ${where} order by ${order} limit $4`
  const rows = await db.query<T>({ text, values: [...values, most + 1] })
  if (rows.length > most)
    throw new ScimTrouble('tooMany', `There are more than ${most}: filter by ${name}, externalId or id.`)
  const found = rows.filter((row) => filter === null || matches(resourceOf(row), filter))
  return { total: found.length, rows: found.slice(startIndex - 1, startIndex - 1 + count) }
}
