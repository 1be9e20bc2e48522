import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'
import { type Desk, openDesk } from '../../../../test/kit/support/desk.ts'
import { makeRegistry } from '../../../app/records.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { createRegistry } from '../../../kernel/record/registry.ts'
import { beginning, entriesAfter } from '../../../kernel/history/position.server.ts'
import { agreementLinks } from '../index.ts'
import { followPromises } from './recompute.server.ts'
import type { WireClocks } from './wire.ts'

// A later module has a record of what was agreed with suppliers; here a business unit is one.
const known = makeRegistry()
const registry = createRegistry(known.records, [...known.links, ...agreementLinks('business_unit')])
const clock = testClock('2026-03-02T08:00:00.000Z')
const { kernel, app, db } = await testApplication({ clock, registry })
let desk: Desk
let nordlys: Row
let tokens: { agent: string; stranger: string; asker: string }

beforeAll(async () => {
  desk = await openDesk(kernel)
  const { records } = desk
  nordlys = await records.create('business_unit', { name: 'Nordlys' })
  const policy = await records.create('service_level', { name: 'Nordlys repairs', kind: 'uc', resolution: '2 h' })
  const token = async (permissions: readonly string[], self = ''): Promise<string> =>
    (await createCaller(kernel, { permissions, ...(self && { self }) })).token
  tokens = {
    agent: await token(['ticket.read', 'ticket.write', 'service_level.write', 'business_unit.read']),
    stranger: await token(['ticket.read']),
    asker: await token([], desk.asker.id),
  }
  expect((await relate(policy, 'service_level_binds_business_unit', nordlys)).statusCode).toBe(201)
})
const relate = (from: Row, link: string, to: Row) =>
  app.inject({
    method: 'POST',
    url: `/api/v1/records/${from.id}/relations`,
    headers: { authorization: `Bearer ${tokens.agent}` },
    payload: { link, direction: 'forward', other: to.id },
  })
const clocks = async (row: Row, token = tokens.agent) => {
  const url = `/api/v1/tickets/${row.id}/clock`
  const answer: WireClocks = (await app.inject({ url, headers: { authorization: `Bearer ${token}` } })).json()
  return answer.clocks.filter(({ kind }) => kind === 'uc')
}

describe('what a later module hands in by its links', () => {
  it('is a supplier’s clock that runs from the engagement of that supplier until its end, and under no other', async () => {
    const row = await desk.report()
    expect(await clocks(row)).toEqual([])
    clock.set('2026-03-02T09:00:00.000Z')
    const engaged = await relate(row, 'ticket_engages_business_unit', nordlys)
    expect(engaged.statusCode, engaged.body).toBe(201)
    clock.set('2026-03-02T10:00:00.000Z')
    const [running] = await clocks(row)
    expect(running).toMatchObject({
      ...{ now: 'running', used: 3600, due: '2026-03-02T11:00:00.000Z' },
      agreement: { id: nordlys.id, title: 'Nordlys' },
    })
    expect(running?.words).toEqual([
      '“Nordlys repairs” counts, since it was agreed with this supplier.',
      'A solution is promised within 2 h in the hours of Hamburg office.',
      'It was paused from Mon 2 Mar, 09:00 to Mon 2 Mar, 10:00, since the supplier didn’t have it in hand: 1 h of its hours not counted.',
      'It has run since Mon 2 Mar, 10:00, since the supplier had it in hand: 1 h counted.',
      '1 h of 2 h are used, so 1 h are left: due Mon 2 Mar, 12:00.',
    ])

    const { id: relation } = engaged.json<{ id: string }>()
    clock.set('2026-03-02T12:30:00.000Z')
    const ended = await app.inject({
      method: 'DELETE',
      url: `/api/v1/relations/${relation}`,
      headers: { authorization: `Bearer ${tokens.agent}` },
    })
    expect(ended.statusCode, ended.body).toBe(204)
    clock.set('2026-03-02T15:00:00.000Z')
    expect((await clocks(row))[0]).toMatchObject({ now: 'paused', isBreached: true, breachedBy: 5400, used: 12_600 })
    // What is due next to those who ask is another matter.
    expect((await desk.again(row))['dueAt']).toBeNull()
  })

  it('is watched from then on: what is to be done about the promise is looked for in time', async () => {
    clock.set('2026-03-02T15:30:00.000Z')
    const row = await desk.report()
    await relate(row, 'ticket_engages_business_unit', nordlys)
    const { on, ahead, handle } = followPromises(kernel)
    const entries = await entriesAfter(db, { after: beginning, ceiling: Number.MAX_SAFE_INTEGER, limit: 10_000 })
    const heard = entries.filter((entry) => typeof on === 'function' && entry.recordId === row.id && on(entry))
    expect(heard.map(({ verb }) => verb)).toEqual(['related'])
    await ahead?.(heard)
    for (const entry of heard) await handle(entry, { db, attempt: 1 })
    const next = { text: 'select next_at from service_level_watch where ticket = $1', values: [row.id] }
    expect(await db.query(next)).toEqual([{ next_at: new Date('2026-03-03T08:30:00.001Z') }])
  })

  it('names the supplier to those who may see that record, and is told to nobody who only asked', async () => {
    const row = await desk.report()
    await relate(row, 'ticket_engages_business_unit', nordlys)
    expect((await clocks(row))[0]?.agreement?.title).toBe('Nordlys')
    expect((await clocks(row, tokens.stranger))[0]?.agreement).toEqual({ id: nordlys.id, title: null })
    expect(await clocks(row, tokens.asker)).toEqual([])
  })
})
