import { afterAll, beforeAll, expect, test } from 'vitest'
import { cookieOf, type TestServer, testServer } from '../../../test/kit/access.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { createAccount } from './accounts.server.ts'
import { ensureRoles } from './roles.server.ts'
import { prepareSetup } from './set-up.server.ts'

const { db } = await testDatabase()
const clock = testClock()
const password = 'correct anvil gravity moss'
let server: TestServer

beforeAll(async () => {
  server = await testServer({
    db,
    clock,
    sessions: { groupsSql: 'select id from team where members @> array[a.self] or lead = a.self' },
  })
  await ensureRoles(db, [
    { name: 'clerk', label: 'Clerk', about: 'Manages accounts.', permissions: ['account.manage', 'person.read'] },
    { name: 'reader', label: 'Reader', about: 'Reads people.', permissions: ['person.read'] },
    { name: 'auditor', label: 'Auditor', about: 'Reads all.', permissions: ['*.read'] },
  ])
})
afterAll(() => server.app.close())

const call = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  { token = '', payload, headers = {} }: { token?: string; payload?: object; headers?: Record<string, string> } = {},
) =>
  server.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
    ...(payload ? { payload } : {}),
  })

test('the set-up page makes the first administrator, once, with the printed code', async () => {
  const older = await prepareSetup(server.kernel)
  const printed = await prepareSetup(server.kernel)
  const code = printed?.code ?? ''
  expect(code).toMatch(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/)
  expect(await db.query('select value from verification')).not.toContainEqual({ value: code })
  expect((await call('GET', '/set-up')).json()).toEqual({ isNeeded: true })
  const given = { name: 'Root Admin', email: 'root@example.com', password }
  expect((await call('POST', '/set-up', { payload: { ...given, code: older?.code } })).statusCode).toBe(403)
  expect((await call('POST', '/set-up', { payload: { ...given, code, password: 'short' } })).json()).toMatchObject({
    problems: [{ field: 'password' }],
  })
  const answer = await call('POST', '/set-up', { payload: { ...given, code: code.toLowerCase().replaceAll('-', ' ') } })
  expect(answer.statusCode).toBe(201)
  const me = await call('GET', '/me', { headers: { cookie: cookieOf(answer) } })
  expect(me.json()).toMatchObject({
    account: { name: 'Root Admin', email: 'root@example.com' },
    self: null,
    roles: ['administrator'],
    permissions: ['*'],
    may: { manageAccounts: true },
  })
  expect((await call('POST', '/set-up', { payload: { ...given, email: 'second@example.com', code } })).statusCode).toBe(
    404,
  )
  expect((await call('GET', '/set-up')).json()).toEqual({ isNeeded: false })
  expect(await prepareSetup(server.kernel)).toBeNull()
})

test('the set-up code can’t be guessed by trying', async () => {
  const answers = []
  for (let i = 0; i < 12; i++)
    answers.push(
      (await call('POST', '/set-up', { payload: { name: 'X', email: 'x@example.com', password, code: `WRONG${i}` } }))
        .statusCode,
    )
  expect(answers.at(-1)).toBe(429)
})

test('what the caller can do follows from the rules', async () => {
  const caller = await createCaller(server.kernel, { name: 'Reader', permissions: ['person.read', 'export.run'] })
  const me = (await call('GET', '/me', caller)).json()
  expect(me.can.person).toEqual({ read: true, seesAll: true, create: false })
  expect(me.can.service.read).toBe(false)
  expect(me.may).toMatchObject({ export: true, import: false })
})

test('the caller knows their own record and the groups it belongs to', async () => {
  const records = server.kernel.store.asSystem('test')
  const person = await records.create('person', { name: 'Ada' })
  const team = await records.create('team', { name: 'Engines', members: [person.id] })
  const caller = await createCaller(server.kernel, { self: person.id })
  expect((await server.app.sessions.find(caller.token))?.who).toMatchObject({ self: person.id, groups: [team.id] })
  expect((await call('GET', '/me', caller)).json().self).toEqual({ id: person.id, title: 'Ada' })
})

test('accounts are listed by pages, found by a part of their name, created and changed', async () => {
  const clerk = await createCaller(server.kernel, { name: 'Clerk', permissions: ['account.manage', 'person.read'] })
  const created = await call('POST', '/accounts', {
    ...clerk,
    payload: { name: 'Grace', email: 'Grace@Example.com', password, roles: ['reader'] },
  })
  expect(created.statusCode).toBe(201)
  expect(created.json()).toMatchObject({
    email: 'grace@example.com',
    roles: ['reader'],
    isDisabled: false,
    lastSeenAt: null,
  })
  const again = await call('POST', '/accounts', {
    ...clerk,
    payload: { name: 'Grace', email: 'grace@example.com', password, roles: ['nonsense'] },
  })
  expect(again.json().problems.map((problem: { field: string }) => problem.field)).toEqual(['email', 'roles'])
  const seen: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page: { rows: { name: string }[]; next: string | null } = (
      await call('GET', `/accounts?limit=2&after=${next}`, clerk)
    ).json()
    seen.push(...page.rows.map((row) => row.name))
    next = page.next
  }
  expect(seen).toEqual([...seen].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase())))
  expect(new Set(seen).size).toBe((await db.query('select 1 from account')).length)
  expect((await call('GET', '/accounts?q=gRa', clerk)).json().rows).toHaveLength(1)
  const { id } = created.json<{ id: string }>()
  expect((await call('PATCH', `/accounts/${id}`, { ...clerk, payload: { isDisabled: true } })).json()).toMatchObject({
    isDisabled: true,
  })
  expect((await call('PATCH', '/accounts/nonsense', { ...clerk, payload: {} })).statusCode).toBe(404)
  const other = await createCaller(server.kernel, { permissions: ['person.read'] })
  expect((await call('GET', '/accounts', other)).statusCode).toBe(403)
})

test('nobody gives, or takes over, more than they have', async () => {
  const clerk = await createCaller(server.kernel, { permissions: ['account.manage', 'person.read'] })
  const payload = { name: 'Mole', email: 'mole@example.com', password, roles: ['administrator'] }
  expect((await call('POST', '/accounts', { ...clerk, payload })).statusCode).toBe(403)
  expect((await call('POST', '/accounts', { ...clerk, payload: { ...payload, roles: ['auditor'] } })).statusCode).toBe(
    403,
  )
  const [root] = await db.query<{ id: string }>(`select id from account where email = 'root@example.com'`)
  expect(
    (await call('PATCH', `/accounts/${root?.id}`, { ...clerk, payload: { password: 'taken over by a clerk' } }))
      .statusCode,
  ).toBe(403)
})

test('an administrator signs another account out everywhere, where they may do as much', async () => {
  const id = await createAccount(server.kernel, { name: 'Mae', email: 'mae@example.com', password, roles: ['auditor'] })
  const headers = await server.browser('mae@example.com', password)
  const clerk = await createCaller(server.kernel, { permissions: ['account.manage'] })
  const boss = await createCaller(server.kernel, { permissions: ['*'] })
  expect((await call('DELETE', `/accounts/${id}/sessions`, clerk)).statusCode).toBe(403)
  expect((await call('GET', '/me', { headers })).statusCode).toBe(200)
  expect((await call('DELETE', `/accounts/${id}/sessions`, boss)).statusCode).toBe(204)
  expect((await call('GET', '/me', { headers })).statusCode).toBe(401)
  expect((await call('DELETE', '/accounts/nonsense/sessions', boss)).statusCode).toBe(404)
})

test('the last administrator stays', async () => {
  const boss = await createCaller(server.kernel, { permissions: ['*'] })
  const [root] = await db.query<{ id: string }>(`select id from account where email = 'root@example.com'`)
  expect((await call('PATCH', `/accounts/${root?.id}`, { ...boss, payload: { isDisabled: true } })).statusCode).toBe(
    409,
  )
  expect((await call('PATCH', `/accounts/${root?.id}`, { ...boss, payload: { roles: [] } })).statusCode).toBe(409)
  const second = await createAccount(server.kernel, {
    name: 'Second',
    email: 'second@example.com',
    password,
    roles: ['administrator'],
  })
  expect((await call('PATCH', `/accounts/${root?.id}`, { ...boss, payload: { roles: [] } })).statusCode).toBe(200)
  expect((await call('PATCH', `/accounts/${second}`, { ...boss, payload: { isDisabled: true } })).statusCode).toBe(409)
})

test('one sees one’s own sessions and can end them', async () => {
  await createAccount(server.kernel, { name: 'Eve', email: 'eve@example.com', password, roles: [] })
  const here = await server.browser('eve@example.com', password)
  const there = await server.browser('eve@example.com', password)
  const mine = (await call('GET', '/me/sessions', { headers: here })).json<{
    rows: { id: string; isThis: boolean }[]
  }>().rows
  expect(mine.map((row) => row.isThis).sort()).toEqual([false, true])
  const other = mine.find((row) => !row.isThis)?.id
  const stranger = await createCaller(server.kernel, {})
  expect((await call('DELETE', `/me/sessions/${other}`, stranger)).statusCode).toBe(404)
  expect((await call('DELETE', `/me/sessions/${other}`, { headers: here })).statusCode).toBe(204)
  expect((await call('GET', '/me', { headers: there })).statusCode).toBe(401)
  const out = await call('POST', '/sign-out', { headers: here })
  expect(out.statusCode).toBe(204)
  expect(String(out.headers['set-cookie'])).toContain('Max-Age=0')
  expect((await call('GET', '/me', { headers: here })).statusCode).toBe(401)
})
