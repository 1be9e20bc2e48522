import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from './db.server.ts'

export const migrationsFolder = join(import.meta.dirname, '..', '..', '..', 'migrations')

/** One file of `migrations/`: its name, its SQL, and the hash that proves it never changed after it ran. */
export interface Migration {
  readonly name: string
  readonly sql: string
  readonly hash: string
}

/** All migrations of this version, in order. */
export function readMigrations(folder = migrationsFolder): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}-.+\.sql$/.test(name))
  return names.sort().map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8')
    return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
  })
}

/** What has run here, and what is still to run. Throws when the database is newer than the program, or a file was changed. */
export async function migrationState(
  db: Db,
  migrations = readMigrations(),
): Promise<{ applied: readonly string[]; pending: readonly Migration[] }> {
  const [table] = await db.query<{ there: boolean }>(`select to_regclass('migration') is not null as there`)
  const rows = table?.there
    ? await db.query<{ name: string; hash: string }>('select name, hash from migration order by name')
    : []
  for (const row of rows) {
    const file = migrations.find((migration) => migration.name === row.name)
    if (!file)
      throw new Error(
        `The database was migrated by a newer version (${row.name}). Start that version, or restore an older backup.`,
      )
    if (file.hash !== row.hash)
      throw new Error(`Migration ${row.name} was changed after it ran here. Restore the file as it was released.`)
  }
  const applied = rows.map((row) => row.name)
  return { applied, pending: migrations.filter((migration) => !applied.includes(migration.name)) }
}

const migrationLock = 7_243_001

/** Runs what is pending in one transaction: all of it or nothing, one process at a time. Returns the names that ran. */
export async function migrate(
  db: Db,
  { migrations = readMigrations(), now = new Date() }: { migrations?: readonly Migration[]; now?: Date } = {},
): Promise<readonly string[]> {
  return db.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${migrationLock})`)
    await tx.query(
      'create table if not exists migration (name text primary key, hash text not null, ran_at timestamptz not null)',
    )
    const { pending } = await migrationState(tx, migrations)
    for (const { name, sql, hash } of pending) {
      await tx.query(sql).catch((error: unknown) => {
        throw new Error(`Migration ${name} failed: ${error instanceof Error ? error.message : error}`, { cause: error })
      })
      await tx.query({
        text: 'insert into migration (name, hash, ran_at) values ($1, $2, $3)',
        values: [name, hash, now],
      })
    }
    return pending.map(({ name }) => name)
  })
}
