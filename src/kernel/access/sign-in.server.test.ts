import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cookieOf, type TestServer, testServer } from '../../../test/kit/access.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import type { Routes } from '../kernel.server.ts'
import { changeAccount, createAccount, disable, setPassword } from './accounts.server.ts'
import { ensureRoles } from './roles.server.ts'

const { db, statementsOf } = await testDatabase()
const clock = testClock()
const ada = { email: 'ada@example.com', password: 'correct anvil gravity moss' }
const probe: Routes = (app) => {
  app.get('/api/v1/probe', { config: { permission: 'signed-in' } }, ({ who }) => ({
    ...who,
    permissions: [...who.permissions],
  }))
  app.post('/api/v1/probe', { config: { permission: 'signed-in' } }, async () => ({ done: true }))
  app.get('/api/v1/secret', { config: { permission: 'secret.read' } }, async () => ({ secret: true }))
}
let one: TestServer
let two: TestServer
let account: string

beforeAll(async () => {
  one = await testServer({ db, clock, routes: [probe] })
  two = await testServer({ db, clock, routes: [probe] })
  await ensureRoles(db, [{ name: 'reader', label: 'Reader', about: 'Reads.', permissions: ['probe.*'] }])
  account = await createAccount(one.kernel, { name: 'Ada Lovelace', ...ada, roles: ['reader'] })
})
afterAll(async () => {
  await one.app.close()
  await two.app.close()
})
beforeEach(async () => {
  await db.query('delete from throttle')
})

const signIn = (server: TestServer, payload: object, headers: Record<string, string> = {}) =>
  server.app.inject({ method: 'POST', url: '/api/v1/sign-in', payload, headers })
const get = (server: TestServer, headers: Record<string, string>, url = '/api/v1/probe') =>
  server.app.inject({ url, headers })

test('the cookie is out of reach for scripts and other sites, and its token is stored as a hash only', async () => {
  const answer = await signIn(one, ada, { 'user-agent': 'Firefox' })
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toEqual({ account })
  const line = String(answer.headers['set-cookie'])
  expect(line).toMatch(/; HttpOnly/)
  expect(line).toMatch(/; SameSite=Lax/)
  expect(line).not.toMatch(/; Secure/)
  const token = decodeURIComponent(cookieOf(answer).split('=')[1] ?? '').split('.')[0]
  const stored = await db.query<{ token: string; user_agent: string; address: string }>(
    'select token, user_agent, address from session',
  )
  expect(stored).toEqual([expect.objectContaining({ user_agent: 'Firefox', address: '127.0.0.1' })])
  expect(stored[0]?.token).not.toBe(token)
})

test('over https the cookie is marked secure', async () => {
  const safe = await testServer({ db, clock, url: 'https://it.example.com', routes: [probe] })
  const answer = await signIn(safe, ada)
  expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-quarterdeck\.session_token=.*; Secure/)
  expect((await get(safe, { cookie: cookieOf(answer) })).statusCode).toBe(200)
  await safe.app.close()
})

test('a signed-in caller is known on every server, by cookie or by bearer token', async () => {
  const browser = await one.browser(ada.email, ada.password)
  expect((await get(two, browser)).json()).toMatchObject({
    account,
    name: 'Ada Lovelace',
    roles: ['reader'],
    permissions: ['probe.*'],
    via: 'web',
    address: '127.0.0.1',
    isSystem: false,
  })
  const program = await one.program('  ADA@example.com ', ada.password)
  expect((await get(two, program)).json()).toMatchObject({ account, via: 'api' })
})

test('a route asks for its permission: 401 for nobody, 403 without it', async () => {
  const answer = await get(one, {})
  expect(answer.statusCode).toBe(401)
  expect(answer.json()).toMatchObject({ code: 'Forbidden', detail: 'Sign in first.' })
  expect((await get(one, await one.browser(ada.email, ada.password), '/api/v1/secret')).statusCode).toBe(403)
})

test('a route that names no permission is refused at start', async () => {
  const careless: Routes = (app) => void app.get('/api/v1/careless', async () => 'open')
  await expect(testServer({ db, routes: [careless] })).rejects.toThrow('/api/v1/careless names no permission')
})

test('an unknown e-mail and a wrong password look alike, and take about as long', async () => {
  const wrong = await signIn(one, { ...ada, password: 'wrong anvil gravity moss' })
  const unknown = await signIn(one, { ...ada, email: 'nobody@example.com' })
  expect(wrong.statusCode).toBe(401)
  expect({ ...unknown.json(), requestId: '' }).toEqual({ ...wrong.json(), requestId: '' })
  const time = async (payload: object): Promise<number> => {
    await db.query('delete from throttle')
    const start = performance.now()
    await signIn(one, payload)
    return performance.now() - start
  }
  const times = { wrong: [0], unknown: [0] }
  for (let i = 0; i < 5; i++) {
    times.wrong.push(await time({ ...ada, password: 'wrong anvil gravity moss' }))
    times.unknown.push(await time({ ...ada, email: 'nobody@example.com' }))
  }
  const median = (all: number[]): number => all.sort((a, b) => a - b)[3] ?? 0
  expect(median(times.unknown)).toBeGreaterThan(median(times.wrong) / 2)
})

test('a new sign-in ends the session the browser had, and never takes over a token from outside', async () => {
  const before = await one.browser(ada.email, ada.password)
  const after = cookieOf(await signIn(one, ada, before))
  expect(after).not.toBe(before.cookie)
  expect((await get(two, before)).statusCode).toBe(401)
  expect((await get(two, { cookie: after })).statusCode).toBe(200)
  const planted = cookieOf(
    await signIn(one, ada, { cookie: 'quarterdeck.session_token=planted-by-an-attacker.c2lnbmF0dXJl' }),
  )
  expect(planted).not.toContain('planted')
})

test('a tampered, foreign or malformed cookie is nobody', async () => {
  const { cookie } = await one.browser(ada.email, ada.password)
  const [name, value = ''] = cookie.split('=')
  const decoded = decodeURIComponent(value)
  const flipped = (decoded.startsWith('A') ? 'B' : 'A') + decoded.slice(1)
  for (const forged of [flipped, decoded.slice(0, -6), decoded.split('.')[0] ?? '', '.', '%', 'x'.repeat(5000)]) {
    const answer = await get(one, { cookie: `${name}=${forged === '%' ? forged : encodeURIComponent(forged)}` })
    expect(answer.statusCode).toBe(401)
  }
})

test('a change with the cookie needs the header and must come from this site', async () => {
  const { cookie } = await one.browser(ada.email, ada.password)
  const post = (headers: Record<string, string>) =>
    one.app.inject({ method: 'POST', url: '/api/v1/probe', headers: { cookie, host: 'quarterdeck.test', ...headers } })
  expect((await post({})).statusCode).toBe(403)
  expect((await post({ 'x-quarterdeck': 'web' })).statusCode).toBe(200)
  expect(
    (await post({ 'x-quarterdeck': 'web', origin: 'http://quarterdeck.test', 'sec-fetch-site': 'same-origin' }))
      .statusCode,
  ).toBe(200)
  expect((await post({ 'x-quarterdeck': 'web', origin: 'https://evil.example' })).statusCode).toBe(403)
  expect((await post({ 'x-quarterdeck': 'web', origin: 'null' })).statusCode).toBe(403)
  expect((await post({ 'x-quarterdeck': 'web', 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
  const program = await one.program(ada.email, ada.password)
  expect((await one.app.inject({ method: 'POST', url: '/api/v1/probe', headers: program })).statusCode).toBe(200)
})

test('wrong passwords are slowed down over all servers together, and a right one clears the account', async () => {
  const wrong = { ...ada, password: 'wrong anvil gravity moss' }
  for (let i = 0; i < 5; i++) expect((await signIn(i % 2 ? one : two, wrong)).statusCode).toBe(401)
  const blocked = await signIn(one, ada)
  expect(blocked.statusCode).toBe(429)
  expect(blocked.json()).toMatchObject({ code: 'TooMany' })
  expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(0)
  expect((await signIn(one, ada, { 'x-forwarded-for': '192.0.2.7' })).statusCode).toBe(200)
  clock.advance(3000)
  expect((await signIn(two, ada)).statusCode).toBe(200)
  expect((await signIn(two, wrong)).statusCode).toBe(401)
})

test('parallel guesses count one by one', async () => {
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, i) => signIn(i % 2 ? one : two, { ...ada, password: `wrong anvil gravity ${i}` })),
  )
  expect(answers.filter((answer) => answer.statusCode === 401)).toHaveLength(5)
  expect(answers.filter((answer) => answer.statusCode === 429)).toHaveLength(7)
})

test('a disabled account loses its sessions at once on all servers and can’t sign in', async () => {
  const id = await createAccount(one.kernel, {
    name: 'Bob',
    email: 'bob@example.com',
    password: 'quiet harbour eleven',
    roles: ['reader'],
  })
  const browser = await one.browser('bob@example.com', 'quiet harbour eleven')
  expect((await get(one, browser)).statusCode).toBe(200)
  expect((await get(two, browser)).statusCode).toBe(200)
  await disable(one.kernel, id)
  await expect.poll(async () => (await get(one, browser)).statusCode, { timeout: 1000, interval: 5 }).toBe(401)
  await expect.poll(async () => (await get(two, browser)).statusCode, { timeout: 1000, interval: 5 }).toBe(401)
  const answer = await signIn(one, { email: 'bob@example.com', password: 'quiet harbour eleven' })
  expect(answer.statusCode).toBe(401)
  await changeAccount(one.kernel, id, { isDisabled: false })
  expect((await get(one, browser)).statusCode).toBe(401)
  expect((await signIn(one, { email: 'bob@example.com', password: 'quiet harbour eleven' })).statusCode).toBe(200)
})

test('a permission taken from a role is gone at once everywhere', async () => {
  await ensureRoles(db, [{ name: 'keeper', label: 'Keeper', about: 'Keeps.', permissions: ['secret.read'] }])
  const id = await createAccount(one.kernel, {
    name: 'Cy',
    email: 'cy@example.com',
    password: 'quiet harbour eleven',
    roles: ['keeper'],
  })
  const browser = await one.browser('cy@example.com', 'quiet harbour eleven')
  expect((await get(two, browser, '/api/v1/secret')).statusCode).toBe(200)
  await db.query(`update role set permissions = '{}' where name = 'keeper'`)
  await expect
    .poll(async () => (await get(two, browser, '/api/v1/secret')).statusCode, { timeout: 1000, interval: 5 })
    .toBe(403)
  expect(id).toBeTruthy()
})

test('sessions end: 30 days after sign-in, and after 7 days without use', async () => {
  const browser = await one.browser(ada.email, ada.password)
  const day = 86_400_000
  for (let i = 0; i < 5; i++) {
    clock.advance(5.9 * day)
    await new Promise((resolve) => setTimeout(resolve, 0))
    expect((await get(await fresh(), browser)).statusCode).toBe(200)
  }
  clock.advance(day)
  expect((await get(await fresh(), browser)).statusCode).toBe(401)
  const idle = await one.browser(ada.email, ada.password)
  clock.advance(7.1 * day)
  expect((await get(await fresh(), idle)).statusCode).toBe(401)
})

test('knowing a caller costs one query, and none while it is remembered', async () => {
  const browser = await one.browser(ada.email, ada.password)
  const first = await statementsOf(() => get(one, browser))
  expect(first).toHaveLength(1)
  expect(await statementsOf(() => get(one, browser))).toHaveLength(0)
  const plan = await db.query<{ 'QUERY PLAN': string }>({
    text: `explain ${first[0] ?? ''}`,
    values: ['x', clock.now(), true],
  })
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('session_token')
})

test('a new password ends the other sessions; secrets are in no log', async () => {
  const here = await one.browser(ada.email, ada.password)
  const elsewhere = await two.browser(ada.email, ada.password)
  const change = (payload: object) =>
    one.app.inject({ method: 'POST', url: '/api/v1/me/password', payload, headers: here })
  expect((await change({ current: 'not my password at all', new: 'seven lanterns drifting' })).json()).toMatchObject({
    problems: [{ field: 'current' }],
  })
  expect((await change({ current: ada.password, new: 'short' })).json()).toMatchObject({ code: 'Invalid' })
  const changed = await change({ current: ada.password, new: 'seven lanterns drifting' })
  expect(changed.statusCode).toBe(200)
  expect((await get(one, { cookie: cookieOf(changed) })).statusCode).toBe(200)
  await expect.poll(async () => (await get(two, elsewhere)).statusCode, { timeout: 1000, interval: 5 }).toBe(401)
  expect((await signIn(one, ada)).statusCode).toBe(401)
  await setPassword(one.kernel, account, ada.password)
  const said = JSON.stringify([one.log, two.log])
  expect(said).toContain('sign_in_refused')
  for (const secret of [ada.password, 'seven lanterns drifting', ada.email, here.cookie])
    expect(said).not.toContain(secret)
})

const spare: TestServer[] = []
afterAll(async () => {
  for (const server of spare) await server.app.close()
})
async function fresh(): Promise<TestServer> {
  const server = spare[0] ?? (await testServer({ db, clock, routes: [probe], sessions: { rememberFor: 0 } }))
  spare[0] = server
  return server
}
