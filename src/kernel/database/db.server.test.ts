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

it('takes another connection where anything else went wrong, such as a statement that was prepared before its table changed', async () => {
  const before = await connection()
  await expect(db.query('selekt 1')).rejects.toThrow(/syntax error/)
  expect(await connection()).not.toBe(before)
})
