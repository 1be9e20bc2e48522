import { expect, test } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { forgetKeys } from './idempotency.server.ts'

const clock = testClock()
const { app, kernel } = await testApplication({ clock })
const boss = await createCaller(kernel, { name: 'Boss', permissions: ['*'] })
const other = await createCaller(kernel, { name: 'Other', permissions: ['*'] })
const create = (key: string, name: string, who = boss) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/people',
    headers: { authorization: `Bearer ${who.token}`, 'idempotency-key': key },
    payload: { name },
  })
const named = async (name: string): Promise<number> =>
  (await kernel.store.asSystem('test').count('person', { filter: { name } })).count

test('sent again, it is answered as before and does nothing', async () => {
  const first = await create('k-1', 'Ada')
  const again = await create('k-1', 'Ada')
  expect([first.statusCode, again.statusCode]).toEqual([201, 201])
  expect(again.body).toBe(first.body)
  expect(again.headers).toMatchObject({ 'idempotency-replayed': 'true', etag: first.headers.etag })
  expect(again.headers['content-type']).toBe(first.headers['content-type'])
  expect(await named('Ada')).toBe(1)
})

test('a refusal is repeated too, and a key is its account’s own', async () => {
  const [first, again] = [await create('k-2', ''), await create('k-2', '')]
  expect([first.statusCode, again.statusCode]).toEqual([422, 422])
  expect(again.json()).toEqual(first.json())
  expect((await create('k-1', 'Ada', other)).headers['idempotency-replayed']).toBeUndefined()
  expect(await named('Ada')).toBe(2)
})

test('many at once make one', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => create('k-3', 'Grace')))
  expect(answers.filter(({ statusCode }) => statusCode === 201).length).toBeGreaterThanOrEqual(1)
  expect(answers.filter(({ statusCode }) => ![201, 409].includes(statusCode))).toEqual([])
  expect(await named('Grace')).toBe(1)
})

test('for another request it is refused, and so is one that is no key', async () => {
  expect((await create('k-1', 'Somebody else')).json()).toMatchObject({ problems: [{ field: 'Idempotency-Key' }] })
  expect((await create('two words', 'Nobody')).statusCode).toBe(400)
  expect((await create('k'.repeat(201), 'Nobody')).statusCode).toBe(400)
  expect(await named('Nobody')).toBe(0)
})

test('an answer that was lost is not done again; work that was never done is', async () => {
  await create('k-4', 'Lost')
  await kernel.db.query(`update idempotency set status = null, body = null where key = 'k-4'`)
  expect((await create('k-4', 'Lost')).json()).toMatchObject({
    status: 409,
    detail: expect.stringContaining('under way'),
  })
  clock.advance(61_000)
  expect((await create('k-4', 'Lost')).json()).toMatchObject({
    status: 409,
    detail: expect.stringContaining('its answer was lost'),
  })
  expect(await named('Lost')).toBe(1)
  await kernel.db.query(`update idempotency set request_id = 'never written' where key = 'k-4'`)
  expect((await create('k-4', 'Lost')).statusCode).toBe(201)
  expect(await named('Lost')).toBe(2)
})

test('a key is good for a day', async () => {
  clock.advance(86_400_001)
  await forgetKeys(kernel.db, clock.now())
  expect(await kernel.db.query('select 1 from idempotency')).toEqual([])
})
