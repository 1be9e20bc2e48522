import pg from 'pg'
import type { Db } from './db.server.ts'
import { watchLag } from './replica-lag.server.ts'

export interface ReplicaParts {
  readonly replica: Db
  /** The database it is a replica of. */
  readonly db: Db
  readonly log: { readonly warn: (says: string) => void }
  /** How long it is left alone after it was away, in milliseconds (10,000). */
  readonly pause?: number
  /** How old what it gives may be, in milliseconds, before the database is asked instead (5,000, and a second to notice). */
  readonly mostLag?: number
}

/** Reads from a replica, and from its database while the replica is away or too far behind. Only for what may run twice. */
export function withFallback({ replica, db, log, pause = 10_000, mostLag = 5000 }: ReplicaParts): Db {
  const lag = watchLag({ replica, db, most: mostLag })
  let awayUntil = 0
  const read = async <R>(work: (on: Db) => Promise<R>): Promise<R> => {
    if (performance.now() < awayUntil || lag.isBehind()) return work(db)
    try {
      return await work(replica)
    } catch (error) {
      if (!isAway(error)) throw error
      awayUntil = performance.now() + pause
      log.warn(`The replica does not answer (${String(error)}): reads go to the database itself for a while.`)
      return work(db)
    }
  }
  // Work of several statements is not begun twice; whether the replica is there is found out before.
  const there = (): Promise<Db> => read(async (on) => (await on.query('select 1'), on))
  return {
    query: (statement) => read((on) => on.query(statement)),
    transaction: async (work, options) => (await there()).transaction(work, options),
    withClient: async (work) => (await there()).withClient(work),
    withSession: async (work) => (await there()).withSession(work),
    close: () => {
      lag.close()
      return replica.close()
    },
  }
}

// Whatever is not the statement's own fault, nor its taking too long; a table that a migration has just made may not
// have arrived yet.
function isAway(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || !/^(2[123]|42(?!P01|703)|57014|P0)/.test(error.code ?? '')
}
