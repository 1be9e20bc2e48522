import { spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { freePort } from '../kit/free-port.ts'
import { databasePassword } from './postgres-pair.ts'

/** The distribution's pooler: `apt-get install pgbouncer`. */
const program = '/usr/sbin/pgbouncer'
export const hasPgbouncer = existsSync(program)

export interface Pgbouncer {
  /** Gives each transaction whatever connection is free. */
  readonly pooledUrl: string
  /** Gives each client a connection of its own, to the same server. */
  readonly sessionUrl: string
  /** Leads both to the server at another port from now on. */
  readonly leadTo: (port: number) => void
  readonly stop: () => Promise<void>
}

/** Starts it before the server at this port of this machine, with what it needs to know in `folder`. */
export async function startPgbouncer(folder: string, target: number): Promise<Pgbouncer> {
  const port = await freePort()
  const file = join(folder, 'pgbouncer.ini')
  const users = join(folder, 'users.txt')
  const write = (to: number): void => {
    writeFileSync(file, configuration({ port, to, users }))
    chmodSync(file, 0o644)
  }
  write(target)
  writeFileSync(users, `"quarterdeck" "${databasePassword}"\n`)
  const owner = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  if (owner.uid) chownSync(users, owner.uid, owner.gid)
  const child = spawn(program, [file], { ...owner, cwd: folder, stdio: 'ignore' })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  await answering(port)
  const url = (name: string): string =>
    `postgresql://quarterdeck:${encodeURIComponent(databasePassword)}@127.0.0.1:${port}/${name}`
  return {
    pooledUrl: url('pooled'),
    sessionUrl: url('session'),
    leadTo: (to) => {
      write(to)
      child.kill('SIGHUP')
    },
    stop: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}

const configuration = ({ port, to, users }: { port: number; to: number; users: string }): string => `
[databases]
pooled = host=127.0.0.1 port=${to} dbname=postgres pool_mode=transaction pool_size=12
session = host=127.0.0.1 port=${to} dbname=postgres pool_mode=session pool_size=60
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
max_client_conn = 400
server_login_retry = 1
query_wait_timeout = 10
`

async function answering(port: number): Promise<void> {
  for (let left = 200; left > 0; left -= 1) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (isThere) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('PgBouncer does not answer.')
}
