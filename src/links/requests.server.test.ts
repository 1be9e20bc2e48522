import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../test/kit/application.ts'
import { testClock } from '../../test/kit/clock.ts'
import { createCaller } from '../../test/kit/record/callers.ts'
import { createWorld } from '../../test/kit/record/world.ts'
import { roles } from '../foundation/roles.ts'
import { nobody, type Who } from '../kernel/access/who.ts'
import { beginning, entriesAfter } from '../kernel/history/position.server.ts'
import { createImport, readImport, setMapping, startApplying } from '../kernel/importing/imports.server.ts'
import { importWork } from '../kernel/importing/work.server.ts'
import type { Row } from '../kernel/record/store.server.ts'
import { draftClaims } from './draft-claims.server.ts'
import { followOutages } from './follow-outages.server.ts'
import type { KeptPromise, Working } from './wire.ts'

const clock = testClock('2026-10-02T06:00:00.000Z')
const { kernel, app, db } = await testApplication({ clock })
const records = kernel.store.asSystem('test')
const world = createWorld(kernel)
const folder = mkdtempSync(join(tmpdir(), 'requests-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const permissions = roles.find(({ name }) => name === 'vendor_manager')?.permissions ?? []
let who: Who
let portal: Row
let promise: Row

const dayOf = (n: number): string => new Date(Date.UTC(2026, 8, n)).toISOString()
/** September without three days; 12 of 1,000 failed on the 10th. */
const counted = Array.from({ length: 30 }, (_, n) => n + 1).filter((n) => ![4, 5, 20].includes(n))
const lines = (failedOn10th = 12) => [
  'Promise;Service;From;Until;Requests;Failed;Key',
  ...counted.map((n) => {
    const failed = n === 10 ? failedOn10th : 0
    return ['Portal by requests', 'Portal', dayOf(n), dayOf(n + 1), '1000', failed, `probe-${n}`].join(';')
  }),
]

async function bring(rows: readonly string[], mode?: 'create') {
  const path = join(folder, 'counts.csv')
  writeFileSync(path, rows.join('\r\n'))
  const { id, mapping } = await createImport(kernel, who, { path, fileName: 'counts.csv', type: 'counted_requests' })
  await setMapping(kernel, who, id, { ...mapping, matchOn: mode ? [] : ['key'], mode: mode ?? 'both' })
  const work = importWork(kernel)
  await work.run(id)
  await startApplying(kernel, who, id)
  await work.run(id)
  return (await readImport(kernel, who, id)).counts
}
const countOf = async (): Promise<number> => (await records.count('counted_requests', {})).count
const claims = async (): Promise<readonly Row[]> =>
  (await records.list('service_credit', { filter: { promise: promise.id }, sort: 'periodFrom' })).rows
const ask = async <T>(url: string, held: readonly string[]): Promise<{ status: number; body: T }> => {
  const { token } = await createCaller(kernel, { permissions: held })
  const answer = await app.inject({ url: `/api/v1${url}`, headers: { authorization: `Bearer ${token}` } })
  return { status: answer.statusCode, body: answer.json<T>() }
}
let seen = beginning
let drafted = 0
/** Lets what follows the history do its work. */
async function follow(): Promise<void> {
  const { on, handle } = followOutages(kernel)
  const entries = await entriesAfter(db, { after: seen, ceiling: Number.MAX_SAFE_INTEGER, limit: 10_000 })
  for (const entry of entries)
    if (typeof on === 'function' && on(entry)) {
      await handle(entry, { db, attempt: 1 })
      drafted += 1
    }
  seen = entries.at(-1) ?? seen
}

beforeAll(async () => {
  const { account, name } = await createCaller(kernel, { name: 'Vera', permissions })
  who = { ...nobody, account, name, permissions: new Set(permissions) }
  portal = await world.another('service', { name: 'Portal' })
  promise = await records.create('availability_promise', {
    ...{ name: 'Portal by requests', services: [portal.id], holdsFrom: '2026-09-01', timeZone: 'UTC' },
    ...{ target: '99.99', counts: 'requests', tiers: 'below 99.99: 10 %', claimDays: 60 },
    ...{ monthlyFee: { amount: '2000.00', currency: 'EUR' }, excludes: ['force_majeure'] },
  })
})

describe('availability by requests', () => {
  it('is brought in as a file, once however often: what is the same changes nothing', async () => {
    expect(await bring(lines())).toEqual({ create: 27 })
    expect(await bring(lines())).toEqual({ skip: 27 })
    expect(await bring(lines(), 'create')).toMatchObject({ refused: 27 })
    expect(await countOf()).toBe(27)
  }, 30_000)

  it('refuses a stretch that overlaps another, with the row named, and takes the rest', async () => {
    const overlapping = [
      'Promise;Service;From;Until;Requests;Failed;Key',
      `Portal by requests;Portal;2026-10-01T00:00:00Z;2026-10-01T12:00:00Z;500;0;probe-31`,
      `Portal by requests;Portal;2026-09-10T06:00:00Z;2026-09-10T07:00:00Z;40;0;probe-10b`,
    ]
    expect(await bring(overlapping)).toMatchObject({ create: 1, refused: 1 })
    const values = { promise: promise.id, service: portal.id, total: 1, failed: 0 }
    const twice = { startsAt: '2026-09-09T23:00:00.000Z', endsAt: '2026-09-10T01:00:00.000Z' }
    await expect(records.create('counted_requests', { ...values, ...twice })).rejects.toMatchObject({
      problems: [
        {
          field: 'startsAt',
          says: 'Requests from 2026-09-09 00:00 until 2026-09-10 00:00 UTC are counted already, which overlaps. Correct that count, or archive it first.',
        },
      ],
    })
    const outcomes = await records.createMany('counted_requests', [
      { ...values, startsAt: '2026-10-01T12:00:00.000Z', endsAt: '2026-10-01T14:00:00.000Z' },
      { ...values, startsAt: '2026-10-01T13:00:00.000Z', endsAt: '2026-10-01T15:00:00.000Z' },
      { ...values, startsAt: '2026-10-01T14:00:00.000Z', endsAt: '2026-10-01T16:00:00.000Z' },
    ])
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false, true])
    expect(JSON.stringify(outcomes[1])).toMatch(
      /"row":1.*Requests from 2026-10-01 12:00 until 2026-10-01 14:00 UTC are counted already/,
    )
    const two = { startsAt: '2026-10-01T17:00:00.000Z', endsAt: '2026-10-01T18:00:00.000Z' }
    const raced = await Promise.allSettled([
      records.create('counted_requests', { ...values, ...two }),
      records.create('counted_requests', { ...values, ...two, endsAt: '2026-10-01T17:30:00.000Z' }),
    ])
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  }, 30_000)

  it('names the field of what can’t be', async () => {
    const values = { promise: promise.id, service: portal.id, startsAt: dayOf(60) }
    const refused = (more: object) => records.create('counted_requests', { ...values, total: 1, failed: 0, ...more })
    await expect(refused({ endsAt: dayOf(60) })).rejects.toMatchObject({ problems: [{ field: 'endsAt' }] })
    // A day by our clocks that has 25 hours, since they are put back, is one day.
    const clocksBack = { startsAt: '2026-10-24T22:00:00.000Z', endsAt: '2026-10-25T23:00:00.000Z' }
    const { id } = await records.create('counted_requests', { ...values, total: 1, failed: 0, ...clocksBack })
    await records.archive('counted_requests', id)
    await expect(refused({ endsAt: dayOf(62) })).rejects.toMatchObject({ problems: [{ field: 'endsAt' }] })
    await expect(refused({ endsAt: dayOf(61), failed: 2 })).rejects.toMatchObject({ problems: [{ field: 'failed' }] })
  })

  it('refuses what nothing would measure, by hand and in a file, and says what is', async () => {
    const { id: other } = await world.another('service', { name: 'Warehouse' })
    const byTime = await world.another('availability_promise', { name: 'By time', services: [portal.id] })
    const values = { startsAt: dayOf(60), endsAt: dayOf(61), total: 1, failed: 0 }
    const refused = (more: object) => records.create('counted_requests', { ...values, ...more })
    await expect(refused({ promise: promise.id, service: other })).rejects.toMatchObject({
      problems: [{ field: 'service', says: expect.stringMatching(/isn’t for this service, .* It is for: Portal\.$/) }],
    })
    await expect(refused({ promise: byTime.id, service: portal.id })).rejects.toMatchObject({
      problems: [{ field: 'promise', says: expect.stringContaining('isn’t measured by requests') }],
    })
    const [header = ''] = lines()
    const wrong = `Portal by requests;Warehouse;${dayOf(60)};${dayOf(61)};10;0;probe-60`
    const right = `Portal by requests;Portal;${dayOf(60)};${dayOf(61)};10;0;probe-60b`
    expect(await bring([header, wrong, right])).toMatchObject({ create: 1, refused: 1 })
  }, 30_000)

  it('becomes a claim that explains itself, and says what isn’t known', async () => {
    await follow()
    expect(drafted).toBeGreaterThan(27)
    const [claim, ...more] = await claims()
    expect(more).toEqual([])
    // (27,000 − 12) ÷ 27,000 is 99.95555…: a tenth of 2,000.00.
    expect(claim).toMatchObject({
      state: 'draft',
      measured: '99.955555',
      claimed: { amount: '200.00', currency: 'EUR' },
    })
    expect(claim?.['evidence']).toContain('Of 27,000 requests 12 failed: 99.9556 %.')
    expect(claim?.['evidence']).toContain(
      'No counts for 3 of 30 days (4 to 5 September 2026; 20 September 2026): unknown, not 100 %.',
    )
    const { body } = await ask<Working>(`/service-credits/${claim?.id}/working`, ['service_credit.read'])
    expect(body.sentences.map(({ says }) => says)).toContain('Of 27,000 requests 12 failed: 99.9556 %.')
    const { body: kept } = await ask<{ promises: readonly KeptPromise[] }>(
      `/availability-promises/${promise.id}/kept`,
      ['availability_promise.read'],
    )
    expect(kept.promises[0]?.periods[0]).toMatchObject({
      ...{ says: 'September 2026', availability: '99.9556', unknown: 'no counts for 3 of 30 days', isMissed: true },
    })
  }, 30_000)

  it('is not sent while days aren’t known, unless somebody says why, and asks again when others are missing', async () => {
    const [draft] = await claims()
    const { token } = await createCaller(kernel, { permissions })
    const move = async (set: object) => {
      const answer = await app.inject({
        ...{ method: 'POST', url: `/api/v1/service-credits/${draft?.id}/moves/send` },
        ...{ headers: { authorization: `Bearer ${token}` }, payload: { sentOn: '2026-10-02', ...set } },
      })
      return { status: answer.statusCode, ...answer.json<{ problems?: readonly object[] }>() }
    }
    const gaps = 'No counts for 3 of 30 days (4 to 5 September 2026; 20 September 2026): unknown, not 100 %.'
    expect(draft).toMatchObject({ gaps, whyWithGaps: null })
    expect(await move({})).toMatchObject({
      status: 422,
      problems: [
        { field: 'whyWithGaps', says: `${gaps} Bring in what is missing, or say why it is claimed all the same.` },
      ],
    })
    const { id, version } = draft ?? promise
    await records.update('service_credit', id, { whyWithGaps: 'They agreed' }, { version })
    clock.set('2026-10-02T06:30:00.000Z')
    const { id: late } = await records.create('counted_requests', {
      ...{ promise: promise.id, service: portal.id, startsAt: dayOf(20), endsAt: dayOf(21), total: 1000, failed: 0 },
    })
    await follow()
    expect((await claims())[0]).toMatchObject({
      gaps: 'No counts for 2 of 30 days (4 to 5 September 2026): unknown, not 100 %.',
      whyWithGaps: null,
    })
    clock.set('2026-10-02T06:40:00.000Z')
    await records.archive('counted_requests', late)
    await follow()
    expect((await claims())[0]).toMatchObject({ gaps, state: 'draft' })
  }, 30_000)

  it('follows a count that is corrected, alone and in a file, and leaves out what is excused', async () => {
    clock.set('2026-10-02T07:00:00.000Z')
    expect(await bring(lines(27))).toEqual({ update: 1, skip: 26 })
    await follow()
    expect((await claims())[0]).toMatchObject({ measured: '99.900000' })
    await records.create('outage', {
      ...{ name: 'Flood', service: portal.id, cause: 'force_majeure' },
      ...{ startedAt: dayOf(10), endedAt: dayOf(11) },
    })
    await follow()
    expect((await claims())[0]).toMatchObject({ state: 'withdrawn' })
    await draftClaims(kernel)
    expect(await claims()).toHaveLength(1)
  }, 30_000)

  it('is not there for an employee', async () => {
    const employee = roles.find(({ name }) => name === 'employee')?.permissions ?? []
    const [count] = (await records.list('counted_requests', { limit: 1 })).rows
    expect((await ask(`/request-counts/${count?.id}`, permissions)).status).toBe(200)
    expect((await ask(`/request-counts/${count?.id}`, employee)).status).toBe(404)
    expect((await ask<{ rows: readonly unknown[] }>('/request-counts', employee)).body.rows ?? []).toEqual([])
    expect((await ask(`/availability-promises/${promise.id}/kept`, employee)).status).toBe(404)
  })
})
