import { readdir, rm, stat, statfs } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { type DiskState, isBackupDue, judgeDisk } from './disk.ts'
import { backupFolder, endAbandoned } from './take.server.ts'
import type { Backups, ShownBackup } from './wire.ts'

interface Taken {
  readonly file: string
  readonly state: ShownBackup['state']
  readonly at: Date
  readonly by: string
  readonly provedAt: Date | null
  readonly bytes: number | null
  readonly says: string | null
}

/** What is in the folder of backups of this machine, what is being taken, and how much room is left. */
export async function listBackups(kernel: Kernel): Promise<Backups> {
  const { db, clock, data } = kernel
  await endAbandoned(kernel)
  const [files, taken, [last], disk] = await Promise.all([
    filesIn(backupFolder(kernel)),
    db.query<Taken>(`select file, state, started_at as at, by_name as by, proved_at as "provedAt",
        bytes::float8 as bytes, says from backup order by started_at desc limit 200`),
    db.query<{ at: Date | null }>(`select max(at) as at from act where kind = 'backup.taken'`),
    diskOf(data),
  ])
  const rows = new Map(taken.map((row) => [row.file, row]))
  const here = files.map(({ file, bytes, at }): ShownBackup => {
    const row = rows.get(file)
    const provedAt = row?.provedAt?.toISOString() ?? null
    const when = (row?.at ?? at).toISOString()
    return {
      file,
      state: 'done',
      at: when,
      bytes,
      by: row?.by ?? null,
      provedAt,
      says: row?.says ?? null,
      isHere: true,
    }
  })
  const names = new Set(files.map(({ file }) => file))
  const others = taken
    .filter(({ file }) => !names.has(file))
    .map(
      (row): ShownBackup => ({
        ...row,
        at: row.at.toISOString(),
        provedAt: row.provedAt?.toISOString() ?? null,
        isHere: false,
      }),
    )
  const lastAt = last?.at ?? null
  return {
    folder: backupFolder(kernel),
    host: hostname(),
    lastAt: lastAt?.toISOString() ?? null,
    isDue: isBackupDue(lastAt, clock.now()),
    disk,
    backups: [...here, ...others].toSorted((a, b) => b.at.localeCompare(a.at)),
  }
}

const diskOf = async (data: string): Promise<DiskState> => {
  const { bavail, blocks, bsize } = await statfs(data)
  return judgeDisk({ free: bavail * bsize, total: blocks * bsize })
}

async function filesIn(folder: string) {
  const names = await readdir(folder).catch(() => [] as string[])
  const found = await Promise.all(
    names
      .filter((name) => name.endsWith('.backup'))
      .map(async (file) => {
        const { size, mtime } = await stat(path.join(folder, file))
        return { file, bytes: size, at: mtime }
      }),
  )
  return found.toSorted((a, b) => b.at.getTime() - a.at.getTime())
}

/** The path of a backup that lies here. Throws NotFound for anything else, whatever its name tries. */
export async function pathOfBackup(kernel: Pick<Kernel, 'data'>, name: string): Promise<string> {
  const folder = backupFolder(kernel)
  if (!(await filesIn(folder)).some(({ file }) => file === name)) throw notFound('This backup')
  return path.join(folder, name)
}

/** Removes a backup's file, or the note of one that failed. */
export async function removeBackup(kernel: Kernel, name: string): Promise<void> {
  const file = await pathOfBackup(kernel, name).catch(() => null)
  const noted = await kernel.db.query({
    text: `delete from backup where file = $1 and state <> 'running' returning 1`,
    values: [name],
  })
  if (file === null && noted.length === 0) throw notFound('This backup')
  if (file !== null) await rm(file)
}
