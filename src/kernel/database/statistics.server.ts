import { sql } from 'kysely'
import type { Db } from './db.server.ts'

/** So many rows at once change how a table is best read. */
const many = 1000

/**
 * Lets PostgreSQL look again at tables to which many rows were written at once. By itself it does so minutes later, and until then
 * it plans for the tables as they were: the same statement took 6 s instead of 0.35 after 10,000 services came.
 */
export async function lookAgain(
  db: Db,
  { rows, tables }: { readonly rows: number; readonly tables: readonly string[] },
): Promise<void> {
  if (rows >= many) await db.query(sql`analyze ${sql.join(tables.map((name) => sql.table(name)))}`)
}
