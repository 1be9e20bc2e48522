import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { conflict } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { changeBeside } from '../traits/trait.server.ts'
import { attach, type KeptFile, keepFiles } from './files.server.ts'
import type { Arrived } from './upload.server.ts'

export type WaitingFile = Pick<KeptFile, 'id' | 'name' | 'size' | 'type'>

const mostWaiting = 60

/** Keeps what arrived until there is a record that it belongs to: for a day, and for whoever sent it alone. */
export async function keepWaiting(
  kernel: Pick<Kernel, 'db' | 'files' | 'clock'>,
  who: Who,
  arrived: readonly Arrived[],
): Promise<readonly WaitingFile[]> {
  const { db, clock } = kernel
  if (who.account === null) throw conflict('Only somebody with an account sends files ahead.')
  const [waiting] = await db.query<{ count: number }>({
    text: 'select count(*)::int as count from waiting_file where account_id = $1',
    values: [who.account],
  })
  if ((waiting?.count ?? 0) + arrived.length > mostWaiting)
    throw conflict(
      `${mostWaiting} files of yours wait already. Send off what they belong to; what isn’t is gone in a day.`,
    )
  const kept = await keepFiles(kernel, arrived)
  for (const { id, sha256, name, size, type, preview } of kept)
    await db.query({
      text: `insert into waiting_file (id, account_id, sha256, name, size, type, preview, at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      values: [id, who.account, sha256, name, size, type, preview, clock.now()],
    })
  return kept.map(({ id, name, size, type }) => ({ id, name, size, type }))
}

/** Those of these files that wait for the caller, held until the transaction ends; what others sent is not among them. */
export const waitingOf = (tx: Db, who: Who, ids: readonly string[]): Promise<readonly KeptFile[]> =>
  tx.query<KeptFile>({
    text: `select id, sha256, name, size, type, preview from waiting_file
      where id = any($1::uuid[]) and account_id = $2 order by id for update`,
    values: [ids, who.account],
  })

/** Hangs files that waited on a record that the caller made, within the transaction that made it. They keep their ids. */
export async function handOver(
  { store, clock }: Pick<Kernel, 'store' | 'clock'>,
  who: Who,
  { tx, record, files }: { readonly tx: Db; readonly record: string; readonly files: readonly KeptFile[] },
): Promise<void> {
  if (files.length === 0) return
  await changeBeside({ store: store.inside(tx), clock }, who, { id: record, trait: 'files' }, async (write) => {
    for (const file of files) await attach(write, who, file)
    await write.tx.query({
      text: 'delete from waiting_file where id = any($1::uuid[])',
      values: [files.map(({ id }) => id)],
    })
  })
}
