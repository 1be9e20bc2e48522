// A process that deals with mails that came in until it is killed. Arguments: connection string, folder of files, secret, lease (ms).
import { registry } from '../../src/app/records.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { openDb } from '../../src/kernel/database/db.server.ts'
import { openFolderStore } from '../../src/kernel/files/folder-store.server.ts'
import { startMailWork } from '../../src/kernel/mail-in/work.server.ts'
import { openKernel } from '../../src/kernel/open-kernel.server.ts'
import { serviceHandler } from './mail-in.ts'

const [, , connectionString = '', folder = '', secret = '', lease = ''] = process.argv
const ignore = (): void => undefined
const kernel = openKernel({
  db: openDb({ connectionString, max: 8 }),
  registry,
  clock: systemClock,
  files: openFolderStore(folder),
  log: { info: ignore, warn: ignore, error: console.error, debug: ignore },
  secret,
  url: 'http://localhost',
})
startMailWork(kernel, serviceHandler, { poll: 30, lease: Number(lease) })
