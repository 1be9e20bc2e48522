import { z } from 'zod'
import type { Db } from '../database/db.server.ts'
import { migrationState } from '../database/migrate.server.ts'

/** What the installation runs on and how much it keeps. */
export const storageAnswer = z.object({
  /** Of the program that runs. */
  version: z.string(),
  /** Changes of the database that this version brings and that have not run. */
  pendingMigrations: z.array(z.string()),
  node: z.string(),
  postgres: z.string(),
  databaseBytes: z.number(),
  /** The largest tables with their indexes. */
  tables: z.array(z.object({ name: z.string(), bytes: z.number() })),
  files: z.object({ count: z.int(), bytes: z.number() }),
  /** From the statistics of the database, never counted. */
  historyEstimate: z.number(),
  upSeconds: z.int(),
})

/** Asks the catalogue and the statistics; only the list of attached files is counted. */
export async function storageState(db: Db, { version }: { version: string }): Promise<z.infer<typeof storageAnswer>> {
  const [[whole], tables, { pending }] = await Promise.all([
    db.query<{ postgres: string; databaseBytes: number; count: number; bytes: number; historyEstimate: number }>(`
      select current_setting('server_version') as postgres,
        pg_database_size(current_database())::float8 as "databaseBytes",
        f.count, f.bytes,
        (select coalesce(sum(greatest(c.reltuples, 0)), 0)::float8
           from pg_partition_tree('history') t join pg_class c on c.oid = t.relid
           where t.isleaf) as "historyEstimate"
      from (select count(*)::int as count, coalesce(sum(size), 0)::float8 as bytes
              from (select distinct on (sha256) size from file order by sha256) kept) f`),
    db.query<{ name: string; bytes: number }>(`
      select relname as name, pg_total_relation_size(oid)::float8 as bytes
      from pg_class
      where relkind = 'r' and relnamespace = current_schema()::regnamespace
      order by bytes desc, name limit 8`),
    migrationState(db),
  ])
  if (!whole) throw new Error('The database said nothing about itself.')
  const { count, bytes, ...rest } = whole
  return {
    version,
    pendingMigrations: pending.map(({ name }) => name),
    node: process.versions.node,
    ...rest,
    tables,
    files: { count, bytes },
    upSeconds: Math.floor(process.uptime()),
  }
}
