import { expect, test } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { verifyHistory } from '../history/verify.server.ts'
import { createAccount } from './accounts.server.ts'
import { ensureRoles } from './roles.server.ts'

const { app, kernel, db } = await testApplication()
const boss = await createCaller(kernel, { name: 'Boss', permissions: ['*'] })
const clerk = await createCaller(kernel, { name: 'Clerk', permissions: ['role.manage', 'person.read', 'team.*'] })
await ensureRoles(db, [
  { name: 'administrator', label: 'Administrator', about: 'All.', permissions: ['*'] },
  { name: 'reader', label: 'Reader', about: 'Reads.', permissions: ['person.read'] },
])
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
const call = (method: Method, at: string, payload?: object, by = boss) =>
  app.inject({
    method,
    url: `/api/v1${at}`,
    headers: { authorization: `Bearer ${by.token}` },
    ...(payload && { payload }),
  })

test('a role is made, changed and removed, and each change is in a history that can be proven', async () => {
  const made = await call('POST', '/roles', { label: 'Buyer', about: 'Buys.', permissions: ['service.read'] })
  expect(made.statusCode, made.body).toBe(201)
  expect(made.json()).toMatchObject({ name: 'buyer', isReadyMade: false })
  const change = { label: 'Purchaser', permissions: ['service.read', 'service.write'] }
  expect((await call('PATCH', '/roles/buyer', change)).json()).toMatchObject({ name: 'buyer', label: 'Purchaser' })
  const { entries } = (await call('GET', '/roles/buyer/history')).json<{ entries: { sentence: string }[] }>()
  expect(entries.map(({ sentence }) => sentence)).toEqual([
    'Boss renamed it from Buyer to Purchaser and now lets it create and change services',
    'Boss made this role, which may see services',
  ])
  const account = await createAccount(kernel, { name: 'Ada', email: 'a@example.com', roles: ['buyer'] })
  expect((await call('GET', '/roles/buyer/holders')).json()).toMatchObject({ count: 1, rows: [{ name: 'Ada' }] })
  const kept = await call('DELETE', '/roles/buyer')
  expect([kept.statusCode, kept.json<{ detail: string }>().detail]).toEqual([
    409,
    'One account holds this role. Take it away there first.',
  ])
  await call('PATCH', `/accounts/${account}`, { roles: [] })
  expect((await call('DELETE', '/roles/buyer')).statusCode).toBe(204)
  expect((await call('GET', '/roles/buyer/history')).statusCode).toBe(404)
  expect(await verifyHistory(db)).toMatchObject({ ok: true })
})

test('ready-made roles stay as they are, so that nobody locks the last administrator out', async () => {
  for (const name of ['administrator', 'reader']) {
    expect((await call('PATCH', `/roles/${name}`, { permissions: [] })).statusCode).toBe(409)
    expect((await call('DELETE', `/roles/${name}`)).statusCode).toBe(409)
  }
  expect((await call('PATCH', '/roles/reader%00', { permissions: [] })).statusCode).toBe(404)
})

test('nobody gives more than they hold, nor changes a role that allows more', async () => {
  const role = (permissions: readonly string[], label = 'Mine') => ({ label, about: 'For a test.', permissions })
  expect((await call('POST', '/roles', role(['team.write', 'person.read']), clerk)).statusCode).toBe(201)
  for (const beyond of ['*', '*.read', 'person.*', 'person.write', 'account.manage'])
    expect((await call('POST', '/roles', role([beyond], beyond), clerk)).statusCode, beyond).toBe(403)
  await call('POST', '/roles', role(['service.write'], 'Stronger'))
  expect((await call('PATCH', '/roles/stronger', { permissions: [] }, clerk)).statusCode).toBe(403)
  expect((await call('DELETE', '/roles/stronger', undefined, clerk)).statusCode).toBe(403)
  const only = await createCaller(kernel, { permissions: ['*', 'records.only_read'] })
  expect((await call('POST', '/roles', role([], 'Read only'), only)).statusCode).toBe(403)
  const idle = await createCaller(kernel, { permissions: ['person.read'] })
  expect((await call('POST', '/roles', role([], 'Other'), idle)).statusCode).toBe(403)
})

test('names what is wrong with a role', async () => {
  const wrong = await call('POST', '/roles', {
    label: ' reader ',
    about: '',
    permissions: ['person.fly', 'x', 'team.read.y'],
  })
  expect(wrong.json<{ problems: { field: string }[] }>().problems.map(({ field }) => field)).toEqual([
    'label',
    'about',
    'permissions',
  ])
})

test('what a role allows no more is gone with the next request', async () => {
  await call('POST', '/roles', { label: 'Brief', about: 'For a moment.', permissions: ['person.read'] })
  await db.query({ text: `update account set roles = '{brief}' where id = $1`, values: [(await clerkOf()).account] })
  const who = await clerkOf()
  expect((await call('GET', '/people', undefined, who)).statusCode).toBe(200)
  await call('PATCH', '/roles/brief', { permissions: ['team.read'] })
  expect((await call('GET', '/people', undefined, who)).json()).toMatchObject({ rows: [] })
})

let made: Awaited<ReturnType<typeof createCaller>> | null = null
const clerkOf = async () => (made ??= await createCaller(kernel, { permissions: [] }))
