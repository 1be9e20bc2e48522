import type { Db } from '../../../kernel/database/db.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Derived } from '../../../kernel/record/derivation.server.ts'
import type { TicketEvent } from '../tickets/events.ts'

/** The next promise of a ticket that runs out, and whether one was broken. */
export interface Promised {
  readonly dueAt: Date | null
  readonly dueFor: 'response' | 'resolution' | 'next_reply' | 'update' | null
  readonly isBreached: boolean
}
export const noPromise: Promised = { dueAt: null, dueFor: null, isBreached: false }

/** What is promised for tickets that are about to be made, in their order. */
export const firstPromises = async (_kernel: Kernel, fresh: readonly Derived[]): Promise<readonly Promised[]> =>
  fresh.map(() => noPromise)

/** What is promised for tickets by their histories as they are now, by ticket. */
export const followPromises = async (
  _kernel: Kernel,
  _tx: Db,
  events: ReadonlyMap<string, readonly TicketEvent[]>,
): Promise<ReadonlyMap<string, Promised>> => new Map([...events.keys()].map((id) => [id, noPromise]))
