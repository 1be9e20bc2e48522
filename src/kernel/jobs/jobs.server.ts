import PgBoss from 'pg-boss'
import type { Kernel } from '../kernel.server.ts'

/** Work that happens on its own, or when asked for; tried three times, then kept as failed. */
export interface Job {
  readonly name: string
  /** What it is for, as people read it: 'Remind people of approvals that wait'. */
  readonly about: string
  /** When, in UTC: 'minute hour day month weekday'. Without it the job runs only when it is sent. */
  readonly cron?: string
  /** May run again after a crash in the middle, so that it must bear being repeated. */
  readonly run: (kernel: Kernel, data: Readonly<Record<string, unknown>>) => Promise<void>
}

export interface JobsOptions {
  readonly jobs: readonly Job[]
  readonly connectionString: string
  /** How often a worker looks for new jobs, in seconds (2; at least a half). */
  readonly lookEvery?: number
}
export interface RunningJobs {
  /** Asks for one run of a job. Resolves to the id of the request. */
  readonly send: (name: string, data?: Readonly<Record<string, unknown>>) => Promise<string | null>
  /** Lets runs in hand finish for a second and a half; what is not done by then runs again at the next start. */
  readonly stop: () => Promise<void>
}

/** Starts the worker of all jobs, on tables of its own (schema `pgboss`). */
export async function startJobs(
  kernel: Kernel,
  { jobs, connectionString, lookEvery = 2 }: JobsOptions,
): Promise<RunningJobs> {
  const boss = new PgBoss({
    connectionString,
    schema: 'pgboss',
    max: 2,
    application_name: 'quarterdeck jobs',
    // What failed is seen, and may be tried again, for a week.
    archiveFailedAfterSeconds: 7 * 86_400,
  })
  boss.on('error', (error) => kernel.log.warn({ error: String(error) }, 'The jobs have trouble with the database.'))
  await oneAtATime(kernel, async () => {
    await boss.start()
    for (const job of jobs) await startJob(boss, { job, kernel, lookEvery })
    await forgetOldSchedules(boss, jobs)
  })
  return {
    send: (name, data = {}) => boss.send(name, data),
    stop: () => boss.stop({ graceful: true, timeout: 1500 }),
  }
}

// Workers that start together would make the same tables and queues, and one of them would fail.
async function oneAtATime(kernel: Kernel, work: () => Promise<void>): Promise<void> {
  await kernel.db.withSession(async (client) => {
    await client.query('select pg_advisory_lock(7243020)')
    try {
      await work()
    } finally {
      await client.query('select pg_advisory_unlock(7243020)')
    }
  })
}

interface Starting {
  readonly job: Job
  readonly kernel: Kernel
  readonly lookEvery: number
}

async function startJob(boss: PgBoss, { job, kernel, lookEvery }: Starting): Promise<void> {
  const { name, cron } = job
  const options = { name, retryLimit: 2, retryDelay: 5, retryBackoff: true, expireInHours: 1 }
  await boss.createQueue(name, options)
  await boss.updateQueue(name, options)
  await boss.work<Record<string, unknown>>(name, { pollingIntervalSeconds: lookEvery }, async (sent) => {
    for (const { id, data } of sent) {
      kernel.log.debug({ job: name, id }, 'A job runs.')
      await runNow(kernel, job, data ?? {}).catch((error: unknown) => {
        kernel.log.error({ job: name, id, error: String(error) }, 'A job failed.')
        throw error
      })
    }
  })
  if (cron) await boss.schedule(name, cron, {}, { tz: 'UTC' })
}

async function runNow(kernel: Kernel, { run }: Job, data: Readonly<Record<string, unknown>>): Promise<void> {
  await kernel.learnZone()
  await run(kernel, data)
}

async function forgetOldSchedules(boss: PgBoss, jobs: readonly Job[]): Promise<void> {
  const wanted = new Set(jobs.flatMap(({ name, cron }) => (cron ? [name] : [])))
  for (const { name } of await boss.getSchedules()) if (!wanted.has(name)) await boss.unschedule(name)
}
