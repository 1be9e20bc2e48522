import { mkdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { testApplication } from '../../test/kit/application.ts'
import { testClock } from '../../test/kit/clock.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { type Caller, createCaller } from '../../test/kit/record/callers.ts'
import type { Backups } from '../kernel/backups/wire.ts'
import { proveBackup } from '../kernel/backups/prove.server.ts'
import { beginBackup } from '../kernel/backups/take.server.ts'
import { restore } from '../kernel/database/restore.server.ts'
import { system } from '../kernel/access/who.ts'

const clock = testClock()
const { app, kernel, db } = await testApplication({ clock })
const anotherKeeper = () => createCaller(kernel, { name: 'Ada', permissions: ['backup.manage', 'system.see'] })
let keeper = await anotherKeeper()
const manages = await createCaller(kernel, { permissions: ['system.*', '*.read'] })
const ask = (caller: Caller, method: 'GET' | 'POST' | 'DELETE', at = '') =>
  app.inject({ method, url: `/api/v1/backups${at}`, headers: { authorization: `Bearer ${caller.token}` } })
const list = async () => (await ask(keeper, 'GET')).json<Backups>()

test('a backup is taken from the page, read back, downloaded, brought back elsewhere, and removed', async () => {
  await kernel.store.asSystem('test').create('service', { name: 'Payroll' })
  for (const method of ['GET', 'POST'] as const) expect((await ask(manages, method)).statusCode).toBe(403)
  expect(await list()).toMatchObject({ lastAt: null, isDue: true, backups: [] })
  expect((await ask(keeper, 'POST')).statusCode).toBe(202)
  await expect.poll(async () => (await list()).backups[0]?.provedAt, { timeout: 15_000 }).toEqual(expect.any(String))
  const { backups, lastAt, isDue, disk } = await list()
  expect(backups).toMatchObject([{ state: 'done', by: 'Ada', isHere: true, bytes: expect.any(Number) as number }])
  expect({ lastAt, isDue }).toEqual({ lastAt: clock.now().toISOString(), isDue: false })
  expect(disk.total).toBeGreaterThan(disk.free)

  const file = backups[0]?.file ?? ''
  expect(statSync(join(kernel.data, 'backups', file)).mode & 0o077).toBe(0)
  expect((await ask(manages, 'GET', `/${file}`)).statusCode).toBe(403)
  const fetched = await ask(keeper, 'GET', `/${file}`)
  expect(fetched.headers['content-disposition']).toBe(`attachment; filename="${file}"`)
  const copy = join(kernel.data, 'copy')
  writeFileSync(copy, fetched.rawPayload)
  const elsewhere = await testDatabase({ isEmpty: true })
  await restore(copy, { db: elsewhere.db })
  expect(await elsewhere.db.query('select name from service')).toEqual([{ name: 'Payroll' }])
  expect(await elsewhere.db.query('select 1 from backup')).toEqual([])

  expect((await ask(keeper, 'DELETE', `/${file}`)).statusCode).toBe(204)
  expect((await ask(keeper, 'DELETE', `/${file}`)).statusCode).toBe(404)
  expect((await list()).backups).toEqual([])
  const acts = await db.query<{ says: string }>('select says from act order by at, id')
  expect(acts.map(({ says }) => says)).toEqual([
    `took the backup ${file}`,
    `downloaded the backup ${file}`,
    `removed the backup ${file}`,
  ])
  clock.advance(86_400_001)
  expect(await list()).toMatchObject({ isDue: true })
})

test('a file outside the folder of backups is none, however its name is written', async () => {
  mkdirSync(join(kernel.data, 'backups'), { recursive: true })
  writeFileSync(join(kernel.data, 'secret.backup'), 'secret')
  for (const name of ['..%2Fsecret.backup', '%2Fetc%2Fpasswd', 'secret.backup', '..'])
    expect((await ask(keeper, 'GET', `/${name}`)).statusCode, name).toBe(404)
  expect((await ask(keeper, 'DELETE', '/..%2Fsecret.backup')).statusCode).toBe(404)
  expect(statSync(join(kernel.data, 'secret.backup')).size).toBe(6)
})

// A day has passed by then, and with it the session.
beforeEach(async () => {
  keeper = await anotherKeeper()
})

test('two are never taken at once, and one whose process is gone is told as failed', async () => {
  const { done } = await beginBackup(kernel, { who: system('test'), application: '1.0.0' })
  expect((await ask(keeper, 'POST')).statusCode).toBe(409)
  await done
  const now = clock.now()
  await db.query({
    text: `insert into backup (id, file, state, by_name, started_at, alive_until) values ($1, 'gone.backup', 'running', 'Ada', $2, $2)`,
    values: [clock.id(), now],
  })
  clock.advance(60_000)
  expect((await list()).backups.find(({ file }) => file === 'gone.backup')).toMatchObject({
    state: 'failed',
    isHere: false,
    says: 'The server stopped while it was being taken.',
  })
})

test('a backup that lost its end is not taken for whole', async () => {
  const { done } = await beginBackup(kernel, { who: system('test'), application: '1.0.0' })
  await done
  const file = (await list()).backups.find(({ isHere }) => isHere)?.file ?? ''
  const whole = join(kernel.data, 'backups', file)
  await proveBackup(whole)
  truncateSync(whole, statSync(whole).size - 40)
  await expect(proveBackup(whole)).rejects.toThrow(/breaks off/)
})
