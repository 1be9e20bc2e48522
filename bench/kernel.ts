import { systemClock } from '../src/kernel/clock.ts'
import type { Db } from '../src/kernel/database/db.server.ts'
import type { Kernel } from '../src/kernel/kernel.server.ts'
import { openKernel } from '../src/kernel/open-kernel.server.ts'
import type { Registry } from '../src/kernel/record/registry.ts'

/** A kernel on a measured database: without files, silent unless something is wrong. */
export function benchKernel(db: Db, registry: Registry): Kernel {
  const refuse = (): never => {
    throw new Error('No files are measured.')
  }
  const quiet = (): void => undefined
  return openKernel({
    db,
    registry,
    clock: systemClock,
    files: { put: refuse, read: refuse, remove: refuse, list: refuse },
    log: { info: quiet, debug: quiet, warn: console.warn, error: console.error },
    secret: 'bench',
    url: 'http://localhost',
  })
}
