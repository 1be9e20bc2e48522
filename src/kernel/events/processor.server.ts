import type { Db } from '../database/db.server.ts'
import type { PlacedEntry } from '../history/position.server.ts'
import type { Kernel } from '../kernel.server.ts'

/** What follows the history and does something about it: sends, notifies, indexes. Each entry is delivered at least once. */
export interface Processor {
  readonly name: string
  /** The verbs it handles, or a question to each entry. */
  readonly on: readonly string[] | ((entry: PlacedEntry) => boolean)
  /** Where a processor that is new here begins: with what happens from now on, or with all that is kept. */
  readonly startsAt?: 'now' | 'beginning'
  /** The effect is in this database and must happen exactly once: `handle` runs in one transaction with a note of it. */
  readonly once?: boolean
  /** Attempts before an entry is given up (8), and the pause after the first, doubled each time (2,000 ms). */
  readonly attempts?: number
  readonly pause?: number
  /** An attempt that takes longer has failed (60,000 ms). */
  readonly limit?: number
  /** Told which entries come next, before each is handed over: for what is better asked of many at once. It may only save work. */
  readonly ahead?: (entries: readonly PlacedEntry[]) => Promise<void>
  readonly handle: (entry: PlacedEntry, context: Delivery) => Promise<void>
}
export interface Delivery {
  /** Where to write: the transaction of a `once` processor, else the pool. */
  readonly db: Db
  /** From 1. */
  readonly attempt: number
}

/** Declares a processor. Its name keeps its place in the history: renaming it begins anew. */
export const defineProcessor = (processor: Processor): Processor => processor

/** What processing needs of the kernel. */
export type ProcessingKernel = Pick<Kernel, 'db' | 'clock' | 'log' | 'learnZone'>
