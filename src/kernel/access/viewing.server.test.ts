import { expect, test } from 'vitest'
import { testServer } from '../../../test/kit/access.ts'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { changeAccount } from './accounts.server.ts'
import { endOverdueViewings } from './viewing.server.ts'

const clock = testClock()
const { app, kernel, db } = await testApplication({ clock })
const records = kernel.store.asSystem('test')
await records.create('team', { name: 'Platform' })
const { id: person } = await records.create('person', { name: 'Petra', mobile: '+49 1' })
const boss = await createCaller(kernel, { name: 'Boss', permissions: ['*'] })
const petra = await createCaller(kernel, { name: 'Petra', permissions: ['person.read', 'person.write'], self: person })
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT'
const call = (method: Method, at: string, payload?: object, by = boss) =>
  app.inject({
    method,
    url: `/api/v1${at}`,
    headers: { authorization: `Bearer ${by.token}` },
    ...(payload && { payload }),
  })
const view = (account: string, by = boss, minutes = 15) =>
  call('POST', `/accounts/${account}/viewing`, { minutes, reason: 'She misses a list' }, by)
const history = async (at = `/accounts/${petra.account}/history`, by = boss) =>
  (await call('GET', at, undefined, by)).json<{ entries: { sentence: string; reason: string | null }[] }>().entries

test('an administrator sees what another sees, changes nothing, and the other reads of it', async () => {
  const started = await view(petra.account)
  expect(started.statusCode, started.body).toBe(201)
  expect((await call('GET', '/me')).json()).toMatchObject({
    account: { name: 'Petra' },
    permissions: ['person.read', 'person.write'],
    viewing: { by: 'Boss' },
  })
  const seen = (await call('GET', `/people/${person}`)).json<Record<string, unknown>>()
  expect([seen.name, 'mobile' in seen]).toEqual(['Petra', false])
  expect((await call('GET', '/teams')).json()).toMatchObject({ rows: [] })
  expect((await call('GET', '/accounts')).statusCode).toBe(403)
  const writes = [
    ['POST', '/people', { name: 'X' }],
    ['PATCH', `/people/${person}`, { name: 'X' }],
    ['POST', '/people/bulk', { create: [{ name: 'X' }] }],
    ['POST', `/people/${person}/archive`, {}],
    ['PUT', `/records/${person}/favourite`, {}],
    ['POST', '/me/proof', { password: 'x' }],
    ['POST', '/views?type=person', {}],
    ['POST', `/accounts/${boss.account}/viewing`, { reason: 'x' }],
  ] as const
  for (const [method, at, payload] of writes) {
    const refused = await call(method, at, payload)
    expect([at, refused.statusCode]).toEqual([at, 403])
    expect(refused.json<{ detail: string }>().detail).toContain('can change nothing meanwhile')
  }
  expect((await call('DELETE', '/me/viewing')).statusCode).toBe(204)
  expect((await call('GET', '/me')).json()).toMatchObject({ account: { name: 'Boss' }, viewing: null })
  expect((await call('GET', '/teams')).json()).toMatchObject({ rows: [{ name: 'Platform' }] })
  const told = [
    'Boss no longer sees what this account sees, after one minute',
    'Boss began to see what this account sees, for at most 15 minutes',
  ]
  expect((await history()).map(({ sentence }) => sentence)).toEqual(told)
  expect((await history('/me/history', petra)).map(({ reason }) => reason)).toEqual([null, 'She misses a list'])
})

test('every other server process follows a view at once, its beginning and its end', async () => {
  const other = await testServer({ db, clock })
  const name = async () =>
    (await other.app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${boss.token}` } })).json<{
      account: { name: string }
    }>().account.name
  expect(await name()).toBe('Boss')
  await view(petra.account)
  await expect.poll(name, { interval: 20, timeout: 1500 }).toBe('Petra')
  await call('DELETE', '/me/viewing')
  await expect.poll(name, { interval: 20, timeout: 1500 }).toBe('Boss')
  await other.app.close()
})

test('a view ends by itself when its time is up, and that is told as well', async () => {
  await view(petra.account, boss, 5)
  clock.advance(5 * 60_000 + 1)
  app.sessions.forget()
  expect((await call('GET', '/me')).json()).toMatchObject({ account: { name: 'Boss' }, viewing: null })
  await endOverdueViewings(kernel)
  await endOverdueViewings(kernel)
  expect((await history())[0]?.sentence).toBe(
    'Quarterdeck (the time was up, or the session over) no longer sees what this account sees, after 5 minutes',
  )
  expect(await history()).toHaveLength(6)
})

test('nobody sees more through another’s eyes than through their own', async () => {
  const keeper = await createCaller(kernel, { name: 'Keeper', permissions: ['account.manage', '*.read'] })
  const narrow = await createCaller(kernel, { name: 'Narrow', permissions: ['account.manage', 'person.*'] })
  const plain = await createCaller(kernel, { name: 'Plain', permissions: ['person.read'] })
  expect((await view(boss.account, keeper)).statusCode).toBe(403)
  expect((await view(plain.account, keeper)).statusCode).toBe(201)
  expect((await view(plain.account, narrow)).statusCode).toBe(403)
  expect((await view(boss.account, plain)).statusCode).toBe(403)
  expect((await view(keeper.account)).statusCode).toBe(201)
  await call('DELETE', '/me/viewing')
  expect((await view(boss.account)).statusCode).toBe(409)
  await changeAccount(kernel, plain.account, { isDisabled: true })
  app.sessions.forget()
  expect((await view(plain.account)).statusCode).toBe(409)
  expect((await call('GET', '/me', undefined, keeper)).json()).toMatchObject({ account: { name: 'Keeper' } })
})

test('whoever may do less meanwhile sees as themselves again', async () => {
  const keeper = await createCaller(kernel, { name: 'Warden', permissions: ['account.manage', '*.read', 'person.*'] })
  await view(petra.account, keeper)
  expect((await call('GET', '/me', undefined, keeper)).json()).toMatchObject({ account: { name: 'Petra' } })
  await db.query({
    text: `update role set permissions = '{person.read}' where name = $1`,
    values: [`role-${keeper.account}`],
  })
  app.sessions.forget()
  expect((await call('GET', '/me', undefined, keeper)).json()).toMatchObject({
    account: { name: 'Warden' },
    viewing: null,
  })
})
