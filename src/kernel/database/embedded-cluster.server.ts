import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Account, namedAccount } from './embedded-account.server.ts'
import type { Programs } from './embedded-programs.server.ts'

/** The name of the database's owner and of the database. */
export const databaseName = 'quarterdeck'

/** Makes the database's files in `folder` once, in one step: an interrupted attempt leaves nothing that looks finished. */
export async function ensureCluster(options: {
  folder: string
  passwordFile: string
  programs: Programs
  account?: Account
}): Promise<{ isNew: boolean; password: string }> {
  const { folder, passwordFile } = options
  if (existsSync(path.join(folder, 'PG_VERSION'))) {
    checkVersion(folder)
    return { isNew: false, password: readFileSync(passwordFile, 'utf8').trim() }
  }
  const password = keepPassword(passwordFile)
  removeLeftovers(folder)
  const fresh = `${folder}.new-${randomBytes(4).toString('hex')}`
  mkdirSync(fresh, { mode: 0o700 })
  try {
    await initialise({ ...options, folder: fresh, password })
    if (options.account) handOver(fresh, options.account)
    renameSync(fresh, folder)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (existsSync(path.join(folder, 'PG_VERSION'))) return { isNew: false, password } // another start was quicker
    throw error
  }
  return { isNew: true, password }
}

function checkVersion(folder: string): void {
  const version = readFileSync(path.join(folder, 'PG_VERSION'), 'utf8').trim()
  if (version !== '18') {
    throw new Error(
      `The database in ${folder} was made by PostgreSQL ${version}, and this version of Quarterdeck embeds PostgreSQL 18. ` +
        'Run "npx quarterdeck backup FILE" with the version that made it, then "npx quarterdeck restore FILE" with this one.',
    )
  }
}

function keepPassword(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const password = randomBytes(24).toString('base64url')
  try {
    writeFileSync(file, `${password}\n`, { mode: 0o600, flag: 'wx' })
  } catch {
    return readFileSync(file, 'utf8').trim()
  }
  return password
}

function removeLeftovers(folder: string): void {
  const parent = path.dirname(folder)
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${path.basename(folder)}.new-`))
      rmSync(path.join(parent, name), { recursive: true, force: true })
  }
}

async function initialise({
  folder,
  programs,
  password,
}: {
  folder: string
  programs: Programs
  password: string
}): Promise<void> {
  const account = namedAccount()
  const scratch = mkdtempSync(path.join(tmpdir(), 'quarterdeck-'))
  const passwordFile = path.join(scratch, 'password')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (account) for (const one of [scratch, passwordFile, folder]) chownSync(one, account.uid, account.gid)
  try {
    const options = [
      '-U',
      databaseName,
      '-E',
      'UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]
    const safety = ['--auth-local=scram-sha-256', '--auth-host=scram-sha-256', `--pwfile=${passwordFile}`]
    await run(programs.initdb, ['-D', asSeenBy(folder, account), ...options, ...safety], { cwd: folder, account })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/**
 * How a process of `account` whose working folder is `folder` names it. Started by root, it may be unable to enter the
 * folders above (a home of mode 700); Linux lets it reach its own working folder without passing them.
 */
export function asSeenBy(folder: string, account: Account | undefined): string {
  return account && process.platform === 'linux' ? '/proc/self/cwd' : folder
}

function run(program: string, args: string[], { cwd, account }: { cwd: string; account?: Account }): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, ...account, env: childEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`The database could not be created.\n${output.trim()}`)),
    )
  })
}

/** Only what PostgreSQL needs: its own variables (PGDATA, PGPORT, …) and this process's secrets stay behind. */
export function childEnvironment(): Record<string, string> {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'HOME']
  return {
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    LC_ALL: 'C',
    TZ: 'UTC',
  }
}

function handOver(folder: string, { uid, gid }: Account): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    lchownSync(path.join(entry.parentPath, entry.name), uid, gid)
  }
  lchownSync(folder, uid, gid)
}
