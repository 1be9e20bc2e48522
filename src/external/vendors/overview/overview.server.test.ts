import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { type Caller, createCaller } from '../../../../test/kit/record/callers.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import type { EngagementScores, VendorOverview } from './overview.ts'

const clock = testClock('2026-11-28T09:00:00.000Z')
const { kernel, app, statementsOf } = await testApplication({ clock })
const records = kernel.store.asSystem('test')
const world = createWorld(kernel)
let vendor: Row
let lines: Row
let manager: Caller
let engineer: Caller

const ask = async <T>(who: Caller, url: string): Promise<T> => {
  const answer = await app.inject({ url: `/api/v1${url}`, headers: { authorization: `Bearer ${who.token}` } })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<T>()
}

beforeAll(async () => {
  manager = await createCaller(kernel, { permissions: ['*.read', 'contract.see_money'] })
  engineer = await createCaller(kernel, {
    permissions: ['vendor.read', 'engagement.read', 'vendor_contact.read', 'service.read'],
  })
  vendor = await world.another('vendor', { name: 'Nordlys Netz' })
  const wan = await records.create('service', { name: 'Wide-area network', criticality: 'important' })
  const orders = await records.create('service', { name: 'Order to cash', criticality: 'vital', dependsOn: [wan.id] })
  // A circle, as real companies have them.
  await records.update('service', wan.id, { dependsOn: [orders.id] })
  await records.create('service', { name: 'Fax' })
  const owner = await world.another('person')
  lines = await records.create('engagement', {
    ...{
      name: 'Lines between all sites',
      vendor: vendor.id,
      services: [wan.id],
      owner: owner.id,
      startsOn: '2024-01-01',
    },
    ...{ yearlyCost: { amount: '412000.00', currency: 'EUR' }, endsOn: '2026-12-31' },
  })
  await records.move('engagement', lines.id, 'start')
  await records.create('engagement', {
    name: 'Idea',
    vendor: vendor.id,
    yearlyCost: { amount: '5.00', currency: 'EUR' },
  })
  await records.createMany('vendor_contact', [
    { vendor: vendor.id, name: 'Hotline', level: 1, phone: '+49 40 5551234' },
    { vendor: vendor.id, name: 'Duty manager', level: 2, escalateAfter: 7200, phone: '+49 40 5551235' },
    { vendor: vendor.id, name: 'Sales' },
  ])
  await records.create('performance_review', { vendor: vendor.id, name: 'Review of 2026-11', dueOn: '2026-11-20' })
  await records.create('vendor_issue', { vendor: vendor.id, title: 'Late reports', dueOn: '2027-11-01' })
  const order = await records.create('contract', {
    ...{ name: 'Lines, order form', counterparty: 'Nordlys Netz', engagement: lines.id, owner: owner.id },
    signedOn: '2026-01-15',
  })
  await records.create('contract_event', {
    ...{ contract: order.id, kind: 'initial', subject: 'Signed', happenedOn: '2026-01-15', startsOn: '2026-02-01' },
    ...{ termCount: 12, termUnit: 'months', renewal: 'automatic', renewalCount: 12, renewalUnit: 'months' },
    ...{ noticeCount: 1, noticeUnit: 'months', price: { amount: '34000.00', currency: 'EUR' }, pricePer: 'month' },
  })
  for (const move of ['submit', 'approve', 'sign']) await records.move('contract', order.id, move)
  await records.create('obligation', {
    ...{ what: 'Send the report', contract: order.id, side: 'theirs', trigger: 'schedule' },
    ...{ firstDueOn: '2026-12-15', everyCount: 1, everyUnit: 'months', nextDueOn: '2026-12-15' },
  })
  const claim = await records.create('service_credit', {
    ...{ name: 'October', engagement: lines.id, periodFrom: '2026-10-01', periodTo: '2026-10-31', promised: '99.9' },
    ...{ measured: '99.1', claimed: { amount: '3400.00', currency: 'EUR' }, evidence: 'Two outages' },
  })
  await records.move('service_credit', claim.id, 'send', { set: { sentOn: '2026-11-08' } })
  const wayOut = { name: 'Way out', engagement: lines.id, owner: owner.id, exerciseEvery: 1 }
  const plan = await records.create('exit_plan', wayOut)
  await records.move('exit_plan', plan.id, 'agree')
  const card = await records.create('scorecard', { name: 'What is run for us' })
  const bands = [
    { from: null, points: 0 },
    { from: '99.9', points: 100 },
  ]
  const [up, treat] = [
    await records.create('scorecard_metric', {
      scorecard: card.id,
      name: 'Availability',
      unit: '%',
      weight: '60',
      bands,
      place: 1,
    }),
    await records.create('scorecard_metric', {
      scorecard: card.id,
      name: 'How they treat us',
      nature: 'opinion',
      weight: '40',
      bands,
      place: 2,
    }),
  ]
  await records.createMany('scorecard_value', [
    { engagement: lines.id, metric: up.id, period: '2026-Q3', value: '99.9', theirs: '99.95' },
    { engagement: lines.id, metric: up.id, period: '2026-Q2', value: '99.8' },
    { engagement: lines.id, metric: treat.id, period: '2026-Q2', value: '100' },
  ])
})

describe('a vendor at a glance', () => {
  it('says what is bought, what it costs, how they do, what is due, what hangs on them, and whom to call', async () => {
    const seen = await ask<VendorOverview>(manager, `/vendors/${vendor.id}/overview`)
    expect(seen.buys.map(({ title, latest, gain }) => [title, latest?.score ?? null, gain])).toEqual([
      ['Idea', null, null],
      ['Lines between all sites', '100', 60],
    ])
    const eur = (amount: string) => ({ amount, currency: 'EUR' })
    expect(seen.costs).toEqual({
      expected: [eur('412000.00')],
      agreed: {
        ...{ contracts: 1, perYear: [eur('408000.00')], unpriced: 0, uncovered: { count: 0, expected: [] } },
        differs: [{ by: eur('4000.00'), isMore: false }],
      },
    })
    expect(seen.leave).toMatchObject({
      ...{ contracts: 1, unbound: 0, bound: { until: '2027-01-31', contract: { title: 'Lines, order form' } } },
      notice: { by: '2026-12-31' },
    })
    expect(seen.due.map(({ title, says }) => `${title}: ${says}`)).toEqual([
      'October: Claim sent, not answered for 20 days',
      'Review of 2026-11: Review, overdue by 8 days',
      'Lines, order form: To be decided whether it goes on in 3 days',
      'Send the report: They owe it in 17 days',
      'Way out: To be tried out for the first time in 30 days',
      'Lines between all sites: Engagement ends in 33 days',
      'Lines, order form: Notice to be sent in 33 days',
    ])
    expect(seen.hanging).toEqual({ count: 2, vital: 1 })
    expect(seen.hangs.map(({ title, isDirect }) => [title, isDirect])).toEqual([
      ['Order to cash', false],
      ['Wide-area network', true],
    ])
    expect(seen.path.map(({ says }) => says)).toEqual([
      'Level 1: Hotline, at once.',
      'Level 2: Duty manager, after 2 hours.',
    ])
    expect(seen.contacts.map(({ name }) => name)).toEqual(['Duty manager', 'Hotline', 'Sales'])
  })

  it('leaves out scores, reviews and issues for who may not see them', async () => {
    const seen = await ask<VendorOverview>(engineer, `/vendors/${vendor.id}/overview`)
    expect(seen.buys.map(({ latest }) => latest)).toEqual([null, null])
    expect(seen.due.map(({ type }) => type)).toEqual(['engagement'])
    expect([seen.costs.agreed, seen.leave]).toEqual([null, null])
  })

  it('is not there for who may not see vendors, and asks few times', async () => {
    const stranger = await createCaller(kernel, { permissions: ['service.read'] })
    const url = `/api/v1/vendors/${vendor.id}/overview`
    const refused = await app.inject({ url, headers: { authorization: `Bearer ${stranger.token}` } })
    expect([403, 404]).toContain(refused.statusCode)
    const statements = await statementsOf(() => ask(manager, `/vendors/${vendor.id}/overview`))
    expect(statements.length).toBeLessThanOrEqual(17)
  })
})

describe('how an engagement did', () => {
  it('is told period by period, with what is not known, and where the vendor says something else', async () => {
    const { scores } = await ask<EngagementScores>(manager, `/engagements/${lines.id}/scores`)
    expect(scores.map(({ period, score, known, cardName }) => [period, score, known, cardName])).toEqual([
      ['2026-Q3', '100', '60', 'What is run for us'],
      ['2026-Q2', '40', '100', 'What is run for us'],
    ])
    expect(scores[0]?.disputed).toHaveLength(1)
    expect(scores[0]?.lines[1]?.says).toBe('How they treat us isn’t known and counts for nothing.')
  })

  it('keeps one value of a metric for a period', async () => {
    const [value] = (await records.list('scorecard_value', { filter: { period: '2026-Q3' } })).rows
    const { engagement, metric } = value as unknown as Readonly<Record<string, { id: string }>>
    const twice = records.create('scorecard_value', {
      engagement: engagement?.id,
      metric: metric?.id,
      period: '2026-Q3',
      value: '1',
    })
    await expect(twice).rejects.toMatchObject({ problems: [{ field: 'slot' }] })
  })
})
