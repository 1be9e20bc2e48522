import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../test/kit/application.ts'
import { testClock } from '../../test/kit/clock.ts'
import { createCaller } from '../../test/kit/record/callers.ts'
import { createWorld } from '../../test/kit/record/world.ts'
import type { Row } from '../kernel/record/store.server.ts'
import { beginning, entriesAfter } from '../kernel/history/position.server.ts'
import { draftClaims } from './draft-claims.server.ts'
import { followOutages } from './follow-outages.server.ts'
import type { KeptPromise, Working } from './wire.ts'

const clock = testClock('2026-10-02T06:00:00.000Z')
const { kernel, app, db } = await testApplication({ clock })
const records = kernel.store.asSystem('test')
let mail: Row
let promise: Row

const outage = (startedAt: string, endedAt: string, more: Readonly<Record<string, unknown>> = {}) =>
  records.create('outage', {
    name: 'No mail in or out',
    service: mail.id,
    startedAt,
    endedAt,
    cause: 'provider',
    ...more,
  })
const claims = async (): Promise<readonly Row[]> =>
  (await records.list('service_credit', { filter: { promise: promise.id }, sort: 'periodFrom', archived: 'with' })).rows
const restingOn = async (claim: Row | undefined): Promise<readonly unknown[]> =>
  (
    await db.query<{ to_id: string }>({
      text: `select to_id from relation where from_id = $1 and link = 'service_credit_rests_on_outage'`,
      values: [claim?.id],
    })
  ).map(({ to_id }) => to_id)
let seen = beginning
/** Lets what follows the history do its work. */
async function follow(): Promise<void> {
  const { on, handle } = followOutages(kernel)
  const entries = await entriesAfter(db, { after: seen, ceiling: Number.MAX_SAFE_INTEGER, limit: 10_000 })
  for (const entry of entries) if (typeof on === 'function' && on(entry)) await handle(entry, { db, attempt: 1 })
  const last = entries.at(-1)
  if (last) seen = last
}
const ask = async <T>(url: string, permissions: readonly string[]): Promise<{ status: number; body: T }> => {
  const { token } = await createCaller(kernel, { permissions })
  const answer = await app.inject({ url: `/api/v1${url}`, headers: { authorization: `Bearer ${token}` } })
  return { status: answer.statusCode, body: answer.json<T>() }
}

beforeAll(async () => {
  const world = createWorld(kernel)
  const owner = await world.another('person')
  mail = await world.another('service', { name: 'E-mail' })
  promise = await records.create('availability_promise', {
    ...{ name: 'Mailboxes', services: [mail.id], owner: owner.id, holdsFrom: '2026-08-01', timeZone: 'UTC' },
    ...{ target: '99.9', tiers: 'below 99.9: 10 %\nbelow 99: 25 %', claimDays: 30, notice: 48 * 3600 },
    ...{ monthlyFee: { amount: '1234.56', currency: 'EUR' }, excludes: ['force_majeure'], failures: 2, failuresOf: 3 },
  })
})

describe('from an outage to a claim', () => {
  it('is drafted once the month is over, with the evidence and the outages that it rests on, and once only', async () => {
    const counts = await outage('2026-09-12T21:40:00.000Z', '2026-09-12T23:20:00.000Z')
    await outage('2026-09-20T08:00:00.000Z', '2026-09-20T08:30:00.000Z', { cause: 'force_majeure' })
    await draftClaims(kernel)
    await Promise.all([draftClaims(kernel), draftClaims(kernel)])
    const [claim, ...more] = await claims()
    expect(more).toEqual([])
    // (43,170 − 100) ÷ 43,170 is 99.76835…: a tenth of 1,234.56.
    expect(claim).toMatchObject({
      ...{ name: 'E-mail, September 2026', state: 'draft', measured: '99.768357', claimBy: '2026-10-30' },
      ...{ claimed: { amount: '123.46', currency: 'EUR' }, service: { id: mail.id }, owner: promise['owner'] },
    })
    expect(claim?.['evidence']).toContain(
      `${counts.number} No mail in or out, 12 September 2026, 21:40 to 23:20, counts`,
    )
    expect(await restingOn(claim)).toEqual([counts.id])
  })

  it('follows what becomes known of its outages while it is a draft, and is withdrawn when nothing is owed any more', async () => {
    await follow()
    const [before] = await claims()
    clock.set('2026-10-02T07:00:00.000Z')
    const worse = await outage('2026-09-25T02:00:00.000Z', '2026-09-25T09:00:00.000Z')
    await follow()
    const [worked] = await claims()
    expect(worked).toMatchObject({
      id: before?.id,
      measured: '98.795459',
      claimed: { amount: '308.64', currency: 'EUR' },
    })
    expect(await restingOn(worked)).toHaveLength(2)
    clock.set('2026-10-02T08:00:00.000Z')
    await records.archive('outage', worse.id, {})
    await follow()
    expect((await claims())[0]).toMatchObject({ measured: '99.768357' })
    expect(await restingOn(worked)).toHaveLength(1)
  })

  it('explains itself on its page by what is known now, to those who see it alone', async () => {
    const [claim] = await claims()
    const url = `/service-credits/${claim?.id}/working`
    const { status, body } = await ask<Working>(url, ['service_credit.read'])
    expect(status).toBe(200)
    expect(body).toMatchObject({ isMeasured: true, differs: null, period: { from: '2026-09-01T00:00:00.000Z' } })
    expect(body.sentences.filter(({ outage: id }) => id !== null).map(({ title }) => title)).toEqual([
      expect.stringMatching(/^OUT-\d+ No mail in or out$/),
      expect.stringMatching(/^OUT-\d+ No mail in or out$/),
    ])
    expect(body.stretches.map(({ verdict }) => verdict)).toEqual(['counts', 'excluded'])
    expect(body.sentences.at(-1)?.says).toBe(
      'Claim it by 30 October 2026 at the latest: 30 days after its last day, 30 September 2026.',
    )
    expect((await ask(url, ['outage.read'])).status).toBe(404)
    expect((await ask(`/availability-promises/${promise.id}/kept`, ['outage.read'])).status).toBe(404)
  })

  it('stays as it was sent, and says what is different now', async () => {
    const [claim] = await claims()
    await records.move('service_credit', claim?.id ?? '', 'send', { set: { sentOn: '2026-10-02' } })
    clock.set('2026-10-02T09:00:00.000Z')
    await outage('2026-09-26T02:00:00.000Z', '2026-09-26T09:00:00.000Z')
    await follow()
    await draftClaims(kernel)
    expect((await claims())[0]).toMatchObject({ state: 'sent', measured: '99.768357' })
    const { body } = await ask<Working>(`/service-credits/${claim?.id}/working`, ['service_credit.read'])
    expect(body.differs).toBe('By what is known now, it comes to 308.64 EUR.')
  })

  it('lapses where nobody sent it in time, and nothing is drafted that can’t be claimed any more', async () => {
    await outage('2026-10-10T00:00:00.000Z', '2026-10-10T03:00:00.000Z')
    clock.set('2026-11-01T02:20:00.000Z')
    await draftClaims(kernel)
    expect((await claims()).map(({ state }) => state)).toEqual(['sent', 'draft'])
    clock.set('2026-11-30T23:59:00.000Z')
    await draftClaims(kernel)
    expect((await claims()).map(({ state }) => state)).toEqual(['sent', 'draft'])
    clock.set('2026-12-01T00:01:00.000Z')
    await outage('2026-08-10T00:00:00.000Z', '2026-08-10T03:00:00.000Z')
    await draftClaims(kernel)
    expect((await claims()).map(({ state }) => state)).toEqual(['sent', 'lapsed'])
  })

  it('shows how a promise was kept period by period, and that failing again and again lets us leave', async () => {
    const { body } = await ask<{ promises: readonly KeptPromise[] }>(`/availability-promises/${promise.id}/kept`, [
      'availability_promise.read',
      'service_credit.read',
    ])
    const [kept] = body.promises
    expect(kept?.periods.map(({ says, isMissed, claim }) => [says, isMissed, claim?.state])).toEqual([
      ['August 2026', true, undefined],
      ['September 2026', true, 'sent'],
      ['October 2026', true, 'lapsed'],
      ['November 2026', false, undefined],
      ['December 2026', false, undefined],
    ])
    expect(kept?.chronic).toBe(
      'August 2026, September 2026 and October 2026 were below 99.9 %: 2 of 3 periods in a row let us end the contract.',
    )
  })
})
