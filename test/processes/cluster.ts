import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasPgbouncer, type Pgbouncer, startPgbouncer } from '../counterparts/pgbouncer.ts'
import { hasPostgres, type Pair, startPair } from '../counterparts/postgres-pair.ts'
import { freePort } from '../kit/free-port.ts'

const root = join(import.meta.dirname, '../..')
export const canCluster = hasPostgres && hasPgbouncer

export interface Process {
  readonly url: string
  readonly said: () => string
}

/** Two servers and two workers, through a pooler, on a primary with a replica. */
export interface Cluster {
  readonly pair: Pair
  readonly pooler: Pgbouncer
  readonly servers: readonly [Process, Process]
  readonly workers: readonly [Process, Process]
  /** Runs a command of `quarterdeck` to its end. */
  readonly run: (...args: readonly string[]) => Promise<{ readonly code: number | null; readonly says: string }>
  readonly said: () => string
  readonly stop: () => Promise<void>
}

/** Starts all of it on an empty database. */
export async function startCluster(): Promise<Cluster> {
  const pair = await startPair()
  const pooler = await startPgbouncer(pair.folder, pair.primary.port)
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-cluster-'))
  const children: ChildProcess[] = []
  const env = {
    ...process.env,
    DATABASE_URL: pooler.pooledUrl,
    DATABASE_DIRECT_URL: pooler.sessionUrl,
    DATABASE_REPLICA_URL: pair.replica.url,
    QUARTERDECK_DATA: folder,
    QUARTERDECK_SECRET: 'one secret for all processes of a test',
    QUARTERDECK_LOG: 'debug',
  }
  const begin = (args: readonly string[]): { child: ChildProcess; said: () => string } => {
    const child = spawn(process.execPath, ['src/app/cli.ts', ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += String(chunk)))
    children.push(child)
    return { child, said: () => text }
  }
  const all: Process[] = []
  const part = (kind: '--server' | '--worker', port: number): Process => {
    const { said } = begin(['start', kind, ...(kind === '--server' ? ['--no-build', '--port', String(port)] : [])])
    const one = { url: `http://127.0.0.1:${port}`, said }
    all.push(one)
    return one
  }
  const said = (): string => all.map((one) => one.said().slice(-3000)).join('\n')
  const server = async (): Promise<Process> => {
    const one = part('--server', await freePort())
    await until(() => isReady(one.url), said)
    return one
  }
  const begun = async () => {
    const servers = [await server(), await server()] as const
    const workers = [part('--worker', 0), part('--worker', 0)] as const
    await until(() => workers.every((worker) => worker.said().includes('The worker runs')), said)
    return { servers, workers }
  }
  const run: Cluster['run'] = async (...args) => {
    const command = begin(args)
    const code = await new Promise<number | null>((resolve) => command.child.once('close', resolve))
    return { code, says: command.said() }
  }
  const stop = async (): Promise<void> => {
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      const gone = new Promise((resolve) => child.once('close', resolve))
      child.kill('SIGKILL')
      await gone
    }
    await pooler.stop()
    await pair.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    return { pair, pooler, ...(await begun()), run, said, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

export const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3000) })
    .then(({ ok }) => ok)
    .catch(() => false)

/** Waits until it is so; fails after `patience` with what was said. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  said: () => string,
  patience = 90_000,
): Promise<number> {
  const begin = performance.now()
  while (!(await isSo())) {
    if (performance.now() - begin > patience) throw new Error(`It did not come to that.\n${said()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return performance.now() - begin
}
