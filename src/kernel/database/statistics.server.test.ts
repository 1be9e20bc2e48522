import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { lookAgain } from './statistics.server.ts'

const { db } = await testDatabase()

test('tables are looked at again after many rows, and left alone after few', async () => {
  await db.query('create table box (n int)')
  await db.query('insert into box select generate_series(1, 5000)')
  const known = async (): Promise<unknown> =>
    (await db.query(`select reltuples::int as rows from pg_class where relname = 'box'`))[0]
  await lookAgain(db, { rows: 10, tables: ['box'] })
  expect(await known()).toEqual({ rows: -1 })
  await lookAgain(db, { rows: 5000, tables: ['box', 'record'] })
  expect(await known()).toEqual({ rows: 5000 })
})
