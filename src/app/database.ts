import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Logger } from 'pino'
import type { Config } from '../kernel/config.server.ts'
import { backUp } from '../kernel/database/backup.server.ts'
import { type Db, openDb } from '../kernel/database/db.server.ts'
import { DataInUse, type Embedded, startEmbedded } from '../kernel/database/embedded.server.ts'
import { type Migration, migrate, migrationState, readMigrations } from '../kernel/database/migrate.server.ts'
import { withFallback } from '../kernel/database/replica.server.ts'
import { makePartitions } from '../kernel/history/partition.server.ts'
import { afterRestore } from '../kernel/history/position.server.ts'
import { Exit, exitCodes } from './exit.ts'

/** The database that the configuration names, open. */
export interface OpenDatabase {
  readonly db: Db
  readonly replica: Db
  /** Of the database itself, for what keeps a session. */
  readonly connectionString: string
  /** The embedded database, where this process runs it. */
  readonly embedded: Embedded | undefined
  readonly close: () => Promise<void>
}

export interface OpenOptions {
  readonly config: Config
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  /** What others are told about this process: "start" or another command's name. */
  readonly command: string
  /** Whether to join a running server's database instead of refusing; commands do, a second start doesn't. */
  readonly joins?: boolean
  readonly onLost?: (error: Error) => void
}

/** Opens DATABASE_URL, or starts the embedded database. Throws Exit when it can't. */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  const { config } = options
  if (config.databaseUrl) return connect(config.databaseUrl, options)
  const embedded = await begin(options)
  return typeof embedded === 'string'
    ? connect(embedded, options)
    : connect(embedded.connectionString, options, embedded)
}

async function begin({ config, log, command, joins, onLost }: OpenOptions): Promise<Embedded | string> {
  const holder = `${command} (process ${process.pid})`
  try {
    return await startEmbedded({
      data: config.data,
      holder,
      log: { info: (says) => log.info(says), warn: (says) => log.warn(says), error: (says) => log.error(says) },
      onLost,
    })
  } catch (error) {
    if (!(error instanceof DataInUse)) throw error
    if (joins && error.holder.startsWith('start')) return error.connectionString
    throw new Exit(
      exitCodes.inUse,
      `Quarterdeck already uses ${config.data}: ${error.holder}.\nUse that one, stop it first, or name another folder in QUARTERDECK_DATA.`,
    )
  }
}

async function connect(
  connectionString: string,
  { config, log }: OpenOptions,
  embedded?: Embedded,
): Promise<OpenDatabase> {
  const sessionString = embedded ? undefined : config.directUrl
  const db = openDb({ connectionString, sessionString })
  const replica = config.replicaUrl ? openReplica(config.replicaUrl, { db, log }) : db
  const close = async () => {
    await Promise.all([db.close(), replica === db ? undefined : replica.close()])
    await embedded?.stop()
  }
  try {
    await checkServer(db)
  } catch (error) {
    await close()
    throw error
  }
  return { db, replica, connectionString: sessionString ?? connectionString, embedded, close }
}

function openReplica(connectionString: string, { db, log }: { db: Db } & Pick<OpenOptions, 'log'>): Db {
  const replica = openDb({ connectionString, applicationName: 'quarterdeck reads', connectWithin: 2000 })
  return withFallback({ replica, db, log: { warn: (says) => log.warn(says) } })
}

async function checkServer(db: Db): Promise<void> {
  const [server] = await db
    .query<{ version: number; name: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as name`,
    )
    .catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error)
      throw new Exit(
        exitCodes.badConfiguration,
        `The database of DATABASE_URL does not answer: ${why}\nCheck its address, user and password, and that it is running.`,
      )
    })
  if (server && server.version < 150_000) {
    throw new Exit(
      exitCodes.badConfiguration,
      `The database of DATABASE_URL is PostgreSQL ${server.name}. Quarterdeck needs 15 or newer.`,
    )
  }
}

/** Brings the database to this version's shape; one with content is backed up first. Resolves to whether it was empty, and whether anything ran. */
export async function bringUpToDate({
  db,
  config,
  say,
  migrations = readMigrations(),
}: {
  db: Db
  config: Pick<Config, 'data'>
  say: (text: string) => void
  migrations?: readonly Migration[]
}): Promise<{ wasEmpty: boolean; hasChanged: boolean }> {
  const { applied, pending } = await migrationState(db, migrations)
  const wasEmpty = applied.length === 0
  if (pending.length === 0) {
    await db.transaction(afterRestore) // another program may have restored it
    return { wasEmpty, hasChanged: false }
  }
  const backup = wasEmpty ? undefined : await backUpBefore(pending, { db, config, say })
  const ran = await migrate(db, { migrations }).catch((error: unknown) => {
    throw new Exit(exitCodes.failed, [error instanceof Error ? error.message : error, ...unchanged(backup)].join('\n'))
  })
  await makePartitions(db, new Date())
  if (!wasEmpty && ran.length > 0) say(`The database is up to date: ${ran.join(', ')}.`)
  return { wasEmpty, hasChanged: true }
}

async function backUpBefore(
  [first]: readonly Migration[],
  { db, config, say }: { db: Db; config: Pick<Config, 'data'>; say: (text: string) => void },
): Promise<string> {
  const folder = path.join(config.data, 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, `before-${first?.name.replace('.sql', '')}-${stampOf(new Date())}.backup`)
  say(`Backing up to ${file} before changing the database …`)
  await backUp(file, { db, application: applicationVersion() })
  return file
}

function unchanged(backup: string | undefined): string[] {
  const safe = backup ? `Nothing was changed; the backup made before is ${backup}.` : 'Nothing was changed.'
  return [safe, 'Go on with the version you had, and report this message.']
}

function stampOf(now: Date): string {
  return now.toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

/** The version in package.json. */
export function applicationVersion(): string {
  const file = path.join(import.meta.dirname, '..', '..', 'package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
