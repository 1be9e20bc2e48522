import type { Db } from '../database/db.server.ts'
import { failedQueue } from './jobs.server.ts'

/** How one kind of job is doing. */
export interface JobState {
  readonly name: string
  readonly cron: string | null
  readonly waiting: number
  readonly active: number
  readonly completed: number
  readonly failed: number
  readonly lastAt: Date | null
}
/** A run that failed each time it was tried. */
export interface FailedJob {
  readonly id: string
  readonly at: Date
  readonly data: unknown
  readonly error: unknown
}

/** All jobs with their latest runs' outcomes; none before the first worker ran here. */
export async function jobStates(db: Db): Promise<readonly JobState[]> {
  if (!(await isInstalled(db))) return []
  return db.query<JobState>({
    text: `select q.name, s.cron,
        count(*) filter (where j.state in ('created', 'retry')) as waiting,
        count(*) filter (where j.state = 'active') as active,
        count(*) filter (where j.state = 'completed') as completed,
        count(*) filter (where j.state = 'failed') as failed,
        max(coalesce(j.completed_on, j.started_on)) as "lastAt"
      from pgboss.queue q left join pgboss.schedule s on s.name = q.name left join pgboss.job j on j.name = q.name
      where q.name <> $1 and q.name not like '\\_\\_%' group by q.name, s.cron order by q.name`,
    values: [failedQueue],
  })
}

/** The newest runs that failed for good, at most 100. */
export async function failedJobs(db: Db): Promise<readonly FailedJob[]> {
  if (!(await isInstalled(db))) return []
  return db.query<FailedJob>({
    text: `select id, created_on as at, data, output as error from pgboss.job where name = $1
      order by created_on desc limit 100`,
    values: [failedQueue],
  })
}

async function isInstalled(db: Db): Promise<boolean> {
  const [row] = await db.query<{ there: boolean }>(`select to_regclass('pgboss.job') is not null as there`)
  return row?.there ?? false
}
