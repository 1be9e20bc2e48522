import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { appendFileSync, chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { debianPostgres } from '../../scripts/check/debian-postgres.mjs'
import { freePort } from '../kit/free-port.ts'

const programs: { readonly bin: string } | null = debianPostgres()
export const hasPostgres = programs !== null
const owner = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
export const databasePassword = 'keeps two of everything'

/** A database server of the distribution in its own folder. */
export interface Node {
  readonly port: number
  readonly url: string
  /** Kills every process of it with -9, as a machine that loses power. */
  readonly kill: () => Promise<void>
  /** Runs one statement. */
  readonly ask: <R>(statement: string) => Promise<R[]>
}

/** A primary that acknowledges a write only when its streaming replica has it too. */
export interface Pair {
  readonly folder: string
  readonly primary: Node
  readonly replica: Node
  /** Makes the replica the one that is written to. */
  readonly promote: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Starts `apt-get install postgresql`, twice: `initdb` for the one, `pg_basebackup` of it for the other. */
export async function startPair(): Promise<Pair> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-pair-'))
  chmodSync(folder, 0o711)
  const nodes: ChildProcess[] = []
  const program = (name: string, ...args: string[]): unknown =>
    execFileSync(join(programs?.bin ?? '', name), args, {
      ...owner,
      cwd: folder,
      env: { PATH: process.env['PATH'], PGPASSWORD: databasePassword },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  const start = async (name: string, settings: readonly string[]): Promise<Node> => {
    const port = await freePort()
    const all = [
      `port=${port}`,
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=120',
      ...settings,
    ]
    const args = ['-D', join(folder, name), ...all.flatMap((setting) => ['-c', setting])]
    const child = spawn(join(programs?.bin ?? '', 'postgres'), args, {
      ...owner,
      cwd: folder,
      stdio: 'ignore',
      detached: true,
    })
    nodes.push(child)
    const url = `postgresql://quarterdeck:${encodeURIComponent(databasePassword)}@127.0.0.1:${port}/postgres`
    const node = { port, url, kill: () => killAll(child), ask: <R>(statement: string) => ask<R>(url, statement) }
    await answering(node)
    return node
  }
  writeFileSync(join(folder, 'password'), databasePassword)
  for (const name of ['one', 'two']) mkdirSync(join(folder, name), { mode: 0o700 })
  if (owner.uid) for (const name of ['one', 'two', 'password']) chownSync(join(folder, name), owner.uid, owner.gid)
  const one = join(folder, 'one')
  program(
    'initdb',
    '-D',
    one,
    '-U',
    'quarterdeck',
    '-A',
    'scram-sha-256',
    `--pwfile=${join(folder, 'password')}`,
    '-E',
    'UTF8',
    '--locale=C',
  )
  appendFileSync(join(one, 'pg_hba.conf'), 'host replication all 127.0.0.1/32 scram-sha-256\n')
  const primary = await start('one', ['wal_level=replica'])
  program(
    'pg_basebackup',
    '-D',
    join(folder, 'two'),
    '-h',
    '127.0.0.1',
    '-p',
    String(primary.port),
    '-U',
    'quarterdeck',
    '-R',
    '-c',
    'fast',
  )
  const replica = await start('two', ['hot_standby=on'])
  await primary.ask(`alter system set synchronous_standby_names = '*'`)
  await primary.ask('select pg_reload_conf()')
  const stop = async (): Promise<void> => {
    for (const child of nodes) await killAll(child)
    rmSync(folder, { recursive: true, force: true })
  }
  return { folder, primary, replica, promote: async () => void (await replica.ask('select pg_promote()')), stop }
}

async function ask<R>(connectionString: string, statement: string): Promise<R[]> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(statement)).rows as R[]
  } finally {
    await client.end()
  }
}

async function answering(node: Pick<Node, 'ask'>): Promise<void> {
  for (let left = 300; ; left -= 1) {
    try {
      return void (await node.ask('select 1'))
    } catch (error) {
      if (left === 0) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

/** The server is the first of a process group of its own; those that serve connections make groups of theirs, and end with it. */
async function killAll(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const serving = childrenOf(child.pid)
  for (const pid of [child.pid, ...serving]) kill(pid)
  await gone
}

function childrenOf(pid: number): readonly number[] {
  const out = execFileSync('cat', [`/proc/${pid}/task/${pid}/children`], { encoding: 'utf8' })
  return out.trim().split(' ').filter(Boolean).map(Number)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it has ended by itself
  }
}
