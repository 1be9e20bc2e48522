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

it('asks one statement at a time of the connection of a transaction, however many are asked for together', async () => {
  let most = 0
  await db.transaction((tx) =>
    tx.withClient(async (client) => {
      let running = 0
      const query = client.query.bind(client) as (...asked: unknown[]) => Promise<unknown>
      const counted = async (...asked: unknown[]): Promise<unknown> => {
        most = Math.max(most, ++running)
        return query(...asked).finally(() => running--)
      }
      Object.assign(client, { query: counted })
      try {
        const asked = [1, 2, 3].map((n) => tx.query<{ n: number }>({ text: 'select $1::int as n', values: [n] }))
        const nested = tx.transaction((inner) => inner.query<{ n: number }>('select 4 as n'))
        expect((await Promise.all([...asked, nested])).flat()).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }])
      } finally {
        Object.assign(client, { query })
      }
    }),
  )
  expect(most).toBe(1)
})
