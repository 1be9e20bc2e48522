import type { Db } from './db.server.ts'

export interface LagWatch {
  /** Whether the replica lacks something that the database has had for longer than `most`. */
  readonly isBehind: () => boolean
  readonly close: () => void
}

/** Looks once a second how far the replica has come. Where that can't be found out, it says what it said before. */
export function watchLag({ replica, db, most }: { replica: Db; db: Db; most: number }): LagWatch {
  let mark: { readonly position: string; readonly at: number } | null = null
  let isBehind = false
  let isLooking = false
  const look = async (): Promise<void> => {
    if (mark) {
      const { position, at } = mark
      const [has] = await replica.query<{ it: boolean }>({ text: hasReached, values: [position] })
      isBehind = has?.it !== true && performance.now() - at > most
      if (!has?.it) return
    }
    const at = performance.now()
    const [now] = await db.query<{ position: string }>('select pg_current_wal_lsn()::text as position')
    mark = now ? { position: now.position, at } : null
  }
  const timer = setInterval(() => {
    if (isLooking) return
    isLooking = true
    look()
      .catch(() => {
        mark = null // whoever reads finds out by itself who is away
      })
      .finally(() => {
        isLooking = false
      })
  }, 1000).unref()
  return { isBehind: () => isBehind, close: () => clearInterval(timer) }
}

// One that has been promoted replays nothing and has everything.
const hasReached = `select not pg_is_in_recovery() or pg_last_wal_replay_lsn() >= $1::pg_lsn as it`
