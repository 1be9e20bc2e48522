import type { Db } from '../database/db.server.ts'

/** How one kind of job is doing. */
export interface JobState {
  readonly name: string
  readonly cron: string | null
  readonly waiting: number
  readonly active: number
  readonly completed: number
  readonly failed: number
  /** When its last run ended, and how long that took, in milliseconds. */
  readonly lastAt: Date | null
  readonly lastMs: number | null
}

/** All jobs with their latest runs' outcomes; none before the first worker ran here. */
export async function jobStates(db: Db): Promise<readonly JobState[]> {
  if (!(await hasJobs(db))) return []
  return db.query<JobState>(`
    with last as (
      select distinct on (name) name, completed_on as at,
        round(extract(epoch from completed_on - started_on) * 1000)::float8 as ms
      from (select name, started_on, completed_on from pgboss.job where state in ('completed', 'failed')
        union all select name, started_on, completed_on from pgboss.archive where state in ('completed', 'failed')) ran
      where completed_on is not null order by name, completed_on desc)
    select q.name, s.cron,
      count(*) filter (where j.state in ('created', 'retry')) as waiting,
      count(*) filter (where j.state = 'active') as active,
      count(*) filter (where j.state = 'completed') as completed,
      count(*) filter (where j.state = 'failed') as failed,
      max(l.at) as "lastAt", max(l.ms) as "lastMs"
    from pgboss.queue q left join pgboss.schedule s on s.name = q.name left join pgboss.job j on j.name = q.name
      left join last l on l.name = q.name
    where q.name not like '\\_\\_%' group by q.name, s.cron order by q.name`)
}

/** Whether a worker ever made the tables of jobs here. */
export async function hasJobs(db: Db): Promise<boolean> {
  const [row] = await db.query<{ there: boolean }>(`select to_regclass('pgboss.job') is not null as there`)
  return row?.there ?? false
}
