import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cookieOf, type TestServer, testServer } from '../../../test/kit/access.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import { codeAt } from '../../../test/kit/rfc6238.ts'
import type { Routes } from '../kernel.server.ts'
import { changeAccount, createAccount } from './accounts.server.ts'
import { ensureRoles } from './roles.server.ts'

const { db } = await testDatabase()
const clock = testClock()
const password = 'correct anvil gravity moss'
const probe: Routes = (app) => {
  app.get('/api/v1/probe', { config: { permission: 'signed-in' } }, async () => ({ ok: true }))
}
let server: TestServer
let made = 0

beforeAll(async () => {
  server = await testServer({ db, clock, routes: [probe] })
  await ensureRoles(db, [
    { name: 'cio', label: 'CIO', about: 'Sees all.', permissions: ['*.read'] },
    { name: 'keeper', label: 'Keeper', about: 'Keeps accounts.', permissions: ['account.manage', '*.read'] },
  ])
})
afterAll(() => server.app.close())
beforeEach(async () => {
  await db.query('delete from throttle')
  clock.advance(60_000)
})

type Headers = Record<string, string>
const send = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', at: string, headers: Headers = {}, payload?: object) =>
  server.app.inject({ method, url: `/api/v1${at}`, headers, ...(payload ? { payload } : {}) })
const web = (answer: Awaited<ReturnType<typeof send>>): Headers => ({
  cookie: cookieOf(answer),
  'x-quarterdeck': 'web',
})

async function someone(roles: readonly string[] = []) {
  const email = `person-${++made}@example.com`
  const id = await createAccount(server.kernel, { name: `Person ${made}`, email, password, roles })
  return { id, email, headers: (await server.browser(email, password)) as Headers }
}

async function withApp(roles: readonly string[] = []) {
  const one = await someone(roles)
  const offer = (await send('POST', '/me/totp', one.headers)).json<{ secret: string; uri: string }>()
  const answer = await send('POST', '/me/totp/confirm', one.headers, { code: codeAt(offer.secret, clock.now()) })
  expect(answer.statusCode, answer.body).toBe(200)
  const { recoveryCodes } = answer.json<{ recoveryCodes: string[] }>()
  return { ...one, ...offer, recoveryCodes, headers: web(answer), before: one.headers }
}
const first = async (email: string) =>
  (await send('POST', '/sign-in', {}, { email, password })).json<{ secondStep: { ticket: string; ways: string[] } }>()
    .secondStep
const second = (ticket: string, proof: object) => send('POST', '/sign-in/second-step', {}, { ticket, ...proof })

test('codes are those of RFC 6238', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  const vectors = { 59: '94287082', 1111111109: '07081804', 1234567890: '89005924', 20000000000: '65353130' }
  for (const [second, code] of Object.entries(vectors))
    expect(codeAt(secret, new Date(Number(second) * 1000), 8)).toBe(code)
})

test('an app for codes is set up by its first code, and a sign-in then takes two steps', async () => {
  const one = await withApp()
  expect(one.uri).toMatch(
    new RegExp(`^otpauth://totp/Quarterdeck:${encodeURIComponent(one.email)}\\?.*secret=${one.secret}`),
  )
  expect(one.recoveryCodes).toHaveLength(10)
  expect((await send('GET', '/probe', one.headers)).statusCode).toBe(200)
  const stored = await db.query<{ line: string }>(
    `select t::text as line from totp t union all select r::text from recovery_code r`,
  )
  for (const secret of [one.secret, ...one.recoveryCodes])
    expect(stored.filter(({ line }) => line.includes(secret))).toEqual([])
  clock.advance(30_000)
  const step = await first(one.email)
  expect(step.ways).toEqual(['code', 'recovery code'])
  expect((await second(step.ticket, { code: '000000' })).statusCode).toBe(401)
  const answer = await second(step.ticket, { code: codeAt(one.secret, clock.now()) })
  expect(answer.statusCode, answer.body).toBe(200)
  expect((await send('GET', '/probe', web(answer))).statusCode).toBe(200)
  expect((await second(step.ticket, { code: codeAt(one.secret, clock.now()) })).statusCode).toBe(401)
})

test('a code counts once, however many send it at once; clocks may be half a minute off', async () => {
  const one = await withApp()
  clock.advance(90_000)
  const tickets = [await first(one.email), await first(one.email), await first(one.email)]
  const code = codeAt(one.secret, clock.now())
  const answers = await Promise.all(tickets.map(({ ticket }) => second(ticket, { code })))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 401, 401])
  await db.query('delete from throttle')
  const early = codeAt(one.secret, new Date(clock.now().getTime() + 30_000))
  const far = codeAt(one.secret, new Date(clock.now().getTime() + 90_000))
  const { ticket } = await first(one.email)
  expect((await second(ticket, { code: far })).statusCode).toBe(401)
  expect((await second(ticket, { code: early })).statusCode).toBe(200)
})

test('guessing codes is slowed down, and a ticket is good for ten minutes', async () => {
  const one = await withApp()
  const { ticket } = await first(one.email)
  const answers = []
  for (let i = 0; i < 7; i++) answers.push((await second(ticket, { code: `00000${i}` })).statusCode)
  expect(answers.slice(0, 5)).toEqual([401, 401, 401, 401, 401])
  expect(answers.at(-1)).toBe(429)
  clock.advance(11 * 60_000)
  const late = await second(ticket, { code: codeAt(one.secret, clock.now()) })
  expect(late.json()).toMatchObject({ detail: expect.stringContaining('too long') })
})

test('a recovery code lets one in once, however it is typed, and is told to the history', async () => {
  const one = await withApp()
  const typed = (one.recoveryCodes[0] ?? '').toLowerCase().replaceAll('-', ' ')
  const answer = await second((await first(one.email)).ticket, { recoveryCode: typed })
  expect(answer.statusCode, answer.body).toBe(200)
  expect((await second((await first(one.email)).ticket, { recoveryCode: typed })).statusCode).toBe(401)
  expect((await send('GET', '/me/security', web(answer))).json()).toMatchObject({ recoveryCodes: 9 })
  const { entries } = (await send('GET', '/me/history', web(answer))).json<{ entries: { sentence: string }[] }>()
  expect(entries[0]?.sentence).toMatch(/signed in with a recovery code$/)
  const renewed = await send('POST', '/me/recovery-codes', web(answer))
  expect(renewed.json<{ recoveryCodes: string[] }>().recoveryCodes).toHaveLength(10)
  await db.query('delete from throttle')
  expect((await second((await first(one.email)).ticket, { recoveryCode: one.recoveryCodes[1] })).statusCode).toBe(401)
})

test('setting up a factor ends the other sessions and gives this one a new token', async () => {
  const one = await someone()
  const elsewhere = await server.browser(one.email, password)
  const offer = (await send('POST', '/me/totp', one.headers)).json<{ secret: string }>()
  const wrong = await send('POST', '/me/totp/confirm', one.headers, { code: '123456' })
  expect(wrong.json()).toMatchObject({ problems: [{ field: 'code' }] })
  const answer = await send('POST', '/me/totp/confirm', one.headers, { code: codeAt(offer.secret, clock.now()) })
  expect(web(answer)['cookie']).not.toBe(one.headers['cookie'])
  expect((await send('GET', '/probe', elsewhere)).statusCode).toBe(401)
  expect((await send('GET', '/probe', one.headers)).statusCode).toBe(200)
  clock.advance(11_000)
  server.app.sessions.forget()
  expect((await send('GET', '/probe', one.headers)).statusCode).toBe(401)
  expect((await send('GET', '/probe', web(answer))).statusCode).toBe(200)
  expect((await send('POST', '/me/totp', web(answer))).statusCode).toBe(409)
})

test('what changes the ways in asks for a proof of the last ten minutes', async () => {
  const one = await withApp()
  clock.advance(10 * 60_000)
  server.app.sessions.forget()
  const refused = await send('DELETE', '/me/totp', one.headers)
  expect(refused.statusCode).toBe(403)
  expect(refused.json()).toMatchObject({ code: 'ProofNeeded' })
  expect((await send('POST', '/me/keys', one.headers, { name: 'x', scopes: ['*'] })).json()).toMatchObject({
    code: 'ProofNeeded',
  })
  expect((await send('POST', '/me/proof', one.headers, { password: 'not this one at all' })).json()).toMatchObject({
    problems: [{ field: 'password' }],
  })
  const proved = await send('POST', '/me/proof', one.headers, { password })
  expect(proved.statusCode, proved.body).toBe(200)
  expect((await send('DELETE', '/me/totp', one.headers)).statusCode).toBe(403)
  expect((await send('DELETE', '/me/totp', web(proved))).statusCode).toBe(204)
  expect((await send('POST', '/sign-in', {}, { email: one.email, password })).json()).not.toHaveProperty('secondStep')
  expect(await db.query({ text: 'select 1 from recovery_code where account_id = $1', values: [one.id] })).toEqual([])
})

test('whoever’s role needs a second factor reaches nothing else until it is set up, and can’t remove it', async () => {
  const settings = server.kernel.registry.record('sign_in_settings')
  const records = server.kernel.store.asSystem('test')
  const row = await records.create(settings, { secondFactorFor: ['cio'] })
  const [one, other] = [await someone(['cio']), await someone()]
  const refused = await send('GET', '/probe', one.headers)
  expect(refused.statusCode).toBe(403)
  expect(refused.json()).toMatchObject({ code: 'SecondFactorNeeded' })
  expect((await send('GET', '/me', one.headers)).json()).toMatchObject({ lacksSecondFactor: true })
  expect((await send('GET', '/probe', other.headers)).statusCode).toBe(200)
  const program = await server.program(one.email, password)
  expect((await send('GET', '/probe', program)).statusCode).toBe(403)
  const offer = (await send('POST', '/me/totp', one.headers)).json<{ secret: string }>()
  const answer = await send('POST', '/me/totp/confirm', one.headers, { code: codeAt(offer.secret, clock.now()) })
  expect((await send('GET', '/probe', web(answer))).statusCode).toBe(200)
  expect((await send('DELETE', '/me/totp', web(answer))).statusCode).toBe(409)
  await records.update(settings, row.id, { secondFactorFor: ['everyone'] })
  server.app.sessions.forget()
  expect((await send('GET', '/probe', other.headers)).statusCode).toBe(403)
  await records.update(settings, row.id, {
    secondFactorFor: [],
    idleTimeOut: 600,
    sessionLasts: 3600,
    shortestPassword: 30,
  })
  server.app.sessions.forget()
  expect((await send('GET', '/probe', other.headers)).statusCode).toBe(200)
  await expect(changeAccount(server.kernel, other.id, { password })).rejects.toMatchObject({
    problems: [{ field: 'password' }],
  })
  clock.advance(601_000)
  server.app.sessions.forget()
  expect((await send('GET', '/probe', other.headers)).statusCode).toBe(401)
  await records.update(settings, row.id, { idleTimeOut: 604_800, sessionLasts: 2_592_000, shortestPassword: 12 })
})

test('an administrator takes away what somebody lost, where they may do as much', async () => {
  const [one, keeper] = [await withApp(['cio']), await someone(['keeper'])]
  const [stranger, boss] = [await someone(), await someone()]
  await ensureRoles(db, [{ name: 'boss', label: 'Boss', about: 'All.', permissions: ['*'] }])
  await changeAccount(server.kernel, boss.id, { roles: ['boss'] })
  const reset = (headers: Headers, id = one.id) => send('DELETE', `/accounts/${id}/second-factor`, headers)
  expect((await reset(stranger.headers)).statusCode).toBe(403)
  expect((await reset(keeper.headers, boss.id)).statusCode).toBe(403)
  expect((await send('GET', `/accounts/${one.id}/security`, keeper.headers)).json()).toMatchObject({
    factors: { totpSince: expect.any(String), recoveryCodes: 10 },
    keys: [],
    sessions: [{ method: 'password' }],
  })
  expect((await reset(keeper.headers)).statusCode).toBe(204)
  expect((await send('GET', '/probe', one.headers)).statusCode).toBe(401)
  expect((await send('POST', '/sign-in', {}, { email: one.email, password })).json()).not.toHaveProperty('secondStep')
  const { entries } = (await send('GET', `/accounts/${one.id}/history`, keeper.headers)).json<{
    entries: { sentence: string }[]
  }>()
  expect(entries[0]?.sentence).toMatch(/took away every second factor/)
})
