import { errorWords } from '../failures/failure.ts'
import type { FailureSource } from '../failures/source.server.ts'
import type { Job } from './jobs.server.ts'
import { hasJobs } from './state.server.ts'

interface Failed {
  readonly id: string
  readonly name: string
  readonly since: Date
  readonly tries: number
  readonly nextTry: Date | null
  readonly error: unknown
  readonly isWellSince: boolean
}

/** Runs of these jobs that failed. */
export const failedJobs = (jobs: readonly Pick<Job, 'name' | 'about'>[]): FailureSource => ({
  kind: 'job',
  label: 'jobs',
  list: async ({ db }) => {
    if (!(await hasJobs(db))) return []
    const rows =
      await db.query<Failed>(`select j.id, j.name, coalesce(j.completed_on, j.started_on, j.created_on) as since,
        j.retry_count + 1 as tries,
        case when j.state = 'retry' then j.start_after end as "nextTry", j.output as error,
        exists (select from pgboss.job w where w.name = j.name and w.state = 'completed'
          and w.completed_on > coalesce(j.completed_on, j.started_on)) as "isWellSince"
      from pgboss.job j where j.state = 'failed' or (j.state = 'retry' and j.output is not null)
      order by since desc, j.id limit 100`)
    return rows.map(({ id, name, since, tries, nextTry, error, isWellSince }) => ({
      id,
      title: jobs.find((job) => job.name === name)?.about ?? `A job that is no longer there (${name})`,
      since: since.toISOString(),
      tries,
      nextTry: nextTry?.toISOString() ?? null,
      ...errorWords(error),
      note: isWellSince ? 'It has run well since.' : null,
      page: null,
      canRetry: true,
    }))
  },
  retry: async ({ db }, id) => {
    if (!(await hasJobs(db))) return 0
    const rows = await db.query({
      text: `update pgboss.job set state = 'retry', retry_count = 0, start_after = now(), completed_on = null, output = null
        where state in ('failed', 'retry') and ($1::uuid is null or id = $1) returning 1`,
      values: [id],
    })
    return rows.length
  },
  giveUp: async ({ db }, { id }) => {
    if (!(await hasJobs(db))) return false
    const rows = await db.query({
      text: `update pgboss.job set state = 'cancelled', completed_on = now()
        where state in ('failed', 'retry') and id = $1 returning 1`,
      values: [id],
    })
    return rows.length > 0
  },
})
