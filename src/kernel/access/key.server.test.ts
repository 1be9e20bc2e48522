import { expect, test } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { changeAccount, createAccount } from './accounts.server.ts'
import { ensureRoles } from './roles.server.ts'

const clock = testClock()
const { app, kernel, db, statementsOf } = await testApplication({ clock })
const password = 'correct anvil gravity moss'
await ensureRoles(db, [
  { name: 'boss', label: 'Boss', about: 'All.', permissions: ['*'] },
  {
    name: 'desk',
    label: 'Desk',
    about: 'Helps.',
    permissions: ['person.read', 'person.write', 'team.read', 'comment.write'],
  },
  { name: 'reader', label: 'Reader', about: 'Reads.', permissions: ['*.read', 'records.only_read'] },
])
let made = 0

async function someone(role: string) {
  const email = `${role}-${++made}@example.com`
  const id = await createAccount(kernel, { name: role, email, password, roles: [role] })
  const answer = await send('POST', '/sign-in', '', { email, password, as: 'token' })
  return { id, email, token: answer.json<{ token: string }>().token }
}
const send = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', at: string, token: string, payload?: object, headers = {}) =>
  app.inject({
    method,
    url: `/api/v1${at}`,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
    ...(payload ? { payload } : {}),
  })
const keyOf = async (token: string, scopes: readonly string[], expiresAt: string | null = null) => {
  const answer = await send('POST', '/me/keys', token, { name: 'A program', scopes, expiresAt })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ id: string; secret: string }>()
}

test('a key does what its scopes and its owner’s rights both allow', async () => {
  const { token, id } = await someone('desk')
  const [all, reads, other] = [
    await keyOf(token, ['*']),
    await keyOf(token, ['person.read']),
    await keyOf(token, ['service.read', 'location.*']),
  ]
  const person = { name: 'Ada Lovelace' }
  expect((await send('POST', '/people', all.secret, person)).statusCode).toBe(201)
  expect((await send('GET', '/people', reads.secret)).statusCode).toBe(200)
  expect((await send('POST', '/people', reads.secret, person)).statusCode).toBe(403)
  expect((await send('GET', '/me', other.secret)).json().permissions).toEqual([])
  expect((await send('GET', '/services', other.secret)).json().rows ?? []).toEqual([])
  await changeAccount(kernel, id, { roles: [] })
  app.sessions.forget()
  expect((await send('POST', '/people', all.secret, person)).statusCode).toBe(403)
})

test('what its owner may by being someone’s own record needs the key’s scope, too', async () => {
  const records = kernel.store.asSystem('test')
  const self = await records.create('person', { name: 'Own' })
  const { token, id } = await someone('desk')
  await changeAccount(kernel, id, { self: self.id })
  app.sessions.forget()
  const key = await keyOf(token, ['team.read'])
  expect((await send('GET', `/people/${self.id}`, token)).statusCode).toBe(200)
  expect((await send('GET', `/people/${self.id}`, key.secret)).statusCode).toBe(404)
})

test('a key of somebody who only reads writes nothing', async () => {
  const { token } = await someone('reader')
  const key = await keyOf(token, ['*'])
  expect((await send('GET', '/people', key.secret)).statusCode).toBe(200)
  expect((await send('POST', '/people', key.secret, { name: 'No' })).statusCode).toBe(403)
})

test('accounts are out of reach, but for a key that names them; the ways in of its owner always', async () => {
  const { token } = await someone('boss')
  const [all, named] = [await keyOf(token, ['*']), await keyOf(token, ['account.manage'])]
  expect((await send('GET', '/accounts', all.secret)).statusCode).toBe(403)
  expect((await send('GET', '/accounts', named.secret)).statusCode).toBe(200)
  const giving = { name: 'Mole', email: 'mole@example.com', password, roles: ['boss'] }
  expect((await send('POST', '/accounts', named.secret, giving)).statusCode).toBe(403)
  for (const [method, at, body] of [
    ['POST', '/me/keys', { name: 'more', scopes: ['*'] }],
    ['POST', '/me/totp', {}],
    ['POST', '/me/password', { current: password, new: 'another anvil gravity' }],
    ['GET', '/me/keys', undefined],
    ['GET', '/me/security', undefined],
    ['POST', '/me/proof', { password }],
  ] as const)
    expect((await send(method, at, all.secret, body)).statusCode, at).toBe(403)
})

test('a key is found by one indexed look-up and kept as its hash', async () => {
  const { token } = await someone('desk')
  const { secret, id } = await keyOf(token, ['person.read'])
  expect(secret).toMatch(/^qd_[\w-]{43}$/)
  const [stored] = await db.query<{ line: string }>({
    text: 'select k::text as line from api_key k where id = $1',
    values: [id],
  })
  expect(stored?.line).not.toContain(secret)
  await send('GET', '/me', secret)
  app.sessions.forget()
  const found = await statementsOf(() => app.sessions.find(secret))
  expect(found).toHaveLength(1)
  await db.query('set enable_seqscan = off')
  const plan = await db.query<{ 'QUERY PLAN': string }>({
    text: `explain ${found[0] ?? ''}`,
    values: ['x', clock.now()],
  })
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('api_key_hash')
})

test('a key ends when it is over, revoked, or its owner is disabled; its use is seen', async () => {
  const owner = await someone('desk')
  const later = new Date(clock.now().getTime() + 3_600_000).toISOString()
  const [brief, revoked, kept] = [
    await keyOf(owner.token, ['*'], later),
    await keyOf(owner.token, ['*']),
    await keyOf(owner.token, ['*']),
  ]
  for (const key of [brief, revoked, kept]) expect((await send('GET', '/people', key.secret)).statusCode).toBe(200)
  const listed = (await send('GET', '/me/keys', owner.token)).json<{
    rows: { id: string; lastUsedAt: string; secret?: string }[]
  }>().rows
  expect(listed).toHaveLength(3)
  expect(listed.every((row) => row.lastUsedAt === clock.now().toISOString() && row.secret === undefined)).toBe(true)
  expect((await send('DELETE', `/me/keys/${revoked.id}`, owner.token)).statusCode).toBe(204)
  expect((await send('DELETE', `/me/keys/${revoked.id}`, owner.token)).statusCode).toBe(404)
  expect((await send('GET', '/people', revoked.secret)).statusCode).toBe(401)
  clock.advance(3_600_000)
  app.sessions.forget()
  expect((await send('GET', '/people', brief.secret)).statusCode).toBe(401)
  expect((await send('GET', '/people', kept.secret)).statusCode).toBe(200)
  await changeAccount(kernel, owner.id, { isDisabled: true })
  await expect
    .poll(async () => (await send('GET', '/people', kept.secret)).statusCode, { timeout: 1000, interval: 5 })
    .toBe(401)
})

test('an administrator revokes a key of another; wrong input is named', async () => {
  const [owner, boss] = [await someone('desk'), await someone('boss')]
  const key = await keyOf(owner.token, ['*'])
  expect((await send('DELETE', `/accounts/${owner.id}/keys/${key.id}`, owner.token)).statusCode).toBe(403)
  expect((await send('DELETE', `/accounts/${owner.id}/keys/${key.id}`, boss.token)).statusCode).toBe(204)
  expect((await send('GET', '/people', key.secret)).statusCode).toBe(401)
  const bad = (payload: object) => send('POST', '/me/keys', owner.token, payload)
  expect((await bad({ name: ' ', scopes: ['*'] })).json().problems[0].field).toBe('name')
  expect((await bad({ name: 'x', scopes: [] })).json().problems[0].field).toBe('scopes')
  expect((await bad({ name: 'x', scopes: ['every thing'] })).json().problems[0].field).toBe('scopes.0')
  expect((await bad({ name: 'x', scopes: ['*'], expiresAt: '2020-01-01T00:00:00Z' })).json().problems[0].field).toBe(
    'expiresAt',
  )
})
