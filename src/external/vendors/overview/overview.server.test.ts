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
  manager = await createCaller(kernel, { permissions: ['*.read'] })
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
    expect(seen.costs).toEqual([{ amount: '412000.00', currency: 'EUR' }])
    expect(seen.due.map(({ says }) => says)).toEqual(['Review, overdue by 8 days', 'Engagement ends in 33 days'])
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
  })

  it('is not there for who may not see vendors, and asks few times', async () => {
    const stranger = await createCaller(kernel, { permissions: ['service.read'] })
    const url = `/api/v1/vendors/${vendor.id}/overview`
    const refused = await app.inject({ url, headers: { authorization: `Bearer ${stranger.token}` } })
    expect([403, 404]).toContain(refused.statusCode)
    const statements = await statementsOf(() => ask(manager, `/vendors/${vendor.id}/overview`))
    expect(statements.length).toBeLessThanOrEqual(12)
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
