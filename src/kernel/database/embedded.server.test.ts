import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { DataInUse, type Embedded, startEmbedded } from './embedded.server.ts'

const root = mkdtempSync(path.join(tmpdir(), 'quarterdeck-embedded-'))
const data = path.join(root, 'closed', 'data')
const said: string[] = []
const log = {
  info: (text: string) => void said.push(text),
  warn: () => undefined,
  error: (text: string) => void said.push(text),
}
let running: Embedded[] = []

const start = async (more: { holder?: string; data?: string } = {}) => {
  const embedded = await startEmbedded({ data, holder: 'a test', log, isDurable: false, ...more })
  running.push(embedded)
  return embedded
}
const stopAll = async () => {
  for (const embedded of running) await embedded.stop()
  running = []
}
const query = async ({ connectionString }: Pick<Embedded, 'connectionString'>, text: string) => {
  const client = new pg.Client({ connectionString })
  client.on('error', () => undefined) // a connection that breaks fails its query
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
const postmaster = (folder = data) =>
  Number(readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])

afterEach(stopAll)
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('the embedded database', () => {
  it('is made once, keeps what is written, and lets nobody else in', async () => {
    const first = await start()
    expect(first.isNew).toBe(true)
    await query(first, 'create table kept as select 42 as answer')
    await stopAll()
    const second = await start()
    expect(second.isNew).toBe(false)
    expect(await query(second, 'select answer from kept')).toEqual([{ answer: 42 }])
    expect(statSync(path.join(data, 'postgres')).mode & 0o077).toBe(0)
    expect(statSync(path.join(data, 'postgres-password')).mode & 0o077).toBe(0)
    const without = second.connectionString.replace(/:[^:@/]+@/, ':wrong@')
    await expect(query({ connectionString: without }, 'select 1')).rejects.toThrow('password authentication failed')
  })

  it('never runs as root', async () => {
    await start()
    const status = process.platform === 'linux' ? readFileSync(`/proc/${postmaster()}/status`, 'utf8') : 'Uid: 1'
    expect(status).not.toMatch(/^Uid:\s+0/m)
  })

  it('tells a second start who uses it', async () => {
    const first = await start({ holder: 'start (process 1)' })
    await first.describe('start (process 1) at 127.0.0.1:8080')
    const second = await start().catch((error: unknown) => error)
    expect(second).toBeInstanceOf(DataInUse)
    expect(second).toMatchObject({
      holder: 'start (process 1) at 127.0.0.1:8080',
      connectionString: first.connectionString,
    })
  })

  it('comes back by itself when it is killed', async () => {
    const embedded = await start()
    process.kill(postmaster(), 'SIGKILL')
    await expect
      .poll(() => query(embedded, 'select 1 as one').catch(() => []), { timeout: 15_000 })
      .toEqual([{ one: 1 }])
    expect(said.at(-1)).toContain('starting it again')
  })

  it('still belongs to its start after one of its processes crashed', async () => {
    const embedded = await start({ holder: 'the first' })
    const before = postmaster()
    const witness = new pg.Client({ connectionString: embedded.connectionString })
    witness.on('error', () => undefined)
    await witness.connect()
    const ended = new Promise<void>((resolve) => void witness.once('end', resolve))
    const crashing = query(embedded, 'select pg_sleep(60) as crashing').catch(() => undefined)
    const ofCrashing = `select pid from pg_stat_activity where query like '%as crashing' and pid <> pg_backend_pid()`
    await expect.poll(async () => (await witness.query(ofCrashing)).rowCount).toBe(1)
    process.kill((await witness.query(ofCrashing)).rows[0].pid, 'SIGKILL')
    await Promise.all([crashing, ended])
    const locks = `select count(*)::int as locks from pg_locks where locktype = 'advisory'`
    await expect.poll(() => query(embedded, locks).catch(() => []), { timeout: 15_000 }).toEqual([{ locks: 1 }])
    await expect(start()).rejects.toMatchObject({ holder: 'the first' })
    expect(postmaster()).toBe(before)
  })

  it('ends when its parent is killed, and the next start goes on with what was committed', async () => {
    const parent = await killedParent(data)
    const embedded = await start()
    expect(embedded.isNew).toBe(false)
    expect(await query(embedded, 'select * from from_parent')).toEqual([{ committed: true }])
    expect(postmaster()).not.toBe(parent.postmaster)
  })

  it('is not kept from starting by the note of a server that is gone', async () => {
    await start()
    await stopAll()
    writeFileSync(path.join(data, 'postgres', 'postmaster.pid'), `${process.pid}\n/elsewhere\n1\n5432\n\n\n`)
    expect((await start()).isNew).toBe(false)
  })

  it('is reached by a port where the path is too long for a socket', async () => {
    const deep = path.join(root, 'a'.repeat(60), 'b'.repeat(60))
    const embedded = await start({ data: deep })
    expect(embedded.connectionString).toContain('@127.0.0.1:')
    expect(await query(embedded, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

/** A process of its own that starts the database, writes a row and is killed with -9. */
async function killedParent(folder: string): Promise<{ postmaster: number }> {
  const code = `
    import pg from 'pg'
    import { startEmbedded } from ${JSON.stringify(path.join(import.meta.dirname, 'embedded.server.ts'))}
    const log = { info() {}, warn() {}, error() {} }
    const { connectionString } = await startEmbedded({ data: ${JSON.stringify(folder)}, holder: 'parent', log })
    const client = new pg.Client({ connectionString })
    await client.connect()
    await client.query('create table from_parent as select true as committed')
    console.log('ready')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: path.resolve(import.meta.dirname, '../../..'),
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.stderr.on('data', (text: Buffer) => reject(new Error(text.toString())))
    child.once('exit', () => reject(new Error('The parent ended too early.')))
  })
  const pid = postmaster(folder)
  const gone = new Promise((resolve) => child.removeAllListeners('exit').once('exit', resolve))
  child.kill('SIGKILL')
  await gone
  await wait(10)
  return { postmaster: pid }
}
