import { execFileSync, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The distribution's Samba as a domain controller: `apt-get install samba-ad-dc samba-ad-provision samba-dsdb-modules`. */
const program = '/usr/sbin/samba'
export const hasSamba = [program, '/usr/bin/samba-tool', '/usr/share/samba/setup/provision.ldif'].every((file) =>
  existsSync(file),
)

export const domain = 'DC=ad,DC=example,DC=com'
/** Of whoever reads. */
export const domainPassword = 'Quiet-Harbour-11'
export const domainReader = `CN=Administrator,CN=Users,${domain}`

export interface Samba {
  readonly address: string
  readonly stop: () => Promise<void>
}

/**
 * Starts an Active Directory with these entries (LDIF), which takes some twenty seconds; whoever starts it stops it. LDAP
 * has its usual port there always, so it gets an address of this machine to itself, which asks for root.
 */
export async function startSamba(ldif: string): Promise<Samba> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-samba-'))
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const run = (...[command = '', ...args]: string[]): unknown => execFileSync(command, args, { stdio: 'pipe' })
  const where = ['--realm=AD.EXAMPLE.COM', '--domain=AD', '--host-name=dc1', '--host-ip=127.0.0.1']
  const how = ['--server-role=dc', '--dns-backend=NONE', `--adminpass=${domainPassword}`, `--targetdir=${folder}`]
  run(...asRoot, 'samba-tool', 'domain', 'provision', ...where, ...how)
  const settings = join(folder, 'etc/smb.conf')
  const address = ['127', randomInt(1, 255), randomInt(1, 255), randomInt(1, 255)].join('.')
  writeFileSync(join(folder, 'smb.conf'), onlyLdap(readFileSync(settings, 'utf8'), address))
  writeFileSync(join(folder, 'entries.ldif'), ldif)
  run(...asRoot, '/usr/bin/python3', '-c', addEntries, settings, join(folder, 'entries.ldif'))
  const [command = program, ...args] = [...asRoot, program, '-i', '-M', 'single', '-s', join(folder, 'smb.conf')]
  const server = spawn(command, args, { stdio: ['pipe', 'ignore', 'ignore'] })
  const gone = new Promise((resolve) => server.once('exit', resolve))
  const stop = async (): Promise<void> => {
    // It ends with its standard input.
    server.stdin.end()
    server.kill('SIGTERM')
    await gone
    run(...asRoot, 'rm', '-rf', folder)
  }
  await answering(address)
  return { address: `ldap://${address}`, stop }
}

// All at once: one by one over LDAP it takes minutes.
const addEntries = `
import sys
from samba.auth import system_session
from samba.param import LoadParm
from samba.samdb import SamDB
settings = LoadParm(sys.argv[1])
entries = SamDB(lp=settings, session_info=system_session(), url=settings.private_path('sam.ldb'))
entries.transaction_start()
entries.add_ldif(open(sys.argv[2]).read())
entries.transaction_commit()
`

/** Of all that a domain controller does, LDAP without encryption at one address. */
function onlyLdap(text: string, address: string): string {
  const others = text
    .split('\n')
    .filter((line) => !/^\s*(interfaces|bind interfaces only|server services)\s*=/.test(line))
    .join('\n')
  const own = ['server services = ldap', `interfaces = ${address}/8`, 'bind interfaces only = yes', 'tls enabled = no']
  return others.replace('[global]', ['[global]', ...own, 'ldap server require strong auth = no'].join('\n\t'))
}

/** Waits until somebody listens, half a minute at most. */
async function answering(address: string): Promise<void> {
  for (let left = 300; left > 0; left -= 1) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(389, address, () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (isThere) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('Samba does not answer.')
}
