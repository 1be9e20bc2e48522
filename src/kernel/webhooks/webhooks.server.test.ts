import type { ServerResponse } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import type { Received } from '../../../test/kit/receiver.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { payloadOf, webhookStage } from '../../../test/kit/webhooks.ts'
import type { ShownAttempt } from './wire.ts'

const { kernel, db, clock, receiver, boss, all, call, webhook, deliveries, stateOf } = await webhookStage()
const soon = { timeout: 8000, interval: 20 }
const headersOf = ({ headers }: Received): Record<string, string> => headers as Record<string, string>

describe('a webhook', () => {
  test('is told what happened, signed so that an independent implementation verifies it', async () => {
    const { secret, received } = await webhook({ recordTypes: ['person'] })
    const person = await all.create('person', { name: 'Ada Lovelace', email: 'ada@example.com' })
    await all.update('person', person.id, { jobTitle: 'Engineer' }, { reason: 'Promoted' })
    await expect.poll(received, soon).toHaveLength(2)
    for (const one of received()) expect(new Webhook(secret).verify(one.body, headersOf(one))).toEqual(payloadOf(one))
    const [first, second] = received().map(payloadOf)
    expect(first).toMatchObject({ type: 'person.created', data: { record: { id: person.id, name: 'Ada Lovelace' } } })
    expect(second).toMatchObject({
      type: 'person.updated',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: {
        record: { type: 'person', jobTitle: 'Engineer', version: 2, url: `http://localhost/people/${person.id}` },
        change: { verb: 'updated', version: 2, fields: ['jobTitle'], reason: 'Promoted' },
      },
    })
    const forged = received()[0]
    expect(() => forged && new Webhook(secret).verify(`${forged.body} `, headersOf(forged))).toThrow()
  })

  test('hears of what it asks for alone: types, verbs and conditions', async () => {
    const { received, id } = await webhook({
      recordTypes: ['person'],
      verbs: ['created'],
      conditions: { jobTitle: 'Pilot' },
    })
    await all.create('location', { name: 'Hangar', kind: 'site' })
    await all.create('person', { name: 'Other', jobTitle: 'Clerk' })
    const person = await all.create('person', { name: 'Amelia', jobTitle: 'Pilot' })
    await all.update('person', person.id, { name: 'Amelia E.' })
    await expect.poll(received, soon).toHaveLength(1)
    await expect.poll(() => deliveries(id), soon).toMatchObject([{ state: 'delivered', title: 'Amelia E.' }])
    expect(payloadOf(received()[0]).data.record['title']).toMatch('Amelia')
  })

  test('sees no more than whoever saved it may read when it is sent', async () => {
    const keeper = await createCaller(kernel, {
      name: 'Keeper',
      permissions: ['webhook.read', 'webhook.write', 'person.read'],
    })
    const { received, id } = await webhook({}, keeper.token)
    await all.create('service', { name: 'Payroll', owner: (await all.create('person', { name: 'Owner' })).id })
    await all.create('person', { name: 'Grace', privateEmail: 'grace@home.example' }).catch(() => undefined)
    await expect
      .poll(() => deliveries(id), soon)
      .toEqual(
        expect.arrayContaining([
          expect.objectContaining({ event: 'service.created', state: 'withheld', title: 'Payroll' }),
        ]),
      )
    await expect.poll(() => received().map((one) => payloadOf(one).type), soon).toContain('person.created')
    expect(received().some((one) => one.body.includes('Payroll'))).toBe(false)
    await db.query({
      text: `update role set permissions = '{webhook.read}' where name like 'role-%' and name = 'role-' || $1`,
      values: [keeper.account],
    })
    const before = received().length
    await all.create('person', { name: 'Too late' })
    await expect
      .poll(() => deliveries(id), soon)
      .toContainEqual(expect.objectContaining({ title: 'Too late', state: 'withheld' }))
    expect(received()).toHaveLength(before)
  })

  test('signs with both secrets while one replaces the other, and with the new one alone after a day', async () => {
    const { id, secret, received } = await webhook({ recordTypes: ['team'] })
    const { secret: fresh, oldUntil } = await call<{ secret: string; oldUntil: string }>(
      'POST',
      `/webhooks/${id}/secret`,
    )
    expect(oldUntil).not.toBeNull()
    await call('POST', `/webhooks/${id}/test`)
    const [both] = received()
    if (!both) throw new Error('Nothing came.')
    for (const one of [secret, fresh]) expect(() => new Webhook(one).verify(both.body, headersOf(both))).not.toThrow()
    await db.query({
      text: 'update webhook_secret set until = $2 where webhook_id = $1 and until is not null',
      values: [id, clock.now()],
    })
    await call('POST', `/webhooks/${id}/test`)
    const last = received().at(-1)
    if (!last) throw new Error('Nothing came.')
    expect(() => new Webhook(fresh).verify(last.body, headersOf(last))).not.toThrow()
    expect(() => new Webhook(secret).verify(last.body, headersOf(last))).toThrow()
  })

  test('keeps its secret sealed, and never shows it again', async () => {
    const { id, secret } = await webhook()
    const [kept] = await db.query<{ sealed: string }>({
      text: 'select sealed from webhook_secret where webhook_id = $1',
      values: [id],
    })
    expect(kept?.sealed).toMatch(/^sealed\./)
    expect(
      JSON.stringify([await call('GET', `/webhooks/${id}`), await call('GET', `/webhooks/${id}/state`)]),
    ).not.toContain(secret)
  })
})

describe('a receiver', () => {
  test('that fails is tried again later under the same id, with the reason in the log', async () => {
    const { id, received } = await webhook({ recordTypes: ['team'] })
    receiver.answer((answer) => answer.writeHead(503, { 'retry-after': '60' }).end('busy'))
    await all.create('team', { name: 'Blue' })
    await expect.poll(() => deliveries(id), soon).toMatchObject([{ state: 'waiting', attempts: 1, status: 503 }])
    const [waiting] = await deliveries(id)
    expect(new Date(waiting?.nextAt ?? 0).getTime() - clock.now().getTime()).toBeGreaterThan(50_000)
    expect(waiting?.says).toBe('It answered 503: it has trouble of its own.')
    receiver.answer(200)
    clock.advance(61_000)
    await expect.poll(() => deliveries(id), soon).toMatchObject([{ state: 'delivered', attempts: 2, says: null }])
    const [first, second] = received().map(({ headers }) => headers)
    expect(second?.['webhook-id']).toBe(first?.['webhook-id'])
    const shown = await call<{ requests: ShownAttempt[] }>('GET', `/webhook-deliveries/${waiting?.id}`)
    expect(shown.requests.map(({ status }) => status)).toEqual([200, 503])
    expect(shown.requests[1]).toMatchObject({ answerBody: 'busy', answerHeaders: { 'retry-after': '60' } })
  })

  test('that hangs, redirects, breaks off or pours without end fails in words, and holds up no other', async () => {
    const { id } = await webhook({ recordTypes: ['location'] })
    const manners = {
      hangs: () => undefined,
      redirects: (answer: ServerResponse) => void answer.writeHead(302, { location: 'http://127.0.0.1/' }).end(),
      breaks: (answer: ServerResponse) => void answer.destroy(),
      pours: (answer: ServerResponse) => void answer.writeHead(500).end('x'.repeat(5_000_000)),
    }
    const says: Record<string, string | null> = {}
    for (const [name, manner] of Object.entries(manners)) {
      receiver.answer(manner)
      says[name] = (await call<ShownAttempt>('POST', `/webhooks/${id}/test`)).says
    }
    expect(says).toEqual({
      hangs: 'It took longer than 1 seconds.',
      redirects: 'It answered 302: redirects aren’t followed. Enter the address that it leads to.',
      breaks: 'The connection was broken off before there was an answer.',
      pours: 'It answered 500: it has trouble of its own.',
    })
    const hanging = await webhook({ recordTypes: ['location'] })
    const quick = await webhook({ recordTypes: ['location'] })
    receiver.answer((answer, { path }) => (path === hanging.path ? undefined : answer.writeHead(204).end()))
    const started = performance.now()
    await all.createMany(
      'location',
      Array.from({ length: 40 }, (_, n) => ({ name: `Place ${n}`, kind: 'site' })),
    )
    await expect.poll(quick.received, soon).toHaveLength(40)
    expect(performance.now() - started).toBeLessThan(8000)
    expect(hanging.received().length).toBeLessThanOrEqual(32)
  })

  test('that wants no more (410) is left alone, and whoever saved the webhook is told', async () => {
    const { id, received } = await webhook({ recordTypes: ['team'] })
    receiver.answer(410)
    await all.create('team', { name: 'Gone' })
    await expect.poll(async () => (await all.get('webhook', id)).isOn, soon).toBe(false)
    expect(await stateOf(id)).toMatchObject({
      offBecause: 'It answered 410: it wants no more.',
    })
    const told = await db.query({
      text: `select title from notification where account_id = $1 and kind = 'webhook_off'`,
      values: [boss.account],
    })
    expect(told).toEqual([{ title: expect.stringMatching(/^Your webhook “Hook \d+” was switched off$/) }])
    expect(received()).toHaveLength(1)
  })

  test('that answers to nothing for three days has its webhook switched off', async () => {
    const { id } = await webhook({ recordTypes: ['team'] })
    receiver.answer(500)
    await all.create('team', { name: 'Never' })
    await expect.poll(() => deliveries(id), soon).toMatchObject([{ attempts: 1, state: 'waiting' }])
    await expect.poll(async () => (await stateOf(id)).failingSince, soon).not.toBeNull()
    const longAgo = new Date(clock.now().getTime() - 73 * 3_600_000)
    await db.query({
      text: 'update webhook_health set failing_since = $2 where webhook_id = $1',
      values: [id, longAgo],
    })
    clock.advance(6000)
    await expect.poll(async () => (await all.get('webhook', id)).isOn, soon).toBe(false)
    expect((await stateOf(id)).offBecause).toMatch(/^Nothing arrived there for three days\./)
  })

  test('inside the network is refused unless it is allowed', async () => {
    const { id } = await webhook({ recordTypes: ['team'] })
    await call('PATCH', `/webhooks/${id}`, { url: 'http://169.254.169.254/latest/meta-data/' })
    const { says, status } = await call<ShownAttempt>('POST', `/webhooks/${id}/test`)
    expect([status, says]).toEqual([null, expect.stringMatching(/^169\.254\.169\.254 is an address of this link/)])
  })
})
