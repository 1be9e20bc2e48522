// A process that calls webhooks until it is killed. Arguments: connection string, secret, how long a delivery is its own (ms).
import { groupsSql } from '../../src/foundation/who.server.ts'
import { registry } from '../../src/app/records.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { openDb } from '../../src/kernel/database/db.server.ts'
import { startProcessors } from '../../src/kernel/events/processing.server.ts'
import { openKernel } from '../../src/kernel/open-kernel.server.ts'
import { followForWebhooks } from '../../src/kernel/webhooks/follow.server.ts'
import { startWebhooks } from '../../src/kernel/webhooks/sender.server.ts'

const [, , connectionString = '', secret = '', lease = ''] = process.argv
const ignore = (): void => undefined
const kernel = openKernel({
  db: openDb({ connectionString, max: 6 }),
  registry,
  clock: systemClock,
  files: { put: fail, read: fail, remove: fail, list: fail },
  log: { info: ignore, warn: ignore, error: console.error, debug: ignore },
  secret,
  url: 'http://localhost',
})
startProcessors(kernel, [followForWebhooks(kernel)])
startWebhooks(kernel, { poll: 50, lease: Number(lease), groupsSql })

function fail(): never {
  throw new Error('This process keeps no files.')
}
