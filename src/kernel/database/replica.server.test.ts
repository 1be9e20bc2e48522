import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { openDb } from './db.server.ts'
import { withFallback } from './replica.server.ts'

const itself = await testDatabase()
const copy = await testDatabase()
await itself.db.query(`create table place as select 'itself' as name`)
await copy.db.query(`create table place as select 'replica' as name`)
const warnings: string[] = []
const log = { warn: (says: string) => void warnings.push(says) }
const place = 'select name from place'

test('reads go to the replica while it answers, and to the database itself while it does not', async () => {
  const replica = openDb({ connectionString: copy.connectionString, max: 2 })
  const reads = withFallback({ replica, db: itself.db, log, pause: 200 })
  expect(await reads.query(place)).toEqual([{ name: 'replica' }])
  expect(await reads.transaction((tx) => tx.query(place))).toEqual([{ name: 'replica' }])

  const name = new URL(copy.connectionString).pathname.slice(1)
  await itself.db.query(`alter database ${name} allow_connections false`)
  await itself.db.query({
    text: 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1',
    values: [name],
  })
  expect(await reads.query(place)).toEqual([{ name: 'itself' }])
  expect(await reads.transaction((tx) => tx.query(place))).toEqual([{ name: 'itself' }])
  expect(warnings).toHaveLength(1)

  await itself.db.query(`alter database ${name} allow_connections true`)
  await expect.poll(() => reads.query(place), { timeout: 5000 }).toEqual([{ name: 'replica' }])
  await reads.close()
})

test('a statement that is wrong is wrong on the replica already', async () => {
  const reads = withFallback({ replica: copy.db, db: itself.db, log })
  const sent = await itself.statementsOf(() => expect(reads.query('select 1 / 0')).rejects.toThrow('division by zero'))
  expect(sent).toEqual([])
})
