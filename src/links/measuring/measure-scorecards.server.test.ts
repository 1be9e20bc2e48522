import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { boughtLines, type Lines } from '../../../test/kit/external/bought-lines.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import type { MeasuredFact } from '../../external/vendors/index.ts'
import type { Row } from '../../kernel/record/store.server.ts'
import { measureScorecards } from './measure-scorecards.server.ts'

const clock = testClock('2026-10-01T08:00:00.000Z')
const { app, db, kernel } = await testApplication({ clock })
const records = kernel.store.asSystem('test')
const metrics = new Map<string, Row>()
let lines: Lines
let keeper: { readonly token: string }

const values = async (fact: MeasuredFact | 'opinion', archived: 'with' | undefined = undefined) =>
  (await records.list('scorecard_value', { filter: { metric: metrics.get(fact)?.id }, sort: 'period', archived })).rows
const value = async (fact: MeasuredFact, period: string): Promise<Row | undefined> =>
  (await values(fact)).find((row) => row['period'] === period)
const versions = async () =>
  (await records.list('scorecard_value', { sort: 'createdAt', limit: 100, archived: 'with' })).rows.map((row) => [
    row.id,
    row.version,
  ])
const send = (method: 'POST' | 'PATCH', url: string, payload: object, token = keeper.token) =>
  app.inject({
    ...{ method, payload, url: `/api/v1${url}` },
    headers: { authorization: `Bearer ${token}`, ...(method === 'PATCH' && { 'if-match': '"1"' }) },
  })

beforeAll(async () => {
  lines = await boughtLines(kernel, clock)
  const card = await records.create('scorecard', { name: 'Lines', cadence: 'monthly', goodFrom: 85, fairFrom: 70 })
  const bands = [
    { from: null, points: 0 },
    { from: '90', points: 100 },
  ]
  for (const source of ['tickets_in_time', 'breach_minutes', 'availability', 'cost'] as const)
    metrics.set(
      source,
      await records.create('scorecard_metric', { name: source, scorecard: card.id, source, weight: '1', bands }),
    )
  metrics.set(
    'opinion',
    await records.create('scorecard_metric', {
      ...{ name: 'How they treat us', scorecard: card.id, nature: 'opinion', weight: '1', bands },
    }),
  )
  const { id, version } = await records.get('engagement', lines.engagement.id)
  await records.update('engagement', id, { scorecard: card.id }, { version })
  clock.set('2026-11-05T02:40:00.000Z')
  keeper = await createCaller(kernel, {
    permissions: [
      ...'engagement scorecard scorecard_metric scorecard_value'.split(' ').map((one) => `${one}.read`),
      'scorecard_value.write',
      'engagement.write',
    ],
  })
})

describe('the measured metrics of a scorecard', () => {
  it('are filled in once a month is over, each with why, and what isn’t known has no value', async () => {
    await measureScorecards(kernel)
    expect(await value('tickets_in_time', '2026-10')).toMatchObject({
      ...{ value: '33.333333', measured: '33.333333', stood: 'measured' },
      says: '1 of 3 tickets in time; 2 late, the worst by 2 h 30 min.',
    })
    expect(await value('breach_minutes', '2026-10')).toMatchObject({ stood: 'measured' })
    expect(Number((await value('breach_minutes', '2026-10'))?.['value'])).toBe(210)
    expect((await values('tickets_in_time')).map((row) => row['period'])).toEqual(['2026-10'])
    expect((await values('availability')).map((row) => row['period'])).toEqual(['2026-08', '2026-09', '2026-10'])
    expect(await values('opinion')).toEqual([])
  })

  it('are written once, however often the night comes', async () => {
    const before = await versions()
    await measureScorecards(kernel)
    expect(await versions()).toEqual(before)
  })

  it('follow what becomes known late, in their history', async () => {
    const before = await value('availability', '2026-09')
    expect(Number(before?.['value'])).toBe(100)
    await records.create('outage', {
      ...{ name: 'Lines down', service: lines.service.id, cause: 'provider' },
      ...{ startedAt: '2026-09-10T10:00:00.000Z', endedAt: '2026-09-10T17:12:00.000Z' },
    })
    await measureScorecards(kernel)
    // 432 of 43,200 minutes.
    expect(Number((await value('availability', '2026-09'))?.['value'])).toBe(99)
    const entries = await db.query({
      text: 'select verb, reason from history where record_id = $1 order by entry desc limit 1',
      values: [before?.id],
    })
    expect(entries).toEqual([{ verb: 'updated', reason: 'Measured by what is known of the period now.' }])
    expect((await value('availability', '2026-10'))?.version).toBe(1)
  })

  it('leave alone what somebody entered, and say beside it what they measure', async () => {
    const measured = await value('cost', '2026-10')
    const patched = await send('PATCH', `/scorecard-values/${measured?.id}`, { value: '118', says: 'By the invoice.' })
    expect(patched.statusCode, patched.body).toBe(200)
    const entered = { stood: 'hand', says: 'By the invoice.' }
    expect(await value('cost', '2026-10')).toMatchObject(entered)
    const { version } = await records.get('engagement', lines.engagement.id)
    const yearlyCost = { amount: '8000.00', currency: 'EUR' }
    await records.update('engagement', lines.engagement.id, { yearlyCost }, { version })
    await measureScorecards(kernel)
    const after = await value('cost', '2026-10')
    expect(after).toMatchObject(entered)
    expect([Number(after?.['value']), Number(after?.['measured'])]).toEqual([118, 150])
  })

  it('are taken away once they aren’t known any more, and come back with what they rest on', async () => {
    const { id, version } = await records.get('availability_promise', lines.promise.id)
    await records.archive('availability_promise', id, { version })
    await measureScorecards(kernel)
    expect(await values('availability')).toEqual([])
    const gone = await records.get('availability_promise', id)
    await records.restore('availability_promise', id, { version: gone.version })
    await measureScorecards(kernel)
    expect((await values('availability')).length).toBe(3)
  })

  it('are nobody’s to set as measured', async () => {
    const answer = await send('POST', '/scorecard-values', {
      ...{ engagement: lines.engagement.id, metric: metrics.get('cost')?.id, period: '2026-07' },
      ...{ value: '100', measured: '100' },
    })
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
  })
})

describe('measuring a period when asked', () => {
  const ask = (period: string, token?: string) =>
    send('POST', `/engagements/${lines.engagement.id}/actions/measure`, { period }, token)

  it('fills in a period of long ago', async () => {
    const answer = await ask('2026-03')
    expect(answer.statusCode, answer.body).toBe(200)
    expect(await value('cost', '2026-03')).toMatchObject({ stood: 'measured' })
    expect(await value('availability', '2026-03')).toBeUndefined()
  })

  it.each([
    ['2026-11', /isn’t over yet. It can be measured from 2026-12-01 on/],
    ['2026-Q3', /write one such as 2026-07/],
    ['soon', /is no period/],
  ])('refuses %s in words', async (period, says) => {
    const answer = await ask(period)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toMatch(says)
  })

  it('is for those who keep engagements, and whoever answers for this one', async () => {
    const { token } = await createCaller(kernel, { permissions: ['engagement.read', 'scorecard_value.read'] })
    expect((await ask('2026-03', token)).statusCode).toBe(403)
  })
})

describe('a metric', () => {
  it('that is an opinion is measured by nothing', async () => {
    const { id, version } = await records.get('scorecard_metric', metrics.get('opinion')?.id ?? '')
    await expect(records.update('scorecard_metric', id, { source: 'cost' }, { version })).rejects.toMatchObject({
      problems: [{ field: 'source' }],
    })
  })
})
