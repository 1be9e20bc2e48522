// Works on one import until it is done or killed: `node run-import.ts CONNECTION IMPORT`.
import { registry } from '../../../src/app/records.ts'
import { systemClock } from '../../../src/kernel/clock.ts'
import { openDb } from '../../../src/kernel/database/db.server.ts'
import { importWork } from '../../../src/kernel/importing/work.server.ts'
import { openStore } from '../../../src/kernel/record/store.server.ts'

const [connectionString = '', id = ''] = process.argv.slice(2)
const db = openDb({ connectionString, max: 2 })
const store = openStore({ db, registry, clock: systemClock })
const log = { info: () => undefined, warn: console.warn, error: console.error, debug: () => undefined }
console.log('begins')
await importWork({ db, registry, clock: systemClock, store, log }).run(id)
await db.close()
