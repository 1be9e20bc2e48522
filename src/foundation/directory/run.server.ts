import type { Kernel } from '../../kernel/kernel.server.ts'
import type { SyncReport } from './report.ts'

type Needed = Pick<Kernel, 'db' | 'clock'>
const keptDays = 90

/** Keeps what a run has to say, unless it says nothing, or the same as the one before. */
export async function keepRun({ db, clock }: Needed, report: SyncReport): Promise<void> {
  const { batch, stopped, problems, accountsMade, rolesChanged } = report
  if (!batch && !stopped && problems.length === 0 && accountsMade + rolesChanged === 0) return
  const now = clock.now()
  await db.query({
    text: `insert into directory_run (id, at, report) select $1, $2, $3::jsonb
      where $3::jsonb is distinct from (select report from directory_run order by at desc limit 1)`,
    values: [clock.id(), now, JSON.stringify(report)],
  })
  await db.query({
    text: 'delete from directory_run where at < $1',
    values: [new Date(now.getTime() - keptDays * 86_400_000)],
  })
}

/** The last runs that had something to say, newest first. */
export const readRuns = async ({ db }: Pick<Needed, 'db'>) => {
  const rows = await db.query<{ id: string; at: Date; report: SyncReport }>(
    'select id, at, report from directory_run order by at desc limit 20',
  )
  return rows.map(({ id, at, report }) => ({ id, at: at.toISOString(), report }))
}
