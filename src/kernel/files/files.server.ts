import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Who } from '../access/who.ts'
import { notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { askFor, type Part, partOf } from '../traits/part.server.ts'
import {
  type ActorRow,
  actorOf,
  changeBeside,
  reachWith,
  type Target,
  type TraitWrite,
} from '../traits/trait.server.ts'
import type { StoredFile } from '../traits/wire.ts'
import { makePreview } from './preview.server.ts'
import type { Arrived } from './upload.server.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock' | 'files'>
const trait = 'files' as const
const mostShown = 500

interface FileRow extends ActorRow {
  readonly id: string
  readonly record_id: string
  readonly sha256: string
  readonly name: string
  readonly size: number
  readonly type: string
  readonly preview: string | null
  readonly at: Date
}
const select = `select f.id, f.record_id, f.sha256, f.name, f.size, f.type, f.preview, f.at, f.account_id, coalesce(a.name, f.by_name) as by, a.self
  from file f left join account a on a.id = f.account_id`

/** The files of a record, newest first, 500 at most. */
export async function listFiles({ db, store }: Needs, who: Who, id: string): Promise<readonly StoredFile[]> {
  return askFor(db, filesOf(await reachWith(store.as(who), { id, trait })))
}

/** The files of a record that was reached. */
export const filesOf = (target: Target): Part<readonly StoredFile[]> =>
  partOf<FileRow, readonly StoredFile[]>({
    sql: sql`${sql.raw(select)} where f.record_id = ${target.id}::uuid order by f.at desc, f.id desc limit ${mostShown}`,
    moments: ['at'],
    read: (rows) => rows.map((row) => fileOf(row, target)),
  })

/** Attaches what arrived to a record: all of it, or none. The content is stored first, so that no row ever points at nothing. */
export async function addFiles(
  kernel: Needs,
  who: Who,
  { id, arrived }: { id: string; arrived: readonly Arrived[] },
): Promise<readonly StoredFile[]> {
  return hangFiles(kernel, who, { id, kept: await keepFiles(kernel, arrived) })
}

/** A file whose content is stored, what a row will say of it, and the id that it gets once it hangs on a record. */
export interface KeptFile {
  readonly id: string
  readonly sha256: string
  readonly name: string
  readonly size: number
  readonly type: string
  readonly preview: string | null
}

/** Stores the content of what arrived, with previews. What hangs on no record afterwards goes with the next clean-up. */
export async function keepFiles(
  { files, clock }: Pick<Kernel, 'files' | 'clock'>,
  arrived: readonly Arrived[],
): Promise<readonly KeptFile[]> {
  const kept: KeptFile[] = []
  for (const file of arrived) {
    await files.put(file.sha256, file.content())
    const { sha256, name, size, type } = file
    kept.push({ id: clock.id(), sha256, name, size, type, preview: await keepPreview({ files }, file) })
  }
  return kept
}

/** Attaches files whose content is stored to a record: all of them, or none. */
export async function hangFiles(
  kernel: Needs,
  who: Who,
  { id, kept }: { id: string; kept: readonly KeptFile[] },
): Promise<readonly StoredFile[]> {
  return changeBeside(kernel, who, { id, trait, verb: 'update' }, async (write) => {
    for (const file of kept) await attach(write, who, file)
    const rows = await write.tx.query<FileRow>({
      text: `${select} where f.id = any($1::uuid[]) order by f.id`,
      values: [kept.map((file) => file.id)],
    })
    return rows.map((row) => fileOf(row, write.target))
  })
}

/** Hangs stored content on a record, within the transaction of whoever writes beside it. */
export async function attach({ tx, target, now, tell }: TraitWrite, who: Who, file: KeptFile): Promise<void> {
  const { id, sha256, name, size, type, preview } = file
  await tx.query({
    text: `insert into file (id, record_id, sha256, name, size, type, preview, at, account_id, by_name) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [id, target.id, sha256, name, size, type, preview, now, who.account, who.name],
  })
  await tell('file_added', { after: { file: id, name, sha256 } })
}

/** A file's content with what it says of itself. NotFound unless its record can be read. */
export async function openFile(
  kernel: Needs,
  who: Who,
  id: string,
): Promise<{
  readonly name: string
  readonly type: string
  readonly size: number
  readonly sha256: string
  readonly open: () => Promise<Readable>
}> {
  const { name, type, size, sha256 } = await readableFile(kernel, who, id)
  return { name, type, size, sha256, open: () => kernel.files.read(sha256) }
}

/** The preview's content and hash. NotFound where there is none. */
export async function openPreview(
  kernel: Needs,
  who: Who,
  id: string,
): Promise<{ readonly sha256: string; readonly open: () => Promise<Readable> }> {
  const { preview } = await readableFile(kernel, who, id)
  if (preview === null) throw notFound('This preview')
  return { sha256: preview, open: () => kernel.files.read(preview) }
}

/** Takes a file off its record; the content goes with the next clean-up, unless something else has the same. */
export async function removeFile(kernel: Needs, who: Who, id: string): Promise<void> {
  const row = await readableFile(kernel, who, id)
  await changeBeside(kernel, who, { id: row.record_id, trait, verb: 'update' }, async ({ tx, tell }) => {
    const gone = await tx.query({ text: 'delete from file where id = $1 returning id', values: [id] })
    if (gone.length === 0) throw notFound('This file')
    await tell('file_removed', { before: { file: id, name: row.name, sha256: row.sha256 } })
  })
}

/** May be used to refuse an upload before its content is read. */
export async function mayAddFiles({ store }: Needs, who: Who, id: string): Promise<void> {
  await reachWith(store.as(who), { id, trait })
  await store.as(who).reach(id, 'update')
}

async function readableFile({ db, store }: Needs, who: Who, id: string): Promise<FileRow> {
  const [row] = await db.query<FileRow>({ text: `${select} where f.id = $1`, values: [id] })
  if (!row) throw notFound('This file')
  await reachWith(store.as(who), { id: row.record_id, trait }).catch(() => {
    throw notFound('This file')
  })
  return row
}

async function keepPreview({ files }: Pick<Kernel, 'files'>, file: Arrived): Promise<string | null> {
  const preview = await makePreview(file)
  if (!preview) return null
  await files.put(preview.sha256, once(preview.bytes))
  return preview.sha256
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

const fileOf = (row: FileRow, { row: record }: Target): StoredFile => ({
  id: row.id,
  name: row.name,
  size: row.size,
  type: row.type,
  at: row.at.toISOString(),
  by: actorOf(row),
  hasPreview: row.preview !== null,
  can: record.can.includes('update') ? ['remove'] : [],
})
