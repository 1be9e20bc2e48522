import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { Exit, exitCodes } from './exit.ts'

/** The wanted port is taken. */
class PortTaken extends Exit {
  constructor(says: string) {
    super(exitCodes.portTaken, says)
  }
}

/** Throws an Exit saying by whom it is taken and which port is free, unless a server could listen there now. */
export async function checkPort({ host, port }: { host: string; port: number }): Promise<void> {
  const problem = await tryPort(host, port)
  if (problem === undefined) return
  if (problem === 'EACCES')
    throw new PortTaken(
      `Port ${port} needs more rights than this user has. Use one above 1023: npm start -- --port 8080`,
    )
  if (problem === 'EADDRNOTAVAIL' || problem === 'ENOTFOUND') {
    throw new PortTaken(
      `This machine has no address ${host}. Set QUARTERDECK_HOST to 127.0.0.1, or to 0.0.0.0 for all its addresses.`,
    )
  }
  const holder = holderOf(port)
  const free = await nextFree(host, port + 1)
  const offer = free === undefined ? 'Choose another with --port.' : `Port ${free} is free: npm start -- --port ${free}`
  throw new PortTaken(`Port ${port} is taken${holder ? ` by ${holder}` : ''}. ${offer}`)
}

function tryPort(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'))
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(undefined)))
  })
}

async function nextFree(host: string, from: number): Promise<number | undefined> {
  for (let port = from; port < Math.min(from + 100, 65536); port++) {
    if ((await tryPort(host, port)) === undefined) return port
  }
  return undefined
}

// Best effort, for the message only.
function holderOf(port: number): string | undefined {
  try {
    return process.platform === 'linux' ? fromProc(port) : fromLsof(port)
  } catch {
    return undefined
  }
}

function fromProc(port: number): string | undefined {
  const inode = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(listeners).find((entry) => entry.port === port)?.inode
  if (!inode) return undefined
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (socketsOf(pid).includes(`socket:[${inode}]`)) return `process ${pid} (${commandOf(pid)})`
  }
  return undefined
}

function listeners(file: string): { port: number; inode: string }[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1)
  const listening = '0A'
  return lines.flatMap((line) => {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/)
    if (state !== listening || !local || !inode) return []
    return [{ port: Number.parseInt(local.split(':')[1] ?? '', 16), inode }]
  })
}

function socketsOf(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`))
  } catch {
    return [] // another user's, or gone
  }
}

function commandOf(pid: string): string {
  const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean).join(' ')
  return words.length > 80 ? `${words.slice(0, 79)}…` : words
}

function fromLsof(port: number): string | undefined {
  const { stdout } = spawnSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], {
    encoding: 'utf8',
    timeout: 2000,
  })
  const pid = /^p(\d+)/m.exec(stdout)?.[1]
  const command = /^c(.+)/m.exec(stdout)?.[1]
  return pid ? `process ${pid} (${command ?? 'unknown'})` : undefined
}
