import { quoted, type StoredTable } from './backup-tables.server.ts'
import type { Db } from './db.server.ts'

/**
 * Takes all foreign keys away, so that tables can be filled in any order; resolves to what puts them back, which
 * checks every row. Needs no more than ownership of the tables.
 */
export async function dropForeignKeys(tx: Db): Promise<() => Promise<void>> {
  const keys = await tx.query<{ table: string; name: string; definition: string }>(
    `select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = k.conrelid
      where k.contype = 'f' and k.conparentid = 0 and c.relnamespace = 'public'::regnamespace order by c.relname, k.conname`,
  )
  for (const { table, name } of keys) await tx.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`)
  return async () => {
    for (const { table, name, definition } of keys) {
      await tx.query(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`)
    }
  }
}

/** Switches the application's own triggers off while rows are put back, or on again. */
export async function switchTriggers(
  tx: Db,
  { tables, to }: { tables: readonly StoredTable[]; to: 'enable' | 'disable' },
): Promise<void> {
  for (const { name } of tables) await tx.query(`alter table ${quoted(name)} ${to} trigger user`)
}
