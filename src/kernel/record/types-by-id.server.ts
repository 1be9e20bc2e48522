import type { Db } from '../database/db.server.ts'

/** The name of the type that a record is of; undefined where there is no such record. */
export type TypesById = (db: Db, id: string) => Promise<string | undefined>

const most = 20_000

/** Asks once per record: its type never changes. Of so many that were asked for last. */
export function typesById(): TypesById {
  const known = new Map<string, string>()
  return async (db, id) => {
    const before = known.get(id)
    if (before !== undefined) return before
    const [found] = await db.query<{ type: string }>({ text: 'select type from record where id = $1', values: [id] })
    if (!found) return undefined
    if (known.size >= most) known.clear()
    known.set(id, found.type)
    return found.type
  }
}
