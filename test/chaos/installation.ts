import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../kit/free-port.ts'

const root = path.join(import.meta.dirname, '../..')
const patience = 60_000

/** Quarterdeck as people run it: server, worker and embedded database, started and killed as processes. */
export interface Installation {
  readonly url: string
  readonly start: () => Promise<void>
  /** Kills a part with -9: everything, the database's first process, or one that serves a connection. */
  readonly kill: (part: Part) => Promise<void>
  /** Asks the database to end, as its administrator does for a restart. */
  readonly restartDatabase: () => void
  readonly isReady: () => Promise<boolean>
  /** Runs a command of `quarterdeck` to its end. */
  readonly run: (...args: readonly string[]) => Promise<{ readonly code: number | null; readonly says: string }>
  /** What was said so far, for whoever looks for the cause of a failure. */
  readonly said: () => string
  readonly remove: () => Promise<void>
}
export const parts = ['everything', 'database', 'connection'] as const
export type Part = (typeof parts)[number]

interface Surroundings {
  /** Where it keeps its data, instead of a folder that is removed with it. */
  readonly data?: string
  readonly env?: Readonly<Record<string, string>>
}

/** A new, empty installation in a folder of its own. */
export async function makeInstallation(around: Surroundings = {}): Promise<Installation> {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-chaos-'))
  const data = around.data ?? path.join(folder, 'data')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let said = ''
  let server: ChildProcess | undefined
  const begin = (args: readonly string[]): ChildProcess => {
    const child = spawn(process.execPath, ['src/app/cli.ts', ...args], {
      cwd: root,
      env: {
        ...process.env,
        DATABASE_URL: '',
        QUARTERDECK_DATA: data,
        QUARTERDECK_LOG: 'warn',
        QUARTERDECK_RATE_LIMITS: 'off',
        ...around.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += String(chunk)))
    return child
  }
  const isReady = async (): Promise<boolean> =>
    (await fetch(`${url}/readyz`).catch(() => null))?.ok === true && server?.exitCode === null
  const start = async (): Promise<void> => {
    server = begin(['start', '--empty', '--no-build', '--port', String(port)])
    await until(isReady, () => said)
  }
  const kill = async (part: Part): Promise<void> => {
    if (part !== 'everything') return killed(part === 'database' ? postmaster(data) : aBackendOf(postmaster(data)))
    const ended = new Promise((resolve) => server?.once('exit', resolve))
    server?.kill('SIGKILL')
    await ended
  }
  const run: Installation['run'] = async (...args) => {
    const before = said.length
    const child = begin(args)
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    return { code, says: said.slice(before) }
  }
  const remove = async (): Promise<void> => {
    if (server?.exitCode === null && server.signalCode === null) await kill('everything')
    rmSync(folder, { recursive: true, force: true, maxRetries: 40, retryDelay: 250 })
  }
  const restartDatabase = (): void => void process.kill(postmaster(data), 'SIGINT')
  return { url, start, kill, restartDatabase, isReady, run, said: () => said, remove }
}

/** Waits until it is so; fails after a minute with what was said. */
export async function until(isSo: () => boolean | Promise<boolean>, said: () => string): Promise<void> {
  const end = performance.now() + patience
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`It did not come to that.\n${said().slice(-4000)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** The database's first process, by the note that PostgreSQL keeps in its folder; 0 while there is none. */
function postmaster(data: string): number {
  try {
    return Number(readFileSync(path.join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return 0
  }
}

/** One of the processes that serve a connection of that database; 0 when there is none. */
function aBackendOf(parent: number): number {
  if (parent === 0) return 0
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ').map(Number)
  const serving = children.filter((pid) => /quarterdeck/.test(commandOf(pid)))
  return serving[serving.length >> 1] ?? 0
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

function killed(pid: number): void {
  if (pid === 0) throw new Error('There was nothing to kill.')
  process.kill(pid, 'SIGKILL')
}
