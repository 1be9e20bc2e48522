import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'
import { type Desk, openDesk } from '../../../../test/kit/support/desk.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { openBooks } from './book.server.ts'
import { whatIf } from './what-if.server.ts'
import { wireOf } from './what-if.routes.server.ts'
import { joined } from './what-if-words.ts'
import type { WireWhatIf } from './wire.ts'

const clock = testClock('2026-02-27T15:30:00.000Z')
const { kernel, app, db } = await testApplication({ clock })
let desk: Desk
let night: Row
let policy: Row
let late: Row
let tokens: { manager: string; employee: string }

beforeAll(async () => {
  desk = await openDesk(kernel)
  const { records } = desk
  policy = await records.create('service_level', { name: 'Standard', resolution: '4 h' })
  night = await records.create('calendar', { name: 'Night', timeZone: 'Europe/Berlin', monday: '22:00–06:00' })
  // Opened on Friday at half past four, resolved on Monday at eleven: within three and a half of its hours.
  late = await desk.report()
  const quick = await desk.report()
  clock.advance(600_000)
  await records.move('ticket', quick.id, 'resolve', { set: { resolutionCode: 'solved' } })
  clock.set('2026-03-02T10:00:00.000Z')
  await records.move('ticket', late.id, 'resolve', { set: { resolutionCode: 'solved' } })
  await desk.report()
  tokens = {
    manager: (await createCaller(kernel, { permissions: ['ticket.read', 'service_level.read'] })).token,
    employee: (await createCaller(kernel, { permissions: [] })).token,
  }
})
const ask = (body: object, token = tokens.manager) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/service-levels/what-if',
    headers: { authorization: `Bearer ${token}` },
    payload: body,
  })

describe('what if', () => {
  it('finds the tickets of a month whose promises would have been broken in other hours', async () => {
    const found: WireWhatIf = (await ask({ month: '2026-02', calendar: 'always' })).json()
    expect(found).toMatchObject({ tickets: 2, of: 2, next: null, movedCount: 1 })
    expect(found.tallies).toEqual([
      {
        ...{ metric: 'resolution', was: { kept: 2, broken: 0, open: 0 }, would: { kept: 1, broken: 1, open: 0 } },
        ...{ newlyBroken: 1, noLongerBroken: 0 },
      },
    ])
    expect(found.moved).toEqual([
      {
        ticket: { id: late.id, number: late.number, title: 'No sound' },
        ...{ metric: 'resolution', round: 1, was: 'kept', would: 'broken' },
        ...{ dueWas: '2026-03-02T10:30:00.000Z', dueWould: '2026-02-27T19:30:00.000Z' },
      },
    ])
  })

  it('counts by a calendar that no policy names, and within other times', async () => {
    const byNight: WireWhatIf = (await ask({ month: '2026-02', calendar: night.id })).json()
    expect(byNight.movedCount).toBe(0)
    const strict: WireWhatIf = (
      await ask({ month: '2026-02', policy: policy.id, times: { resolution: '5 min' } })
    ).json()
    expect(strict.movedCount).toBe(2)
    const lenient: WireWhatIf = (await ask({ month: '2026-01', times: { resolution: '5 min' } })).json()
    expect(lenient).toMatchObject({ tickets: 0, movedCount: 0, tallies: [] })
  })

  it('goes through a month part by part, and comes to the same as in one go', async () => {
    const book = await openBooks(kernel).fresh()
    const change = { policy: null, calendar: 'always', times: {} }
    const part = (after: string | null) => whatIf(kernel, book, { month: '2026-02', change, after, most: 1 })
    const first = await part(null)
    const second = await part(first.next)
    expect([first.tickets, first.of, second.tickets, second.of, second.next]).toEqual([1, 2, 1, null, null])
    const whole = await whatIf(kernel, book, { month: '2026-02', change, after: null })
    expect(joined(wireOf(first), wireOf(second))).toEqual(wireOf(whole))
    expect((await ask({ month: '2026-02', calendar: 'always', after: first.next })).json()).toEqual(wireOf(second))
    expect((await ask({ month: '2026-02', calendar: 'always', after: 'page 2' })).json().problems).toEqual([
      { field: 'after', says: 'must be what the part before gave as next.' },
    ])
  })

  it('changes nothing', async () => {
    const [before] = await db.query('select count(*)::int as entries from history')
    await ask({ month: '2026-02', calendar: 'always' })
    expect(await db.query('select count(*)::int as entries from history')).toEqual([before])
    expect((await desk.again(late))['isBreached']).toBe(false)
  })

  it('says what is wrong with a question, and answers only who may see all tickets', async () => {
    expect((await ask({ month: '2026-02', times: { response: 'soon' } })).json().problems).toEqual([
      { field: 'times.response', says: "'soon' can't be read. Write 30 min, 8 h or 2 working days." },
    ])
    expect((await ask({ month: 'February' })).json().problems[0].field).toBe('month')
    expect((await ask({ month: '2026-02', calendar: late.id })).statusCode).toBe(404)
    expect((await ask({ month: '2026-02', calendar: 'always' }, tokens.employee)).statusCode).toBe(403)
  })
})
