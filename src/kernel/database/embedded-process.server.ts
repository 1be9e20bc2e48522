import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { totalmem } from 'node:os'
import type { Account } from './embedded-account.server.ts'
import { asSeenBy, childEnvironment } from './embedded-cluster.server.ts'
import { stopPostmaster } from './embedded-postmaster.server.ts'
import type { Programs } from './embedded-programs.server.ts'

/** Where to run PostgreSQL, as whom, and how clients reach it: by a port of 127.0.0.1, or by a socket in its folder. */
export interface Launch {
  readonly folder: string
  readonly programs: Programs
  readonly account: Account | undefined
  readonly port: number | undefined
  /** False only where losing everything in a power cut is fine (tests). */
  readonly isDurable: boolean
  /** Lines of the database that a person should see. */
  readonly onWarning: (line: string) => void
}

/** A running PostgreSQL. */
export interface Running {
  readonly pid: number
  /** Resolves when the process is gone, whoever ended it. */
  readonly gone: Promise<void>
  readonly stop: (ms: number) => Promise<void>
}

/** Starts PostgreSQL and waits until it answers; recovery after a crash takes as long as it takes. */
export async function launch(options: Launch): Promise<Running> {
  const { folder, programs, account } = options
  const child = spawn(programs.postgres, ['-D', asSeenBy(folder, account), ...flags(options)], {
    cwd: folder,
    ...account,
    // Its own process group: Ctrl-C in a terminal must first let the server finish its requests.
    detached: process.platform !== 'win32',
    windowsHide: true,
    env: childEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await untilReady(child, options.onWarning)
  const pid = child.pid ?? 0
  const watcher = stopWithUs(pid, account)
  void gone.then(() => watcher?.kill('SIGKILL'))
  return { pid, gone, stop: (ms) => stop({ pid, gone, ms, options }) }
}

function flags(options: Launch): string[] {
  const megabytes = Math.floor(totalmem() / 1_048_576)
  const settings: Record<string, string | number> = {
    listen_addresses: options.port === undefined ? '' : '127.0.0.1',
    port: options.port ?? 5432,
    unix_socket_directories: options.port === undefined ? asSeenBy(options.folder, options.account) : '',
    max_connections: 60,
    shared_buffers: `${Math.min(1024, Math.max(128, Math.floor(megabytes / 8)))}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(megabytes / 2))}MB`,
    maintenance_work_mem: `${Math.min(256, Math.max(64, Math.floor(megabytes / 16)))}MB`,
    work_mem: '16MB',
    max_wal_size: '2GB',
    min_wal_size: '128MB',
    // One server without replicas: bulk loads into new tables need no log of each row.
    wal_level: 'minimal',
    max_wal_senders: 0,
    checkpoint_timeout: '10min',
    random_page_cost: 1.1,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Rows and statements may hold what must not reach a log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(options.isDurable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function untilReady(child: ChildProcess, onWarning: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const recent: string[] = []
    child.once('error', reject)
    child.once('close', () => reject(new Error(`The database did not start.\n${recent.join('\n')}`)))
    child.stderr?.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().split('\n').filter(Boolean)) {
        recent.splice(0, recent.length > 20 ? 1 : 0)
        recent.push(line)
        if (line.includes('ready to accept connections')) resolve()
        if (/ (WARNING|PANIC): /.test(line)) onWarning(line)
      }
    })
  })
}

// A database whose parent was killed would run on unseen. A shell that waits for the end of our pipe costs next to nothing.
function stopWithUs(pid: number, account: Account | undefined): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined
  const watcher = spawn('/bin/sh', ['-c', 'read _; kill -INT "$0"', String(pid)], {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watcher.on('error', () => undefined)
  watcher.unref()
  return watcher
}

async function stop({ pid, gone, ms, options }: { pid: number; gone: Promise<void>; ms: number; options: Launch }) {
  const byProgram = () => void spawnSync(options.programs.pgCtl, ['stop', '-D', options.folder, '-m', 'fast', '-W'])
  await stopPostmaster(pid, { ms, stopByProgram: process.platform === 'win32' ? byProgram : undefined })
  await gone
}
