import { tmpdir } from 'node:os'
import { openCustomFields } from './custom/custom-fields.server.ts'
import { noReadNotes, openReadNotes } from './history/audit/read-notes.server.ts'
import type { Kernel } from './kernel.server.ts'
import { openKept } from './kept.server.ts'
import type { ActionHandler } from './record/action.server.ts'
import type { Derivation } from './record/derivation.server.ts'
import type { StoreOptions } from './record/store.server.ts'
import { openStore } from './record/store.server.ts'
import { openSealer } from './secrets/sealer.server.ts'
import { openZone, type ZoneSource } from './zone.server.ts'

/** What a kernel is made of; where there is no replica, `db` stands in for it, and for the data folder the one of temporary files. */
export type KernelParts = Omit<
  Kernel,
  'store' | 'sealer' | 'customFields' | 'replica' | 'reads' | 'data' | 'kept' | 'learnZone'
> &
  Partial<Pick<Kernel, 'replica' | 'data'>> &
  Pick<StoreOptions, 'onWritten'> & {
    /** Notes who reads guarded fields (false). */
    readonly notesReads?: boolean
    /** Where the time zone of the organisation's days is written down; without it they are those of UTC. */
    readonly zone?: ZoneSource
    /** What records' actions do, by 'record.action', for a kernel. */
    readonly actions?: (kernel: Kernel) => Readonly<Record<string, ActionHandler>>
    /** What records work out of themselves, by name, for a kernel. */
    readonly derivations?: (kernel: Kernel) => Readonly<Record<string, Derivation>>
  }

/** The kernel over its parts: the store that seals what records keep secret, under the installation's own secret. */
export function openKernel({
  actions,
  derivations,
  onWritten,
  zone,
  notesReads = false,
  ...given
}: KernelParts): Kernel {
  const { db, registry, secret } = given
  const replica = given.replica ?? db
  const sealer = openSealer(secret)
  const kept = openKept()
  const known = openZone({ db, kept }, zone)
  const clock = { ...given.clock, zone: known.zone }
  const parts = { ...given, clock }
  const reads = notesReads ? openReadNotes(parts) : noReadNotes
  const handlers: Record<string, ActionHandler> = {}
  const derived: Record<string, Derivation> = {}
  const store = openStore({
    db,
    replica,
    registry,
    clock,
    seal: sealer.seal,
    actions: handlers,
    derivations: derived,
    onWritten: (types) => {
      kept.forget(types)
      onWritten?.(types)
    },
    onRead: reads.note,
  })
  const data = parts.data ?? tmpdir()
  const kernel = {
    ...parts,
    data,
    replica,
    store,
    sealer,
    reads,
    kept,
    learnZone: known.learn,
    customFields: openCustomFields(parts),
  }
  Object.assign(handlers, actions?.(kernel))
  Object.assign(derived, derivations?.(kernel))
  return kernel
}
