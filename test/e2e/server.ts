import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../kit/free-port.ts'

/** An account of the demo company, as the first start printed it. */
export interface DemoAccount {
  readonly role: string
  readonly email: string
  readonly password: string
}

/** Quarterdeck as a person starts it, in a process and a data folder of its own. */
export interface RunningServer {
  readonly url: string
  readonly accounts: readonly DemoAccount[]
  /** All that it printed so far. */
  readonly output: () => string
  readonly stop: () => Promise<void>
}

const root = join(import.meta.dirname, '../..')

/** Runs `quarterdeck start` with these flags and waits until it answers. */
export async function startServer({
  flags = [] as readonly string[],
  env = {} as Readonly<Record<string, string>>,
  seconds = 90,
} = {}): Promise<RunningServer> {
  const data = mkdtempSync(join(tmpdir(), 'quarterdeck-journeys-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, ['src/app/cli.ts', 'start', '--port', String(port), ...flags], {
    cwd: root,
    env: { ...process.env, QUARTERDECK_DATA: data, NODE_ENV: 'production', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (part: Buffer) => (output += part.toString()))
  child.stderr.on('data', (part: Buffer) => (output += part.toString()))
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await gone
    rmSync(data, { recursive: true, force: true })
  }
  try {
    await untilReady({ url, seconds, isRunning: () => child.exitCode === null })
  } catch (error) {
    await stop()
    throw new Error(`Quarterdeck did not start:\n${output}`, { cause: error })
  }
  return { url, accounts: accountsIn(output), output: () => output, stop }
}

async function untilReady({ url, seconds, isRunning }: { url: string; seconds: number; isRunning: () => boolean }) {
  const end = Date.now() + seconds * 1000
  while (isRunning() && Date.now() < end) {
    const isReady = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    )
    if (isReady) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(isRunning() ? `Not ready after ${seconds} s.` : 'It ended.')
}

/** Lines of the form `Role   e-mail   password`. */
export function accountsIn(output: string): readonly DemoAccount[] {
  return [...output.matchAll(/^\s*(\S.*?)\s{2,}(\S+@\S+)\s+(\S+)\s*$/gm)].map(
    ([, role = '', email = '', password = '']) => ({ role, email, password }),
  )
}
