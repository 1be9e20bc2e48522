// A process that imports a log, until it is killed. Arguments: connection string, file.
import { derivations } from '../../src/app/derivations.ts'
import { registry } from '../../src/app/records.ts'
import { importLog } from '../../src/internal/support/index.server.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { openDb } from '../../src/kernel/database/db.server.ts'
import { openKernel } from '../../src/kernel/open-kernel.server.ts'

const [, , connectionString = '', file = ''] = process.argv
const ignore = (): void => undefined
const kernel = openKernel({
  db: openDb({ connectionString, max: 3 }),
  registry,
  clock: systemClock,
  files: { put: fail, read: fail, remove: fail, list: fail },
  log: { info: ignore, warn: ignore, error: console.error, debug: ignore },
  secret: 'only for tests, and long enough to be one',
  url: 'http://localhost',
  derivations,
})
await importLog(kernel, { file, system: 'ServiceNow', timeZone: 'UTC', isDryRun: false, onDefect: ignore })

function fail(): never {
  throw new Error('This process keeps no files.')
}
