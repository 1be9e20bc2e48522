import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../kit/free-port.ts'

/** The distribution's mail server: `apt-get install postfix`. */
const program = '/usr/sbin/postfix'
export const hasPostfix = existsSync(program)

export interface Postfix {
  /** Takes mail on from this machine, with STARTTLS, and passes all of it on. */
  readonly port: number
  readonly stop: () => void
}

/** Starts one with folders of its own, beside whatever the machine runs, that passes mails on to this port; whoever starts it stops it. It needs to be started by root, or by somebody who may become root. */
export async function startPostfix(target: number, certificate: { cert: string; key: string }): Promise<Postfix> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-postfix-'))
  chmodSync(folder, 0o755)
  const port = await freePort()
  const configuration = join(folder, 'etc')
  for (const name of ['etc', 'queue', 'data']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'etc/server.pem'), `${certificate.key}\n${certificate.cert}`, { mode: 0o600 })
  writeFileSync(join(configuration, 'main.cf'), mainOf(folder, target))
  writeFileSync(join(configuration, 'master.cf'), masterOf(port))
  const asRoot = (...command: readonly string[]): unknown => {
    const [first = '', ...rest] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command]
    return execFileSync(first, rest, { stdio: 'pipe' })
  }
  asRoot('chown', 'postfix', join(folder, 'data'))
  asRoot(program, '-c', configuration, 'start')
  return {
    port,
    stop: () => {
      asRoot(program, '-c', configuration, 'stop')
      asRoot('rm', '-rf', join(folder, 'queue'), join(folder, 'data'))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const mainOf = (folder: string, target: number): string => `
compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
maillog_file = ${folder}/queue/mail.log
maillog_file_prefixes = ${folder}
myhostname = relay.example.net
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
relayhost = [127.0.0.1]:${target}
smtp_tls_security_level = none
message_size_limit = 60000000
smtp_host_lookup = native
smtpd_tls_security_level = may
smtpd_tls_chain_files = ${folder}/etc/server.pem
alias_maps =
alias_database =
`

/** The parts that take on, pass on and give back; none of them in a jail, since folders there would need to be filled. */
const masterOf = (port: number): string => `
127.0.0.1:${port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`
