import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../database/db.server.ts'

/** Something that hangs on a record, as one statement and how its rows read, so that several can be asked for at once. */
export interface Part<T> {
  readonly sql: RawBuilder<unknown>
  readonly read: (rows: readonly Readonly<Record<string, unknown>>[]) => T
}
/** What each of several parts reads as; null for those that weren't asked for. */
export type PartsRead<P extends Readonly<Record<string, Part<unknown> | null>>> = {
  readonly [K in keyof P]: P[K] extends Part<infer T> ? T : P[K] extends Part<infer T> | null ? T | null : null
}

/** Declares a part. `moments` are the columns that hold points in time. */
export function partOf<R, T>(given: {
  readonly sql: RawBuilder<unknown>
  readonly moments?: readonly (keyof R & string)[]
  readonly read: (rows: readonly R[]) => T
}): Part<T> {
  const { moments = [] } = given
  return { sql: given.sql, read: (rows) => given.read(rows.map((row) => withMoments(row, moments) as R)) }
}

/** Asks for one part. */
export const askFor = async <T>(db: Db, part: Part<T>): Promise<T> => part.read(await db.query(part.sql))

/** Asks for several parts in one statement. */
export async function askTogether<P extends Readonly<Record<string, Part<unknown> | null>>>(
  db: Db,
  parts: P,
): Promise<PartsRead<P>> {
  const wanted = Object.entries(parts).flatMap(([name, part]) => (part ? [[name, part] as const] : []))
  const columns = wanted.map(
    ([name, part]) => sql`(select coalesce(json_agg(q), '[]') from (${part.sql}) q) as ${sql.ref(name)}`,
  )
  const none = Object.fromEntries(Object.keys(parts).map((name) => [name, null]))
  const [row] = wanted.length === 0 ? [] : await db.query<Rows>(sql`select ${sql.join(columns)}`)
  const read = wanted.map(([name, part]) => [name, part.read(row?.[name] ?? [])] as const)
  return { ...none, ...Object.fromEntries(read) } as PartsRead<P>
}
type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

// Inside JSON a moment is text; alone it is a date already.
function withMoments(row: Readonly<Record<string, unknown>>, moments: readonly string[]): Record<string, unknown> {
  const dates = moments
    .filter((name) => typeof row[name] === 'string')
    .map((name) => [name, new Date(String(row[name]))] as const)
  return { ...row, ...Object.fromEntries(dates) }
}
