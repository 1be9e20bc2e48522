// A throw-away server from the distribution's PostgreSQL packages.
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { scratchFolder } from './scratch.mjs'

const packages = '/usr/lib/postgresql'

/** The oldest installed PostgreSQL, `{ version, bin }`, or null. */
export function debianPostgres() {
  if (!existsSync(packages)) return null
  const versions = readdirSync(packages).filter((version) => existsSync(join(packages, version, 'bin', 'initdb')))
  const [version] = versions.toSorted((a, b) => Number(a) - Number(b))
  return version ? { version, bin: join(packages, version, 'bin') } : null
}

/** Starts it in a temporary folder. Resolves to `{ connectionString, stop }`. */
export async function startDebianPostgres({ bin }) {
  const folder = mkdtempSync(join(scratchFolder(), 'quarterdeck-debian-'))
  const data = join(folder, 'data')
  const as = unprivileged()
  const password = randomBytes(16).toString('hex')
  mkdirSync(data)
  writeFileSync(join(folder, 'password'), password)
  chmodSync(folder, 0o711)
  if (as) for (const path of [data, join(folder, 'password')]) chownSync(path, as.uid, as.gid)
  const settings = ['-U', 'quarterdeck', '-A', 'scram-sha-256', `--pwfile=${join(folder, 'password')}`]
  const where = { ...as, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] }
  execFileSync(join(bin, 'initdb'), ['-D', data, '-E', 'UTF8', '--locale=C', '--no-sync', ...settings], where)
  const port = await freePort()
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...options({ port })], { ...where, stdio: 'ignore' })
  const gone = new Promise((resolve) => server.once('exit', resolve))
  const ready = { PGPASSWORD: password, PATH: process.env.PATH }
  await untilReady(() => execFileSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', port], { env: ready }))
  return {
    connectionString: `postgresql://quarterdeck:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      server.kill('SIGINT')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses root; 65534 is nobody, who owns nothing else. */
const unprivileged = () => (process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : null)

const options = ({ port }) =>
  [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=100',
  ].flatMap((setting) => ['-c', setting])

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(String(port)))
    })
  })
}

async function untilReady(probe) {
  for (let tries = 0; ; tries++) {
    try {
      return probe()
    } catch (error) {
      if (tries === 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
