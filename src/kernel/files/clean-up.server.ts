import type { Kernel } from '../kernel.server.ts'

const dayMs = 86_400_000
const pageSize = 1000

/** Lets go of files that waited for a day, and removes stored content that no row has pointed at for a day, and returns how many. An upload in between makes its content young again. */
export async function cleanUpFiles({ db, files, clock }: Pick<Kernel, 'db' | 'files' | 'clock'>): Promise<number> {
  const before = clock.now().getTime() - dayMs
  await db.query({ text: 'delete from waiting_file where at < $1', values: [new Date(before)] })
  let removed = 0
  let page: string[] = []
  const flush = async (): Promise<void> => {
    const used = await db.query<{ key: string }>({
      text: `select sha256 as key from file where sha256 = any($1) union select preview from file where preview = any($1)
        union select raw from mail_in where raw = any($1) union select sha256 from waiting_file where sha256 = any($1)
        union select preview from waiting_file where preview = any($1)`,
      values: [page],
    })
    const keep = new Set(used.map((row) => row.key))
    for (const key of page.filter((one) => !keep.has(one))) {
      await files.remove(key)
      removed++
    }
    page = []
  }
  for await (const { key, at } of files.list()) {
    if (at.getTime() < before) page.push(key)
    if (page.length >= pageSize) await flush()
  }
  await flush()
  return removed
}
