import { spawnSync } from 'node:child_process'
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A user and group that a child process runs under. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** The account the database runs under, or undefined where this process may run PostgreSQL as itself (it refuses root). */
export function databaseAccount(folder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(folder, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const uid = unusedId()
  return { uid, gid: uid }
}

/** `initdb` insists on an account with a name; the files are handed to the database's own account afterwards. */
export function namedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const accounts = passwdEntries().filter(({ uid }) => uid !== 0)
  const found = accounts.find(({ name }) => name === 'nobody') ?? accounts[0]
  if (!found) throw new Error('/etc/passwd names no unprivileged user, which PostgreSQL needs when started as root.')
  return { uid: found.uid, gid: found.gid }
}

// Nobody's own range: neither Debian nor systemd hands out 65520 to 65533, so that no other program runs under it.
function unusedId(): number {
  const taken = new Set(passwdEntries().map(({ uid }) => uid))
  for (let uid = 65520; uid <= 65533; uid++) if (!taken.has(uid)) return uid
  return namedAccount()?.uid ?? 65534
}

function passwdEntries(): { name: string; uid: number; gid: number }[] {
  let text = ''
  try {
    text = readFileSync('/etc/passwd', 'utf8')
  } catch {
    return []
  }
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  })
}

/** The folder of PostgreSQL's programs, where `account` can run them: a copy when theirs lies behind a closed door. */
export function reachablePrograms({
  native,
  version,
  account,
}: {
  native: string
  version: string
  account?: Account
}): string {
  if (!account || runs(path.join(native, 'bin', 'postgres'), account)) return native
  for (const place of [process.platform === 'darwin' ? '/var/db/quarterdeck' : '/var/lib/quarterdeck', tmpdir()]) {
    try {
      return copyOf(native, { place, version, account })
    } catch {
      // read-only or missing: the next place
    }
  }
  throw new Error(
    `The database may not run as root, and its programs in ${native} are out of reach for other users. ` +
      'Make /var/lib/quarterdeck writable, move the installation to a folder others may enter (such as /opt), or start it as an ordinary user.',
  )
}

function runs(program: string, { uid, gid }: Account): boolean {
  return spawnSync(program, ['--version'], { uid, gid, cwd: '/', env: {} }).status === 0
}

function copyOf(
  native: string,
  { place, version, account }: { place: string; version: string; account: Account },
): string {
  const copy = path.join(place, `postgres-${version}`)
  mkdirSync(place, { recursive: true, mode: 0o755 })
  if (isOurs(copy) && runs(path.join(copy, 'bin', 'postgres'), account)) return copy
  const fresh = mkdtempSync(path.join(place, 'postgres-copy-'))
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true, mode: 0 })
  openForReading(fresh)
  rmSync(copy, { recursive: true, force: true })
  renameSync(fresh, copy)
  if (!runs(path.join(copy, 'bin', 'postgres'), account)) throw new Error(`${copy} can't be run.`)
  return copy
}

// Root runs what lies here on behalf of the database, so nobody else may have put it there.
function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  return Boolean(found?.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0)
}

function openForReading(folder: string): void {
  spawnSync('chmod', ['-R', 'u+rwX,go+rX,go-w', folder])
}
