import type { Db } from '../kernel/database/db.server.ts'
import { processorStates } from '../kernel/events/state.server.ts'
import { jobStates } from '../kernel/jobs/state.server.ts'
import type { Metrics } from '../kernel/metrics.server.ts'

/** Adds to the process's own numbers those of the database and of the work in the background. */
export function addGauges(metrics: Metrics, db: Db): Metrics {
  metrics.gauge({
    name: 'quarterdeck_database_connections',
    help: 'Connections to the database, of all processes, by what they are doing.',
    label: 'state',
    read: async () => {
      const rows = await db.query<{ state: string; count: number }>(
        `select coalesce(state, 'none') as state, count(*) as count from pg_stat_activity
          where datname = current_database() group by 1`,
      )
      return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
    },
  })
  metrics.gauge({
    name: 'quarterdeck_processor_behind',
    help: 'Entries of the history that a processor has not dealt with yet.',
    label: 'processor',
    read: async () => Object.fromEntries((await processorStates(db)).map(({ name, behind }) => [name, behind])),
  })
  metrics.gauge({
    name: 'quarterdeck_processor_dead',
    help: 'Entries that a processor gave up.',
    label: 'processor',
    read: async () => Object.fromEntries((await processorStates(db)).map(({ name, dead }) => [name, dead])),
  })
  metrics.gauge({
    name: 'quarterdeck_jobs_waiting',
    help: 'Runs of jobs that wait for a worker.',
    label: 'job',
    read: async () => Object.fromEntries((await jobStates(db)).map(({ name, waiting }) => [name, waiting])),
  })
  metrics.gauge({
    name: 'quarterdeck_jobs_failed',
    help: 'Runs of jobs that failed for good.',
    label: 'job',
    read: async () => Object.fromEntries((await jobStates(db)).map(({ name, failed }) => [name, failed])),
  })
  return metrics
}
