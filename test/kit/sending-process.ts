// A process that sends mails until it is killed. Arguments: connection string, secret, how long a mail is its own (ms).
import { registry } from '../../src/app/records.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { openDb } from '../../src/kernel/database/db.server.ts'
import { startSending } from '../../src/kernel/mail/sender.server.ts'
import { openKernel } from '../../src/kernel/open-kernel.server.ts'

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
startSending(kernel, { poll: 50, lease: Number(lease), limit: 1000 })

function fail(): never {
  throw new Error('This process keeps no files.')
}
