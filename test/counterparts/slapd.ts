import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../kit/free-port.ts'

/** The distribution's OpenLDAP: `apt-get install slapd`. */
const program = '/usr/sbin/slapd'
export const hasSlapd = existsSync(program)

export const base = 'dc=example,dc=com'
export const readerDn = `cn=reader,${base}`
/** Of the entry that reads, and of whoever may write. */
export const directoryPassword = 'reads the directory'
export const writerDn = `cn=writer,${base}`

export interface Slapd {
  readonly port: number
  readonly certificate: string
  readonly stop: () => Promise<void>
}

/** Starts a directory with these entries (LDIF), that gives out 500 at once and wants encryption for passwords; whoever starts it stops it. */
export async function startSlapd(ldif: string): Promise<Slapd> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-slapd-'))
  const certificate = makeCertificates(folder)
  mkdirSync(join(folder, 'data'))
  writeFileSync(join(folder, 'slapd.conf'), configuration(folder))
  writeFileSync(join(folder, 'entries.ldif'), ldif)
  const add = ['-q', '-f', join(folder, 'slapd.conf'), '-l', join(folder, 'entries.ldif')]
  execFileSync('/usr/sbin/slapadd', add, { stdio: ['ignore', 'ignore', 'inherit'] })
  const port = await freePort()
  const server = spawn(program, ['-d', '0', '-f', join(folder, 'slapd.conf'), '-h', `ldap://127.0.0.1:${port}`], {
    stdio: 'ignore',
  })
  const gone = new Promise((resolve) => server.once('exit', resolve))
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
  await answering(port)
  return { port, certificate, stop }
}

const configuration = (folder: string): string => `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload ppolicy
moduleload memberof
TLSCACertificateFile ${folder}/authority.pem
TLSCertificateFile ${folder}/server.pem
TLSCertificateKeyFile ${folder}/server.key
pidfile ${folder}/slapd.pid
security simple_bind=128
database mdb
maxsize 268435456
suffix "${base}"
directory ${folder}/data
rootdn "${writerDn}"
rootpw "${directoryPassword}"
sizelimit size.soft=500 size.hard=500 size.prtotal=unlimited
index objectClass eq
index entryUUID eq
overlay ppolicy
overlay memberof
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="${readerDn}" read by * none
`

/** An authority of its own and a server's certificate from it, for 127.0.0.1; answers with the authority's. */
function makeCertificates(folder: string): string {
  const openssl = (...args: string[]): unknown => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  openssl('req', '-x509', ...key, '-subj', '/CN=Test authority', '-keyout', 'authority.key', '-out', 'authority.pem')
  const signed = ['-CA', 'authority.pem', '-CAkey', 'authority.key', '-addext', 'subjectAltName=IP:127.0.0.1']
  const asServer = ['-subj', '/CN=127.0.0.1', '-addext', 'basicConstraints=critical,CA:FALSE']
  openssl('req', '-x509', ...key, ...asServer, ...signed, '-keyout', 'server.key', '-out', 'server.pem')
  return readFileSync(join(folder, 'authority.pem'), 'utf8')
}

/** Waits until somebody listens, ten seconds at most. */
async function answering(port: number): Promise<void> {
  for (let left = 200; left > 0; left -= 1) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (isThere) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('slapd does not answer.')
}
