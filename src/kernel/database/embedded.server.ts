import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { databaseAccount } from './embedded-account.server.ts'
import { databaseName, ensureCluster } from './embedded-cluster.server.ts'
import { type Lock, takeLock } from './embedded-lock.server.ts'
import { findPostmaster, type Postmaster, stopPostmaster } from './embedded-postmaster.server.ts'
import { type Launch, launch, type Running } from './embedded-process.server.ts'
import { programsFor } from './embedded-programs.server.ts'

/** PostgreSQL as a child of this process, in a folder of its own. */
export interface Embedded {
  /** How to reach the database `quarterdeck`, as its owner. */
  readonly connectionString: string
  /** True when this start made the database. */
  readonly isNew: boolean
  /** Tells a second start on the same folder who uses it. */
  readonly describe: (holder: string) => Promise<void>
  /** Stops it; after `ms` (3000) without finishing its checkpoint, which the next start then makes up for. */
  readonly stop: (ms?: number) => Promise<void>
}

export interface EmbeddedOptions {
  /** Kept in it: `postgres/` and `postgres-password`. Made when missing. */
  readonly data: string
  /** What a second start is told about this one, such as "start, process 4711". */
  readonly holder: string
  /** False only where losing everything in a power cut is fine (tests). */
  readonly isDurable?: boolean
  readonly log: {
    readonly info: (says: string) => void
    readonly warn: (says: string) => void
    readonly error: (says: string) => void
  }
  /** The database ended and can't be brought back. */
  readonly onLost?: (error: Error) => void
}

/** Another process uses this folder's database. */
export class DataInUse extends Error {
  readonly holder: string
  readonly connectionString: string
  constructor(data: string, { holder, connectionString }: { holder: string; connectionString: string }) {
    super(`${data} is in use by ${holder}.`)
    this.holder = holder
    this.connectionString = connectionString
  }
}

/** Starts the database in `data`, first ending one that a killed process left behind. Throws DataInUse. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const data = path.resolve(options.data)
  mkdirSync(data, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  const folder = path.join(data, 'postgres')
  const account = databaseAccount(folder)
  const programs = programsFor(account)
  const { isNew, password } = await ensureCluster({
    folder,
    passwordFile: path.join(data, 'postgres-password'),
    programs,
    account,
  })
  await endOrphan({ ...options, data }, { folder, password })
  const plan: Launch = {
    folder,
    programs,
    account,
    port: socketFits(folder) ? undefined : await freePort(),
    isDurable: options.isDurable ?? true,
    onWarning: options.log.warn,
  }
  return supervise({ plan, password, isNew, options: { ...options, data } })
}

async function endOrphan(
  options: EmbeddedOptions,
  { folder, password }: { folder: string; password: string },
): Promise<void> {
  const found = findPostmaster(folder)
  if (!found) return
  const connectionString = addressOf({ folder, password, port: found.port, database: 'postgres' })
  const lock = await lockWhileStarting(found, { folder, connectionString, holder: options.holder })
  if (!lock) return // it was stopping already, and has
  if ('heldBy' in lock) {
    const inUse = { holder: lock.heldBy, connectionString: addressOf({ folder, password, port: found.port }) }
    throw new DataInUse(options.data, inUse)
  }
  options.log.info(`A database left behind by a killed process (${found.pid}) still runs: stopping it first.`)
  await lock.release()
  await stopPostmaster(found.pid, { ms: 20_000 })
}

async function lockWhileStarting(
  found: Postmaster,
  { folder, connectionString, holder }: { folder: string; connectionString: string; holder: string },
) {
  for (let tries = 0; findPostmaster(folder)?.pid === found.pid; tries++) {
    try {
      return await takeLock(connectionString, holder)
    } catch (error) {
      // Starting up or shutting down; with several seconds of recovery or of a last checkpoint at most.
      if (tries > 300)
        throw new Error(`A database (process ${found.pid}) runs in ${folder} but does not answer.`, { cause: error })
      await wait(100)
    }
  }
  return undefined
}

async function supervise({
  plan,
  password,
  isNew,
  options,
}: {
  plan: Launch
  password: string
  isNew: boolean
  options: EmbeddedOptions
}) {
  const reach = { folder: plan.folder, password, port: plan.port }
  let holder = options.holder
  let isStopping = false
  let { running, lock } = await begin(plan, { ...options, reach }).catch(async (error: unknown) => {
    await endOrphan(options, reach) // another start was quicker: says so
    throw error
  })
  await ensureDatabase(reach)
  let returning: Promise<void> = Promise.resolve()
  const watch = (current: Running): void => {
    let isGone = false
    void current.gone.then(() => {
      isGone = true
      if (!isStopping) returning = bringBack()
    })
    void keepLock(() => isGone)
  }

  // One of its processes that crashes takes every connection along: without the lock the next start would end it.
  const keepLock = async (isGone: () => boolean): Promise<void> => {
    await lock.lost
    for (; !isStopping && !isGone(); await wait(100)) {
      const taken = await takeLock(addressOf({ ...reach, database: 'postgres' }), holder).catch(() => undefined)
      if (!taken || 'heldBy' in taken) continue // it recovers, or is asked who uses it
      lock = taken
      await lock.lost
    }
  }

  const bringBack = async (): Promise<void> => {
    options.log.error('The database ended unexpectedly: starting it again.')
    for (let tries = 1; !isStopping; tries++) {
      try {
        ;({ running, lock } = await begin(plan, { ...options, holder, reach }))
        return watch(running)
      } catch (error) {
        // Its other processes may need a moment to notice; PostgreSQL refuses to start beside them.
        if (tries === 20) return options.onLost?.(error instanceof Error ? error : new Error(String(error)))
        await wait(250)
      }
    }
  }

  watch(running)
  return {
    connectionString: addressOf(reach),
    isNew,
    describe: (text: string) => {
      holder = text
      return lock.describe(text)
    },
    stop: async (ms = 3000) => {
      isStopping = true
      await returning
      await lock.release().catch(() => undefined)
      await running.stop(ms)
    },
  }
}

async function begin(
  plan: Launch,
  { data, holder, reach }: EmbeddedOptions & { reach: Reach },
): Promise<{ running: Running; lock: Lock }> {
  const running = await launch(plan)
  const lock = await takeLock(addressOf({ ...reach, database: 'postgres' }), holder)
  if ('heldBy' in lock) throw new DataInUse(data, { holder: lock.heldBy, connectionString: addressOf(reach) })
  return { running, lock }
}

async function ensureDatabase(reach: Reach): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf({ ...reach, database: 'postgres' }) })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`create database ${databaseName}`)
  } finally {
    await client.end()
  }
}

interface Reach {
  readonly folder: string
  readonly password: string
  readonly port: number | undefined
  readonly database?: string
}

function addressOf({ folder, password, port, database = databaseName }: Reach): string {
  const account = `${databaseName}:${password}`
  if (port !== undefined) return `postgresql://${account}@127.0.0.1:${port}/${database}`
  return `postgresql://${account}@localhost/${database}?host=${encodeURIComponent(folder)}`
}

// The system's limit for the path of a socket is 107 bytes on Linux and 103 on macOS.
function socketFits(folder: string): boolean {
  return process.platform !== 'win32' && Buffer.byteLength(path.join(folder, '.s.PGSQL.5432')) <= 103
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No free port.')),
      )
    })
  })
}
