import type { Db } from '../database/db.server.ts'
import type { Kernel } from '../kernel.server.ts'

/** The kernel, or what is needed of it, as seen from inside a transaction: whatever is read or written through it is part of it. */
export const inside = <K extends Pick<Kernel, 'db' | 'store'>>(kernel: K, tx: Db): K => ({
  ...kernel,
  db: tx,
  ...('replica' in kernel ? { replica: tx } : {}),
  store: kernel.store.inside(tx),
})
