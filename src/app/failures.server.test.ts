import { expect, test } from 'vitest'
import { testApplication } from '../../test/kit/application.ts'
import { testClock } from '../../test/kit/clock.ts'
import { type Caller, createCaller } from '../../test/kit/record/callers.ts'
import type { FailureView } from '../kernel/failures/failure.ts'

const clock = testClock()
const { app, kernel, db } = await testApplication({ clock })
const sees = await createCaller(kernel, { permissions: ['system.see', 'service.read'] })
const manages = await createCaller(kernel, { name: 'Ada', permissions: ['system.*', 'service.read'] })
const blind = await createCaller(kernel, { permissions: ['system.see'] })
const guest = await createCaller(kernel, { permissions: ['service.read'] })

const ask = (caller: Caller, method: 'GET' | 'POST', at: string, payload?: object) =>
  app.inject({
    method,
    url: `/api/v1${at}`,
    headers: { authorization: `Bearer ${caller.token}` },
    ...(payload && { payload }),
  })
const failures = async (kind: string, caller = sees): Promise<readonly FailureView[]> => {
  const { kinds } = (await ask(caller, 'GET', '/failures')).json<{
    kinds: { kind: string; failures: FailureView[] }[]
  }>()
  return kinds.find((one) => one.kind === kind)?.failures ?? []
}
const acts = async () => (await ask(sees, 'GET', '/acts')).json<{ acts: { says: string; reason: string }[] }>().acts
const service = await kernel.store.asSystem('test').create('service', { name: 'Payroll' })

async function failMail(subject: string): Promise<string> {
  const id = clock.id()
  await db.query({
    text: `insert into mail (id, kind, to_address, subject, text, state, attempts, next_at, last_error, created_at, ended_at)
      values ($1, 'test', 'ada@example.com', $2, 'secret', 'failed', 9, $3, $4, $3, $3)`,
    values: [id, subject, clock.now(), 'The server said: 554 5.7.1 Not this'],
  })
  return id
}

test('a mail that failed is named in words, tried again, and given up with a reason that is kept', async () => {
  const [one, two] = [await failMail('Approve this'), await failMail('Hello')]
  expect((await ask(guest, 'GET', '/failures')).statusCode).toBe(403)
  const shown = await failures('mail')
  expect(shown.map(({ title }) => title).toSorted()).toEqual([
    'Mail to ada@example.com about “Approve this”',
    'Mail to ada@example.com about “Hello”',
  ])
  expect(shown[0]).toMatchObject({ tries: 9, says: 'The server said: 554 5.7.1 Not this.', nextTry: null })
  expect(JSON.stringify(shown)).not.toContain('secret')

  expect((await ask(sees, 'POST', `/failures/mail/${one}/retry`)).statusCode).toBe(403)
  expect((await ask(manages, 'POST', '/failures/nonsense/retry')).statusCode).toBe(404)
  expect((await ask(manages, 'POST', '/failures/mail/nonsense/retry')).statusCode).toBe(404)
  expect((await ask(manages, 'POST', `/failures/mail/${one}/retry`)).statusCode).toBe(204)
  expect((await failures('mail')).map(({ id }) => id)).toEqual([two])

  const giveUp = (body: object) => ask(manages, 'POST', `/failures/mail/${two}/give-up`, body)
  expect((await giveUp({ reason: '' })).statusCode).toBe(422)
  expect((await giveUp({ reason: 'She left' })).statusCode).toBe(204)
  expect((await giveUp({ reason: 'She left' })).statusCode).toBe(404)
  expect(await failures('mail')).toEqual([])
  expect(await acts()).toMatchObject([
    { says: 'gave up: Mail to ada@example.com about “Hello”', reason: 'She left', who: 'Ada' },
  ])
  await expect(db.query(`update act set reason = 'Another'`)).rejects.toThrow(/append-only/)
})

test('a delivery of a webhook is named by the webhook, its address and the record that the caller may read', async () => {
  const webhook = await kernel.store
    .asSystem('test')
    .create('webhook', { name: 'CMDB', url: 'https://cmdb.example.com/in' })
  const ids = [clock.id(), clock.id()]
  for (const id of ids)
    await db.query({
      text: `insert into webhook_delivery (id, webhook_id, key, event, record_id, at, state, attempts, next_at, says, ended_at)
        values ($1, $2, $5, 'service.created', $3, $4, 'failed', 10, $4, 'It answered 500', $4)`,
      values: [id, webhook.id, service.id, clock.now(), id],
    })
  const [seen] = await failures('webhook')
  expect(seen?.title).toBe('Webhook CMDB to cmdb.example.com about service.created of Payroll')
  expect((await failures('webhook', blind))[0]?.title).toBe('Webhook CMDB to cmdb.example.com about service.created')
  expect((await ask(manages, 'POST', `/failures/webhook/${ids[0]}/give-up`, { reason: 'Gone' })).statusCode).toBe(204)
  expect((await ask(manages, 'POST', '/failures/webhook/retry')).json()).toEqual({ count: 1 })
  expect(await failures('webhook')).toEqual([])
})

test('an entry that a processor failed at is named by what happened, with the stack apart', async () => {
  const [entry] = await db.query<{ id: string; at: Date }>({
    text: 'select id, at from history where record_id = $1',
    values: [service.id],
  })
  const [one, two] = [clock.id(), clock.id()]
  const retryAt = new Date(clock.now().getTime() + 60_000)
  await db.query({
    text: `insert into dead_letter (id, processor, entry_id, entry_at, record_id, attempts, error, failed_at, retry_at)
      values ($1, 'tell-people', $3, $4, $5, 8, $6, $7, null), ($2, 'automation', $3, $4, $5, 2, 'Nope', $7, $8)`,
    values: [one, two, entry?.id, entry?.at, service.id, 'TypeError: it broke\n    at tell', clock.now(), retryAt],
  })
  expect(await failures('entry')).toMatchObject([
    {
      title: 'Telling people, after Payroll was created',
      says: 'it broke.',
      detail: expect.stringContaining('at tell') as string,
      tries: 8,
      nextTry: null,
    },
    { title: 'Automation rules, after Payroll was created', nextTry: retryAt.toISOString() },
  ])
  expect((await ask(manages, 'POST', `/failures/entry/${one}/retry`)).statusCode).toBe(204)
  expect((await failures('entry')).find(({ id }) => id === one)).toMatchObject({
    tries: 0,
    nextTry: expect.any(String),
  })
  expect((await ask(manages, 'POST', `/failures/entry/${one}/give-up`, { reason: 'Known' })).statusCode).toBe(204)
  expect((await failures('entry')).map(({ id }) => id)).toEqual([two])
})
