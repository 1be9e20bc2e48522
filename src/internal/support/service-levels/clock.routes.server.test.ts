import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'
import { type Desk, openDesk } from '../../../../test/kit/support/desk.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import type { WireClocks } from './wire.ts'

const clock = testClock('2026-03-02T09:00:00.000Z')
const { kernel, app } = await testApplication({ clock })
let desk: Desk
let row: Row
let tokens: { agent: string; asker: string; stranger: string }

beforeAll(async () => {
  desk = await openDesk(kernel)
  await desk.records.create('service_level', { name: 'Standard', response: '1 h', resolution: '2 working days' })
  await desk.records.create('service_level', { name: 'Teams', kind: 'ola', resolution: '4 h' })
  const reason = await desk.records.create('pending_reason', {
    ...{ name: 'An answer', waitsFor: 'requester' },
  })
  row = await desk.report()
  clock.set('2026-03-02T10:30:00.000Z')
  await desk.records.move('ticket', row.id, 'hold', { set: { pendingReason: reason.id } })
  clock.set('2026-03-03T08:00:00.000Z')
  await desk.records.move('ticket', row.id, 'resume', {})
  clock.set('2026-03-03T09:00:00.000Z')
  const caller = async (permissions: readonly string[], self: string): Promise<string> =>
    (await createCaller(kernel, { permissions, self })).token
  const other = await desk.records.create('person', { name: 'Somebody else' })
  tokens = {
    agent: await caller(['ticket.read'], other.id),
    asker: await caller([], desk.asker.id),
    stranger: await caller([], (await desk.records.create('person', { name: 'A stranger' })).id),
  }
})
const ask = (token: string, query = '') =>
  app.inject({ url: `/api/v1/tickets/${row.id}/clock${query}`, headers: { authorization: `Bearer ${token}` } })

describe('the clocks of a ticket', () => {
  it('say how each promise stands, with the stretches and why it is due when it is', async () => {
    const answer: WireClocks = (await ask(tokens.agent)).json()
    expect(answer.clocks.map(({ kind, metric, isBreached, due }) => [kind, metric, isBreached, due])).toEqual([
      ['sla', 'response', true, '2026-03-02T10:00:00.000Z'],
      ['sla', 'resolution', false, '2026-03-04T15:30:00.000Z'],
      ['ola', 'resolution', false, '2026-03-03T10:30:00.000Z'],
    ])
    const [, resolution, ola] = answer.clocks
    expect(resolution?.segments.map(({ kind, why }) => [kind, why])).toEqual([
      ['running', 'since it was IT’s turn'],
      ['paused', 'pending: An answer'],
      ['running', 'since it was IT’s turn'],
    ])
    expect(resolution?.words).toEqual([
      '“Standard” counts, which holds for all tickets.',
      'A solution is promised within 2 working days (18 h) in the hours of Hamburg office.',
      'It ran from Mon 2 Mar, 10:00 to Mon 2 Mar, 11:30: 1 h 30 min counted.',
      'It was paused from Mon 2 Mar, 11:30 to Tue 3 Mar, 09:00, pending: An answer: 6 h 30 min of its hours not counted.',
      'It has run since Tue 3 Mar, 09:00: 1 h counted.',
      '2 h 30 min of 18 h are used, so 15 h 30 min are left: due Wed 4 Mar, 16:30.',
    ])
    expect(ola?.team?.title).toBe('Service desk')
  })

  it('say times of day where the reader is', async () => {
    const { clocks, timeZone }: WireClocks = (await ask(tokens.agent, '?timeZone=America/New_York')).json()
    expect(timeZone).toBe('America/New_York')
    expect(clocks[1]?.words.at(-1)).toContain('due Wed 4 Mar, 10:30')
    const refused = await ask(tokens.agent, '?timeZone=Mars/Olympus')
    expect([refused.statusCode, refused.json().problems]).toEqual([
      400,
      [{ field: 'timeZone', says: 'There is no such time zone. Try Europe/Berlin.' }],
    ])
  })

  it('are shown to whoever asked, but for what teams promise each other, and to nobody who may not see the ticket', async () => {
    const { clocks }: WireClocks = (await ask(tokens.asker)).json()
    expect(clocks.map(({ kind }) => kind)).toEqual(['sla', 'sla'])
    expect((await ask(tokens.stranger)).statusCode).toBe(404)
  })
})
