import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import type pg from 'pg'
import { BackupWriter } from './backup-format.server.ts'
import {
  type AddedColumn,
  addedColumns,
  quoted,
  type StoredPartition,
  type StoredSequence,
  storedPartitions,
  storedSequences,
  type StoredTable,
  storedTables,
} from './backup-tables.server.ts'
import { copyOut } from './copy.server.ts'
import type { Db } from './db.server.ts'

/** What a backup says of itself before its rows. */
export interface BackupManifest {
  readonly application: string
  /** ISO 8601, UTC. */
  readonly madeAt: string
  readonly postgres: string
  readonly migrations: readonly { readonly name: string; readonly hash: string }[]
  readonly tables: readonly StoredTable[]
  readonly sequences: readonly StoredSequence[]
  readonly partitions: readonly StoredPartition[]
  /** Columns of custom fields; missing in backups made before there were any. */
  readonly added?: readonly AddedColumn[]
}

/** Where uploaded files are kept, as far as a backup must know. */
export interface BackupFiles {
  /** Keys of all files that rows seen by `db` point at. */
  readonly keys: (db: Db) => AsyncIterable<string>
  readonly read: (key: string) => Promise<AsyncIterable<Buffer>>
  readonly write: (key: string, data: AsyncIterable<Buffer>) => Promise<void>
}

export interface BackupParts {
  readonly db: Db
  readonly files?: BackupFiles
  /** The application's version, for the manifest. */
  readonly application: string
  readonly now?: () => Date
  readonly onProgress?: (says: string) => void
}

/** What a finished backup holds. */
export interface BackupSummary {
  readonly file: string
  readonly bytes: number
  readonly tables: number
  readonly rows: number
  readonly files: number
  /** Files that rows point at but that were not there to read. */
  readonly missingFiles: readonly string[]
}

/**
 * Writes the whole database, as it stands at one instant, and the stored files into one file, while others go on
 * writing. The file appears under its name only when it is complete.
 */
export async function backUp(file: string, parts: BackupParts): Promise<BackupSummary> {
  const partial = `${file}.${randomBytes(4).toString('hex')}.partial`
  const handle = await open(partial, 'wx', 0o600)
  try {
    const summary = await parts.db.transaction((tx) => writeAll(new BackupWriter(handle), { ...parts, db: tx }), {
      isolation: 'repeatable read',
    })
    await handle.close()
    await rename(partial, file)
    return { file, ...summary }
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(partial, { force: true })
    throw error
  }
}

async function writeAll(
  writer: BackupWriter,
  { db, files, application, now = () => new Date(), onProgress }: BackupParts,
) {
  await db.query('set transaction read only')
  const tables = await storedTables(db)
  await writer.begin(await manifestOf(db, { tables, application, madeAt: now().toISOString() }))
  let rows = 0
  for (const table of tables) {
    const proof = await db.withClient((client) => writeTable(writer, { client, table }))
    rows += proof.rows ?? 0
    if (proof.rows) onProgress?.(`${table.name}: ${proof.rows} rows`)
  }
  const stored = files ? await writeFiles(writer, { db, files }) : { files: 0, missingFiles: [] }
  return { tables: tables.length, rows, ...stored, bytes: await writer.finish() }
}

async function manifestOf(
  db: Db,
  { tables, application, madeAt }: { tables: readonly StoredTable[]; application: string; madeAt: string },
): Promise<BackupManifest> {
  const [server] = await db.query<{ version: string }>(`select current_setting('server_version') as version`)
  const migrations = await db.query<{ name: string; hash: string }>('select name, hash from migration order by name')
  return {
    application,
    madeAt,
    postgres: server?.version ?? '',
    migrations,
    tables,
    sequences: await storedSequences(db),
    partitions: await storedPartitions(db),
    added: await addedColumns(db),
  }
}

function writeTable(writer: BackupWriter, { client, table }: { client: pg.ClientBase; table: StoredTable }) {
  let rows = 0
  const counted = async function* () {
    const statement = `copy (select ${table.columns.map(quoted).join(', ')} from ${quoted(table.name)}) to stdout`
    for await (const chunk of copyOut(client, statement)) {
      rows += linesIn(chunk)
      yield chunk
    }
  }
  return writer.entry({ kind: 'table', name: table.name, columns: table.columns }, counted(), () => rows)
}

// COPY's text format escapes line breaks inside values, so that one line is one row.
function linesIn(chunk: Buffer): number {
  let lines = 0
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++
  return lines
}

async function writeFiles(writer: BackupWriter, { db, files }: { db: Db; files: BackupFiles }) {
  const missingFiles: string[] = []
  let count = 0
  for await (const name of files.keys(db)) {
    const data = await files.read(name).catch(() => undefined)
    if (!data) {
      missingFiles.push(name)
      continue
    }
    await writer.entry({ kind: 'file', name }, data)
    count++
  }
  return { files: count, missingFiles }
}
