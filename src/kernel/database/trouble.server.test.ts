import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { openDb } from './db.server.ts'
import { databaseTrouble } from './trouble.server.ts'

const { db, connectionString } = await testDatabase()
const trouble = async (work: Promise<unknown>) =>
  databaseTrouble(
    await work.then(
      () => null,
      (error: unknown) => error,
    ),
  )

test('a database that is not there changed nothing', async () => {
  const probe = createServer()
  const port = await new Promise<number>((resolve) =>
    probe.listen(0, '127.0.0.1', () => resolve((probe.address() as { port: number }).port)),
  )
  await new Promise((resolve) => probe.close(resolve))
  const away = openDb({ connectionString: `postgres://someone@127.0.0.1:${port}/none` })
  expect(await trouble(away.query('select 1'))).toMatchObject({
    status: 503,
    message: expect.stringContaining('Nothing was changed'),
  })
  await away.close()
})

test('a connection that breaks leaves it open whether anything was', async () => {
  const own = openDb({ connectionString, max: 1 })
  const [row] = await own.query<{ pid: number }>('select pg_backend_pid() as pid')
  const sleeping = trouble(own.query('select pg_sleep(20)'))
  await db.query({ text: 'select pg_terminate_backend($1)', values: [row?.pid] })
  expect(await sleeping).toMatchObject({ status: 503, message: expect.stringContaining('Look whether it is there') })
  await own.close()
})

test('any other mistake is none of the database’s being away', async () => {
  expect(await trouble(db.query('select nothing'))).toBeNull()
  expect(databaseTrouble(Object.assign(new Error('could not extend file'), { code: '53100' }))?.status).toBe(507)
})

test('a connection that breaks between two statements of a transaction fails the transaction, not the process', async () => {
  const own = openDb({ connectionString, max: 1 })
  const broken = trouble(
    own.transaction(async (tx) => {
      const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
      await db.query({ text: 'select pg_terminate_backend($1)', values: [row?.pid] })
      await new Promise((resolve) => setTimeout(resolve, 200))
      await tx.query('select 1')
    }),
  )
  expect(await broken).toBeTruthy()
  expect(await own.query('select 1 as one')).toEqual([{ one: 1 }])
  await own.close()
})
