import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Who } from '../access/who.ts'
import { noteAct } from '../acts/act.server.ts'
import { backUp } from '../database/backup.server.ts'
import { conflict } from '../errors.ts'
import { backupFiles } from '../files/store.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { proveBackup } from './prove.server.ts'

const aliveMs = 30_000

/** Where backups lie on this machine. */
export const backupFolder = ({ data }: Pick<Kernel, 'data'>): string => path.join(data, 'backups')

/** Begins a backup and resolves to its id at once; it is written, and read back, in the background. Throws Conflict while one is being taken. */
export async function beginBackup(
  kernel: Kernel,
  { who, application }: { who: Who; application: string },
): Promise<{ readonly id: string; readonly done: Promise<void> }> {
  const { db, clock } = kernel
  const [id, now] = [clock.id(), clock.now()]
  await endAbandoned(kernel)
  const file = `quarterdeck-${stampOf(now)}-${id.slice(-4)}.backup`
  const begun = await db.query({
    text: `insert into backup (id, file, state, account_id, by_name, started_at, alive_until)
      values ($1, $2, 'running', $3, $4, $5, $6) on conflict do nothing returning 1`,
    values: [id, file, who.account, who.name, now, later(now)],
  })
  if (begun.length === 0) throw conflict('A backup is being taken already. Wait until it is done.')
  return { id, done: take(kernel, { id, file, who, application }) }
}

/** Lets go of a backup whose process is gone. */
export async function endAbandoned({ db, clock }: Pick<Kernel, 'db' | 'clock'>): Promise<void> {
  await db.query({
    text: `update backup set state = 'failed', ended_at = $1, says = 'The server stopped while it was being taken.'
      where state = 'running' and alive_until < $1`,
    values: [clock.now()],
  })
}

interface Taking {
  readonly id: string
  readonly file: string
  readonly who: Who
  readonly application: string
}

async function take(kernel: Kernel, { id, file, who, application }: Taking): Promise<void> {
  const { db, clock, log } = kernel
  const alive = setInterval(() => {
    const values = [id, later(clock.now())]
    void db.query({ text: 'update backup set alive_until = $2 where id = $1', values }).catch(() => undefined)
  }, aliveMs / 3)
  try {
    await mkdir(backupFolder(kernel), { recursive: true, mode: 0o700 })
    const whole = path.join(backupFolder(kernel), file)
    const { bytes, rows, missingFiles } = await backUp(whole, { db, files: backupFiles(kernel.files), application })
    await proveBackup(whole)
    const says = missingFiles.length > 0 ? `${missingFiles.length} files that records point at were not there.` : null
    await db.query({
      text: `update backup set state = 'done', ended_at = $2, proved_at = $2, bytes = $3, rows = $4, says = $5 where id = $1`,
      values: [id, clock.now(), bytes, rows, says],
    })
    await noteAct({ db, clock, who }, { kind: 'backup.taken', says: `took the backup ${file}` })
  } catch (error) {
    log.error({ err: error }, 'A backup failed.')
    const values = [id, clock.now(), wordsOf(error)]
    const text = `update backup set state = 'failed', ended_at = $2, says = $3 where id = $1`
    await db.query({ text, values }).catch(() => undefined)
  } finally {
    clearInterval(alive)
  }
}

function wordsOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  if (code === 'ENOSPC') return 'The disk is full. Remove old backups, or give it more room, then take one again.'
  if (code === 'EACCES' || code === 'EROFS') return 'The folder of backups can’t be written to. Look at who owns it.'
  return error instanceof Error ? error.message : String(error)
}

const later = (now: Date): Date => new Date(now.getTime() + aliveMs)
const stampOf = (now: Date): string => now.toISOString().replaceAll(/[-:]|\.\d+/g, '')
