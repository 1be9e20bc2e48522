import { expect, it } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'

const { db } = await testDatabase({ max: 1 })
const connection = async (): Promise<unknown> =>
  (await db.query<{ pid: number }>('select pg_backend_pid() as pid'))[0]?.pid

it('goes on with the same connection where the database refused a value', async () => {
  await db.query('create table coin (id int primary key)')
  await db.query('insert into coin values (1)')
  const before = await connection()
  await expect(db.query('insert into coin values (1)')).rejects.toThrow(/duplicate key/)
  await expect(db.query({ text: 'select $1::int', values: ['many'] })).rejects.toThrow(/invalid input syntax/)
  expect(await connection()).toBe(before)
})

it('takes another connection where anything else went wrong: what was prepared before a table changed can’t run again', async () => {
  const all = { text: 'select *, $1::int as n from coin', values: [1] }
  await db.query(all)
  await db.query('alter table coin add column metal text')
  await expect(db.query(all)).rejects.toThrow(/cached plan/)
  expect(await db.query(all)).toEqual([{ id: 1, metal: null, n: 1 }])
})
