import type { Db } from '../kernel/database/db.server.ts'
import { migrationState } from '../kernel/database/migrate.server.ts'
import type { Readiness } from './server-health.ts'
import type { Shutdown } from './shutdown.ts'

const patience = 2000

/** Ready: the database answers, has this version's shape, and the process isn't stopping. */
export function readinessOf(db: Db, shutdown: Pick<Shutdown, 'isStopping'>): Readiness {
  let isCurrent = false
  return async () => {
    if (shutdown.isStopping()) return 'This process is stopping.'
    try {
      return await within(patience, async () => {
        await db.query('select 1')
        isCurrent ||= (await migrationState(db)).pending.length === 0
        return isCurrent ? undefined : 'The database has not been brought up to this version.'
      })
    } catch {
      return 'The database does not answer.'
    }
  }
}

function within<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('No answer in time.')), milliseconds)
    work()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer))
  })
}
