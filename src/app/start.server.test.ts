import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { freePort } from '../../test/kit/free-port.ts'

const root = path.join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-start-'))
const data = path.join(folder, 'data')
const port = await freePort()
const patience = 120_000
let children: ChildProcess[] = []

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
})

/** Runs a command of `quarterdeck` to its end. */
async function run(args: readonly string[], env: Record<string, string> = {}) {
  const { child, output } = begin(args, env)
  const code = await ended(child)
  return { code, says: output() }
}

/** Starts Quarterdeck and waits until it can serve. */
async function start() {
  const { child, output } = begin(['start', '--empty', '--no-build', '--port', String(port)])
  await expect.poll(() => answers('/readyz'), { timeout: patience, interval: 100 }).toBe(true)
  return { child, output }
}

function begin(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['src/app/cli.ts', ...args], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: '', QUARTERDECK_DATA: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return { child, output: () => text }
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    const done = (): void => {
      children = children.filter((one) => one !== child)
      resolve(child.exitCode)
    }
    if (child.exitCode !== null || child.signalCode !== null) done()
    else child.once('close', done)
  })
}

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}${url}`).catch(() => undefined)
  return answer?.ok ?? false
}

describe('quarterdeck start', { timeout: 2 * patience }, () => {
  it('names a wrong setting and what it must be', async () => {
    const { code, says } = await run(['start'], { QUARTERDECK_PORT: 'eighty' })
    expect(code).toBe(2)
    expect(says).toContain('QUARTERDECK_PORT must be a whole number from 1 to 65535')
    expect((await run(['start', '--prot', '1'])).says).toContain("Unknown option '--prot'")
    expect((await run(['start', '--worker'])).says).toContain('--server and --worker need DATABASE_URL')
    expect(existsSync(data)).toBe(false)
  })

  it('serves an empty installation behind a one-time code, until it is told to stop', async () => {
    const { child, output } = await start()
    expect(output()).toMatch(/page {2}http:\/\/localhost:\d+\/set-up\n {2}code {2}[A-Z0-9-]{19}\n/)

    const again = await run(['start', '--port', String(await freePort())])
    expect(again).toMatchObject({
      code: 3,
      says: expect.stringContaining(`start (process ${child.pid}) at 127.0.0.1:${port}`),
    })

    const other = await run(['start', '--empty', '--no-build', '--port', String(port)], {
      QUARTERDECK_DATA: path.join(folder, 'other'),
    })
    expect(other.code).toBe(4)
    expect(other.says).toMatch(new RegExp(`Port ${port} is taken.*Port \\d+ is free: npm start -- --port \\d+`))

    const verified = await run(['verify'])
    expect(verified).toMatchObject({ code: 0, says: expect.stringContaining('The history is whole') })

    const before = performance.now()
    child.kill('SIGTERM')
    expect(await ended(child)).toBe(0)
    expect(performance.now() - before).toBeLessThan(5000)
    expect(existsSync(path.join(data, 'postgres', 'postmaster.pid'))).toBe(false)
  })

  it('goes on after its process was killed, with the same data', async () => {
    const first = await start()
    first.child.kill('SIGKILL')
    await ended(first.child)
    const second = await start()
    expect(second.output()).toContain(`Quarterdeck is at http://localhost:${port}`)
    second.child.kill('SIGINT')
    expect(await ended(second.child)).toBe(0)
  })
})
