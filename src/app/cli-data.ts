import { existsSync } from 'node:fs'
import { nobody } from '../kernel/access/who.ts'
import { noteAct } from '../kernel/acts/act.server.ts'
import { systemClock } from '../kernel/clock.ts'
import { type Config, ConfigProblem, readConfig } from '../kernel/config.server.ts'
import { backUp } from '../kernel/database/backup.server.ts'
import type { Db } from '../kernel/database/db.server.ts'
import { migrationState } from '../kernel/database/migrate.server.ts'
import { restore } from '../kernel/database/restore.server.ts'
import { backupFiles, openFileStore } from '../kernel/files/store.server.ts'
import { verifyHistory } from '../kernel/history/verify.server.ts'
import { createLog } from '../kernel/log.server.ts'
import { applicationVersion, bringUpToDate, type OpenDatabase, openDatabase } from './database.ts'
import { Exit, exitCodes } from './exit.ts'

const say = (text: string): void => console.log(text)

/** `quarterdeck migrate` */
export async function migrateNow(): Promise<void> {
  await withDatabase('migrate', async ({ db }, config) => {
    const { pending } = await migrationState(db)
    if (pending.length === 0) return say('The database is up to date.')
    const { wasEmpty } = await bringUpToDate({ db, config, say })
    if (wasEmpty) say(`The database is ready: ${pending.length} migrations ran.`)
  })
}

/** `quarterdeck backup FILE` */
export async function backup(file: string): Promise<void> {
  if (existsSync(file)) throw new Exit(exitCodes.failed, `${file} is there already. Give the backup a name of its own.`)
  await withDatabase('backup', async ({ db }, config) => {
    await refuseEmpty(db, 'back up')
    const stored = backupFiles(openFileStore(config.files))
    const { bytes, rows, files, missingFiles } = await backUp(file, {
      db,
      files: stored,
      application: applicationVersion(),
    })
    await noteAct(
      { db, clock: systemClock, who: { ...nobody, name: 'The command line', via: 'cli' } },
      { kind: 'backup.taken', says: `backed up ${rows} rows and ${files} files` },
    )
    say(`Backed up ${rows} rows and ${files} files to ${file} (${(bytes / 1e6).toFixed(1)} MB).`)
    for (const name of missingFiles) say(`Missing: a file that records point at (${name}) was not in its place.`)
  })
}

/** `quarterdeck restore FILE` */
export async function restoreFrom(file: string): Promise<void> {
  await withDatabase('restore', async ({ db }, config) => {
    const stored = backupFiles(openFileStore(config.files))
    const { madeAt, rows, files, migrated } = await restore(file, {
      db,
      files: stored,
      verify: problemsOf,
      onProgress: say,
    })
    say(`Restored ${rows} rows and ${files} files, as they were at ${madeAt}.`)
    if (migrated.length > 0) say(`Then brought up to this version: ${migrated.join(', ')}.`)
  })
}

async function problemsOf(tx: Db): Promise<readonly string[]> {
  const { problems } = await verifyHistory(tx)
  return problems.slice(0, 20).map(({ says }) => says)
}

/** `quarterdeck verify` */
export async function verify(): Promise<void> {
  await withDatabase('verify', async ({ db }) => {
    await refuseEmpty(db, 'verify')
    const { entries, chains, anchors, unanchored, found, problems } = await verifyHistory(db)
    if (found === 0) {
      const open = unanchored > 0 ? `; ${unanchored} entries are too new to be anchored` : ''
      return say(`The history is whole: ${entries} entries of ${chains} records, under ${anchors} anchors${open}.`)
    }
    throw new Exit(
      exitCodes.failed,
      [
        `The history was tampered with or damaged, in ${found} places:`,
        ...problems.map(({ says }) => `  ${says}`),
      ].join('\n'),
    )
  })
}

async function refuseEmpty(db: Db, verb: string): Promise<void> {
  const { applied } = await migrationState(db)
  if (applied.length === 0) throw new Exit(exitCodes.failed, `There is nothing to ${verb}: this database is empty.`)
}

/** Runs a command on the configured database, joining a running server's or starting the embedded one for as long as needed. */
export async function withDatabase(
  command: string,
  work: (database: OpenDatabase, config: Config) => Promise<void>,
): Promise<void> {
  const config = configuration()
  const log = createLog({ level: 'warn', isPretty: true, to: process.stderr })
  const database = await openDatabase({ config, log, command, joins: true })
  try {
    await work(database, config)
  } finally {
    await database.close()
  }
}

/** The configuration, or an Exit that names what is wrong with it. */
export function configuration(flags: { readonly port?: string } = {}): Config {
  try {
    return readConfig(process.env, flags)
  } catch (error) {
    if (error instanceof ConfigProblem) throw new Exit(exitCodes.badConfiguration, error.message)
    throw error
  }
}
