import type { Db } from '../database/db.server.ts'
import type { Kernel } from '../kernel.server.ts'

/** The kernel as seen from inside a transaction: whatever is read or written through it is part of it. */
export const inside = (kernel: Kernel, tx: Db): Kernel => ({
  ...kernel,
  db: tx,
  replica: tx,
  store: kernel.store.inside(tx),
})
