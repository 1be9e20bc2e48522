import type { Kernel } from '../kernel.server.ts'

const day = 86_400_000
const keepUnused = 7
const keepRows = 90

/**
 * Forgets what was uploaded once nobody needs it: files that were never imported 7 days after their upload, the rows of all others 90 days after
 * they were. What an import did stays in the history, and can still be undone.
 */
export async function forgetOldFiles({ db, clock }: Pick<Kernel, 'db' | 'clock'>): Promise<void> {
  const before = (days: number): Date => new Date(clock.now().getTime() - days * day)
  await db.query({
    text: `delete from import where chunk = 0 and created_at < $1 and (status in ('mapping', 'ready', 'failed')
      or status = 'staging' and (leased_until is null or leased_until < $2))`,
    values: [before(keepUnused), clock.now()],
  })
  for (const table of ['import_row', 'import_outcome']) {
    await db.query({
      text: `delete from ${table} where import in (select id from import where finished_at < $1)`,
      values: [before(keepRows)],
    })
  }
}
