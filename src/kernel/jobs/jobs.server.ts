import PgBoss from 'pg-boss'
import type { Kernel } from '../kernel.server.ts'

/** Work that is done now and then, by one of the workers. */
export interface Job {
  readonly name: string
  /** When, in UTC: minute, hour, day of month, month, day of week. */
  readonly cron: string
  readonly run: (kernel: Kernel) => Promise<void>
}

/** Running jobs. */
export interface Jobs {
  /** Lets jobs in hand finish for a moment, and leaves the rest to other workers. */
  readonly stop: () => Promise<void>
}

/** Runs the jobs on the database's own queue (schema `pgboss`), so that each is done once however many workers there are. */
export async function startJobs(
  kernel: Kernel,
  { jobs, connectionString }: { jobs: readonly Job[]; connectionString: string },
): Promise<Jobs> {
  const boss = new PgBoss({ connectionString, schema: 'pgboss', application_name: 'quarterdeck jobs', max: 3 })
  boss.on('error', (error) => kernel.log.warn({ err: error }, 'The job queue had a problem; it goes on by itself.'))
  await boss.start()
  for (const job of jobs) await follow(boss, { kernel, job })
  return { stop: () => boss.stop({ graceful: true, timeout: 1500 }) }
}

async function follow(boss: PgBoss, { kernel, job }: { kernel: Kernel; job: Job }): Promise<void> {
  const { name, cron, run } = job
  await boss.createQueue(name, { name, policy: 'short', retryLimit: 3, retryDelay: 60, retryBackoff: true })
  await boss.schedule(name, cron)
  await boss.work(name, { pollingIntervalSeconds: 20 }, async () => {
    try {
      await run(kernel)
    } catch (error) {
      kernel.log.error({ err: error, job: name }, 'A job failed; it is tried again.')
      throw error
    }
  })
}
