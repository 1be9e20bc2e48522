// A process that commits an entry and is gone before it can tell anyone. Arguments: connection string, record id.
import { system } from '../../src/kernel/access/who.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { openDb } from '../../src/kernel/database/db.server.ts'
import { announce } from '../../src/kernel/events/signal.server.ts'
import { appendEntry } from '../../src/kernel/history/entry.server.ts'

const [, , connectionString = '', recordId = ''] = process.argv
const db = openDb({ connectionString, max: 2 })
const writer = { who: system('test'), clock: systemClock }
await db.transaction((tx) => appendEntry(tx, writer, { recordId, type: 'thing', verb: 'last words' }))
announce(db)
process.kill(process.pid, 'SIGKILL')
