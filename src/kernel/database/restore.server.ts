import { open } from 'node:fs/promises'
import { afterRestore } from '../history/position.server.ts'
import type { BackupFiles, BackupManifest } from './backup.server.ts'
import { BackupDamaged, type BackupEntry, BackupReader, type EntryProof } from './backup-format.server.ts'
import { addColumns, copyTarget, quoted, storedPartitions, storedTables } from './backup-tables.server.ts'
import { copyIn } from './copy.server.ts'
import type { Db } from './db.server.ts'
import { migrate, readMigrations } from './migrate.server.ts'
import { dropForeignKeys, switchTriggers } from './restore-constraints.server.ts'

export interface RestoreParts {
  readonly db: Db
  readonly files?: BackupFiles
  /** Proves the restored history; what it finds stops the restore. */
  readonly verify?: (tx: Db) => Promise<readonly string[]>
  readonly onProgress?: (says: string) => void
}

export interface RestoreSummary {
  readonly madeAt: string
  readonly tables: number
  readonly rows: number
  readonly files: number
  /** Migrations that ran after it, where the backup came from an older version. */
  readonly migrated: readonly string[]
}

/** The backup can't be restored here, and why. */
export class RestoreRefused extends Error {}

/** Restores a backup into an empty database, in one transaction: all of it, proven, or nothing. */
export async function restore(file: string, { db, files, verify, onProgress }: RestoreParts): Promise<RestoreSummary> {
  const handle = await open(file, 'r').catch(() => {
    throw new RestoreRefused(`${file} can't be opened: check its name, and that this user may read it.`)
  })
  try {
    const reader = new BackupReader(handle)
    const manifest = await reader.manifest<BackupManifest>()
    await refuseUnlessEmpty(db)
    const restored = await db.transaction(async (tx) => {
      const migrations = knownMigrations(manifest)
      await migrate(tx, { migrations, now: new Date(manifest.madeAt) })
      const counts = await fill(tx, { reader, manifest, files, onProgress })
      await afterRestore(tx)
      onProgress?.('Proving the history …')
      const problems = (await verify?.(tx)) ?? []
      if (problems.length > 0)
        throw new RestoreRefused(
          `The backup's history was tampered with:\n${problems.join('\n')}\nNothing was changed.`,
        )
      return counts
    })
    return { madeAt: manifest.madeAt, ...restored, migrated: await migrate(db) }
  } finally {
    await handle.close()
  }
}

async function refuseUnlessEmpty(db: Db): Promise<void> {
  const found = (await storedTables(db)).map((table) => table.name)
  if (found.length === 0) return
  const shown = found.length > 5 ? `${found.slice(0, 5).join(', ')} and ${found.length - 5} more` : found.join(', ')
  throw new RestoreRefused(
    `A backup is restored into an empty database only, and this one has tables (${shown}). Nothing was changed. ` +
      'Name an empty folder in QUARTERDECK_DATA, or an empty database in DATABASE_URL.',
  )
}

function knownMigrations({ migrations, application }: BackupManifest) {
  const known = readMigrations()
  return migrations.map(({ name, hash }) => {
    const found = known.find((migration) => migration.name === name)
    if (found?.hash === hash) return found
    throw new RestoreRefused(
      `The backup was made by another version (${application}, migration ${name}): restore it with that version, then update.`,
    )
  })
}

interface Filling {
  readonly reader: BackupReader
  readonly manifest: BackupManifest
  readonly files: BackupFiles | undefined
  readonly onProgress: ((says: string) => void) | undefined
}

async function fill(tx: Db, { reader, manifest, files, onProgress }: Filling) {
  await addColumns(tx, manifest.added ?? [])
  const tables = await storedTables(tx)
  const restoreForeignKeys = await dropForeignKeys(tx)
  await switchTriggers(tx, { tables, to: 'disable' })
  if (tables.length > 0) await tx.query(`truncate ${tables.map((table) => quoted(table.name)).join(', ')}`)
  await makePartitions(tx, manifest)
  const counts = { tables: 0, rows: 0, files: 0 }
  for await (const { entry, data, proof } of reader.entries()) {
    if (entry.kind === 'table') {
      const rows = await fillTable(tx, { entry, data })
      checkRows(proof(), rows)
      if (rows > 0) onProgress?.(`${entry.name}: ${rows} rows`)
      counts.tables++
      counts.rows += rows
    } else {
      await keepFile(entry.name, { data, files })
      counts.files++
    }
  }
  await setSequences(tx, manifest)
  await switchTriggers(tx, { tables, to: 'enable' })
  onProgress?.('Checking references …')
  await restoreForeignKeys()
  return counts
}

async function makePartitions(tx: Db, { partitions }: BackupManifest): Promise<void> {
  const there = new Set((await storedPartitions(tx)).map((partition) => partition.name))
  for (const { name, of, bound } of partitions.filter((partition) => !there.has(partition.name))) {
    if (!/^(FOR VALUES [^;]*|DEFAULT)$/.test(bound))
      throw new BackupDamaged(`The bound of partition ${name} is not one.`)
    await tx.query(`create table ${quoted(name)} partition of ${quoted(of)} ${bound}`)
  }
}

function fillTable(tx: Db, { entry, data }: { entry: BackupEntry; data: AsyncIterable<Buffer> }): Promise<number> {
  const target = copyTarget({ name: entry.name, columns: entry.columns ?? [] })
  return tx.withClient((client) => copyIn(client, `copy ${target} from stdin`, data))
}

function checkRows(proof: EntryProof, rows: number): void {
  if (proof.rows !== rows)
    throw new BackupDamaged(`table "${proof.name}" has ${rows} rows, and had ${proof.rows}. Nothing was changed.`)
}

async function keepFile(
  name: string,
  { data, files }: { data: AsyncIterable<Buffer>; files: BackupFiles | undefined },
): Promise<void> {
  if (!files) throw new RestoreRefused('The backup holds files, and there is no place for them.')
  await files.write(name, data)
  await drain(data) // content that was there already is proven all the same
}

async function drain(data: AsyncIterable<Buffer>): Promise<void> {
  const rest = data[Symbol.asyncIterator]()
  while (!(await rest.next()).done);
}

async function setSequences(tx: Db, { sequences }: BackupManifest): Promise<void> {
  for (const { name, value, isCalled } of sequences) {
    await tx.query({ text: 'select setval($1::regclass, $2::bigint, $3)', values: [quoted(name), value, isCalled] })
  }
}
