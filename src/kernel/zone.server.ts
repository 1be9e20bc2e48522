import type { Db } from './database/db.server.ts'
import type { Kept } from './kept.server.ts'

/** Where the time zone of the organisation's days is written down. */
export interface ZoneSource {
  /** The record types whose change may change it. */
  readonly types: readonly string[]
  readonly ask: (db: Db) => Promise<string>
}
export interface KnownZone {
  readonly zone: () => string
  readonly learn: () => Promise<void>
}

/**
 * The time zone of the organisation's days as it was last learnt, UTC until then. It is learnt where work begins, so that one piece
 * of work counts with one zone, and nobody waits for a connection within a transaction.
 */
export function openZone({ db, kept }: { readonly db: Db; readonly kept: Kept }, source?: ZoneSource): KnownZone {
  if (!source) return { zone: () => 'UTC', learn: async () => undefined }
  let known: string | null = null
  const ask = kept.of(source.types, () => source.ask(db))
  const learn = async (): Promise<void> => {
    try {
      known = await ask()
    } catch (error) {
      // A zone that was right a moment ago beats none; without any there is no telling what day it is.
      if (known === null) throw error
    }
  }
  return { zone: () => known ?? 'UTC', learn }
}
