import type { Kernel } from './kernel.server.ts'
import type { StoreOptions } from './record/store.server.ts'
import { openStore } from './record/store.server.ts'
import { openSealer } from './secrets/sealer.server.ts'

/** What a kernel is made of; where there is no replica, `db` stands in for it. */
export type KernelParts = Omit<Kernel, 'store' | 'sealer' | 'replica'> &
  Partial<Pick<Kernel, 'replica'>> &
  Pick<StoreOptions, 'actions' | 'onWritten'>

/** The kernel over its parts: the store that seals what records keep secret, under the installation's own secret. */
export function openKernel({ actions, onWritten, ...parts }: KernelParts): Kernel {
  const { db, registry, clock, secret } = parts
  const replica = parts.replica ?? db
  const sealer = openSealer(secret)
  const store = openStore({ db, replica, registry, clock, seal: sealer.seal, actions, onWritten })
  return { ...parts, replica, store, sealer }
}
