import { expect, test } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { createServer } from '../../app/server.ts'
import { makeKey } from '../access/key.server.ts'
import { holderOf } from '../access/holder.server.ts'
import { openDb } from '../database/db.server.ts'
import { createLog } from '../log.server.ts'
import { createMetrics } from '../metrics.server.ts'
import { settingsRow } from '../settings/settings.server.ts'
import { shareOf } from './counter.ts'
import { LimitSettings } from './limit.settings.ts'
import { openLimiter } from './limiter.server.ts'

const clock = testClock()
const { app, kernel, db, connectionString, statementsOf } = await testApplication({ clock, hasRateLimits: true })
const boss = await createCaller(kernel, { name: 'Boss', permissions: ['*'] })
const ask = (headers: Record<string, string> = {}, remoteAddress = '192.0.2.1') =>
  app.inject({ url: '/api/v1/me', headers, remoteAddress })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

test('each answer says which limit counts and what is left of it', async () => {
  clock.set('2026-03-02T10:00:20.000Z')
  const { headers } = await ask(bearer(boss.token))
  expect(headers).toMatchObject({
    'ratelimit-policy': '"session";q=3000;w=60',
    ratelimit: '"session";r=2999;t=40',
    'ratelimit-limit': '3000',
    'ratelimit-remaining': '2999',
    'ratelimit-reset': '40',
  })
})

test('sessions, keys and addresses are counted apart; whoever isn’t signed in counts by address, an IPv6 one by its /64', async () => {
  clock.set('2026-03-02T10:01:00.000Z')
  const by = await holderOf(db, boss.account)
  if (!by) throw new Error('Nobody.')
  const { secret } = await makeKey(kernel, {
    account: boss.account,
    by,
    given: { name: 'K', scopes: ['*'], expiresAt: null },
  })
  const left = async (headers: Record<string, string>, address?: string): Promise<unknown> =>
    (await ask(headers, address)).headers['ratelimit']
  expect(await left(bearer(secret))).toBe('"key";r=2999;t=60')
  expect(await left(bearer(boss.token))).toBe('"session";r=2999;t=60')
  expect(await left({}, '2001:db8:1:2::3')).toBe('"address";r=599;t=60')
  expect(await left(bearer('a-token-that-nobody-has-made'), '2001:db8:1:2::4')).toBe('"address";r=598;t=60')
  expect(await left({}, '2001:db8:1:3::3')).toBe('"address";r=599;t=60')
})

test('beyond the limit the answer is a problem that says how long to wait; the next minute begins anew', async () => {
  clock.set('2026-03-02T10:02:15.000Z')
  const answers = await Promise.all(Array.from({ length: 620 }, () => ask({}, '192.0.2.9')))
  const refused = answers.filter(({ statusCode }) => statusCode === 429)
  expect(refused).toHaveLength(20)
  expect(refused[0]?.headers).toMatchObject({ 'retry-after': '45', ratelimit: '"address";r=0;t=45' })
  expect(refused[0]?.json()).toMatchObject({
    code: 'TooMany',
    status: 429,
    detail: 'These are too many requests: 600 a minute are allowed. Wait 45 seconds and go on.',
  })
  clock.set('2026-03-02T10:03:00.000Z')
  expect((await ask({}, '192.0.2.9')).statusCode).toBe(401)
})

test('a request costs no statement more, but for one in a tenth of the limit', async () => {
  clock.set('2026-03-02T10:04:00.000Z')
  await ask(bearer(boss.token))
  const sent = await statementsOf(async () => {
    for (let n = 0; n < 250; n++) await ask(bearer(boss.token))
  })
  const counting = sent.filter((text) => text.includes('request_count'))
  // What the timer tells meanwhile, four times a second, holds up nobody.
  expect(counting.length).toBeLessThanOrEqual(1 + Math.ceil(250 / shareOf(3000)) + 40)
  expect(counting.length).toBeLessThan(sent.length / 4)
})

test('several server processes let through no more than a tenth each beyond the limit', async () => {
  clock.set('2026-03-02T10:05:00.000Z')
  const pools = Array.from({ length: 4 }, () => openDb({ connectionString, max: 2 }))
  const limiters = pools.map((pool) => openLimiter({ ...kernel, db: pool }))
  const limit = 200
  const results = await Promise.all(
    limiters.map(async ({ take }) => {
      let passed = 0
      for (let n = 0; n < 150; n++) if (!(await take('shared', limit)).isOver) passed++
      return passed
    }),
  )
  const passed = results.reduce((sum, one) => sum + one, 0)
  expect(passed).toBeLessThanOrEqual(limit + 3 * (shareOf(limit) - 1))
  expect(passed).toBeGreaterThan(limit - 4 * shareOf(limit))
  await Promise.all(limiters.map(({ close }) => close()))
  await Promise.all(pools.map((pool) => pool.close()))
})

test('what one process counted far from the limit, the others know a moment later', async () => {
  const { take, close } = openLimiter(kernel)
  for (let n = 0; n < 5; n++) await take('told', 1000)
  const told = () => db.query(`select used from request_count where subject = 'told'`)
  await expect.poll(told, { timeout: 3000 }).toEqual([{ used: 5 }])
  await close()
})

test('without the database a process counts for itself', async () => {
  const pool = openDb({ connectionString, max: 1 })
  const { take, close } = openLimiter({ ...kernel, log: { ...kernel.log, warn: () => undefined }, db: pool })
  await pool.close()
  const standings = []
  for (let n = 0; n < 12; n++) standings.push(await take('alone', 10))
  expect(standings.map(({ isOver }) => isOver)).toEqual([...Array<boolean>(10).fill(false), true, true])
  await close()
})

test('the settings say how much, and 0 is no limit', async () => {
  const record = kernel.registry.record(LimitSettings.name)
  const { id } = await settingsRow(kernel, record)
  await kernel.store.asSystem('test').update(record, id, { perAddress: 0, perSession: 7 })
  const other = await createServer({
    kernel,
    log: createLog({ level: 'error', isPretty: true, to: process.stderr }),
    metrics: createMetrics(),
    readiness: async () => undefined,
  })
  clock.set('2026-03-02T10:06:00.000Z')
  expect((await other.inject({ url: '/api/v1/me' })).headers['ratelimit']).toBeUndefined()
  const answer = await other.inject({ url: '/api/v1/me', headers: bearer(boss.token) })
  expect(answer.headers['ratelimit-policy']).toBe('"session";q=7;w=60')
  await other.close()
})
