import { composeKernel } from '../../src/app/compose.ts'
import { readConfig } from '../../src/kernel/config.server.ts'
import type { Db } from '../../src/kernel/database/db.server.ts'
import type { Kernel } from '../../src/kernel/kernel.server.ts'
import { createLog } from '../../src/kernel/log.server.ts'

const log = createLog({ level: 'error', isPretty: true, to: process.stderr })

/** The kernel as the application composes it, on a measured database. */
export const supportKernel = (db: Db, data: string): Kernel =>
  composeKernel({
    config: readConfig({ QUARTERDECK_DATA: data, QUARTERDECK_LOG: 'error' }),
    ...{ db, replica: db, log, secret: 'only for measuring, and long enough to be one' },
  })
