import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../kit/free-port.ts'

/** The distribution's IMAP server and the client that hands mails in: `apt-get install dovecot-imapd dovecot-lmtpd swaks`. */
const program = '/usr/sbin/dovecot'
export const hasDovecot = [program, '/usr/lib/dovecot/imap', '/usr/lib/dovecot/lmtp', '/usr/bin/swaks'].every((file) =>
  existsSync(file),
)

export interface Dovecot {
  /** IMAP, with STARTTLS where it is asked for. */
  readonly port: number
  /** IMAP with TLS from the start. */
  readonly tlsPort: number
  /** LMTP: whatever is handed in lies in its recipient's INBOX. */
  readonly lmtpPort: number
  readonly stop: () => void
}

/** The password of every user. */
export const dovecotPassword = 'anchors-aweigh'

/** Starts one with folders of its own, where everybody has a mailbox; `introspect` says which tokens of OAuth 2.0 are good (RFC 7662). It needs to be started by root, or by somebody who may become root. */
export async function startDovecot({
  certificate,
  introspect = 'http://127.0.0.1:9/',
}: {
  certificate: { cert: string; key: string }
  introspect?: string
}): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-dovecot-'))
  chmodSync(folder, 0o755)
  const [port, tlsPort, lmtpPort] = [await freePort(), await freePort(), await freePort()]
  for (const name of ['run', 'state', 'mail']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'server.crt'), certificate.cert)
  writeFileSync(join(folder, 'server.key'), certificate.key, { mode: 0o600 })
  writeFileSync(join(folder, 'oauth2.conf'), oauthOf(introspect))
  const configuration = join(folder, 'dovecot.conf')
  writeFileSync(configuration, configurationOf({ folder, port, tlsPort, lmtpPort }))
  const asRoot = (...command: readonly string[]): unknown => {
    const [first = '', ...rest] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command]
    // What it starts keeps a pipe open for as long as it lives.
    return execFileSync(first, rest, { stdio: 'ignore' })
  }
  asRoot('chown', '-R', 'mail:mail', join(folder, 'mail'))
  asRoot(program, '-c', configuration)
  return {
    port,
    tlsPort,
    lmtpPort,
    stop: () => {
      asRoot('/usr/bin/doveadm', '-c', configuration, 'stop')
      asRoot('rm', '-rf', join(folder, 'run'), join(folder, 'state'), join(folder, 'mail'), join(folder, 'log'))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface Places {
  readonly folder: string
  readonly port: number
  readonly tlsPort: number
  readonly lmtpPort: number
}

const configurationOf = ({ folder, port, tlsPort, lmtpPort }: Places): string => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap lmtp
listen = 127.0.0.1
mail_location = maildir:${folder}/mail/%u
first_valid_uid = 1
disable_plaintext_auth = no
auth_failure_delay = 0
auth_mechanisms = plain xoauth2
ssl = yes
ssl_cert = <${folder}/server.crt
ssl_key = <${folder}/server.key
passdb {
  driver = static
  mechanisms = plain
  args = password=${dovecotPassword}
}
passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = ${folder}/oauth2.conf
}
userdb {
  driver = static
  args = uid=mail gid=mail home=${folder}/mail/%u allow_all_users=yes
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtpPort}
  }
}
`

const oauthOf = (introspect: string): string => `
introspection_mode = post
introspection_url = ${introspect}
username_attribute = username
active_attribute = active
active_value = true
`
