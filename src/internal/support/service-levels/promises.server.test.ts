import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'
import { type Desk, openDesk } from '../../../../test/kit/support/desk.ts'
import { nobody, type Who } from '../../../kernel/access/who.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { writeComment } from '../../../kernel/traits/comments.server.ts'
import { entriesAfter, beginning } from '../../../kernel/history/position.server.ts'
import { followPromises, recomputeOpen } from './recompute.server.ts'

const clock = testClock()
const { kernel, db } = await testApplication({ clock })
let desk: Desk
let agent: Who
let asker: Who
let standard: Row
let waitsForAnswer: Row

async function caller(permissions: readonly string[], self: string): Promise<Who> {
  const { account, name } = await createCaller(kernel, { permissions, self })
  return { ...nobody, account, name, self, permissions: new Set(permissions) }
}

beforeAll(async () => {
  desk = await openDesk(kernel)
  const { records } = desk
  const other = await records.create('person', { name: 'Another agent' })
  agent = await caller(
    ['person.read', 'comment.write', 'comment.see_internal', 'ticket.read', 'ticket.write'],
    other.id,
  )
  asker = await caller(['person.read', 'comment.write'], desk.asker.id)
  standard = await records.create('service_level', {
    name: 'Standard',
    response: '1 h',
    resolution: '8 h',
    nextReply: '2 h',
  })
  await records.create('service_level', { name: 'Critical', priorities: ['critical'], resolution: '2 h' })
  waitsForAnswer = await records.create('pending_reason', {
    name: 'An answer',
    waitsFor: 'requester',
  })
})
const say = (who: Who, { id }: Row, isInternal = false): Promise<unknown> =>
  writeComment(kernel, who, { id, text: 'A word.', isInternal })
const results = ({ id }: Row): Promise<{ clock: string; round: number; is_breached: boolean; used: number }[]> =>
  db.query({
    text: `select clock, round, is_breached, used::float as used from service_level_result where ticket = $1 order by stopped_at, clock`,
    values: [id],
  })
const dueOf = (row: Row): unknown => [row['dueAt'], row['dueFor'], row['isBreached']]

describe('a due time', () => {
  it('GLPI #17186, #16236: is written by nobody, so that nothing moves what somebody wrote', async () => {
    clock.set('2026-03-02T09:00:00.000Z')
    const row = await desk.report()
    await expect(desk.records.update('ticket', row.id, { dueAt: '2026-03-02T12:00:00.000Z' })).rejects.toMatchObject({
      problems: [{ field: 'dueAt', says: 'Due at is worked out, and can’t be set.' }],
    })
    await desk.records.update('ticket', row.id, { title: 'No sound at all', remindAt: '2026-03-02T12:00:00.000Z' })
    expect(dueOf(await desk.again(row))).toEqual(dueOf(row))
  })
})

describe('a ticket', () => {
  it('has its next due moment from the write that makes it', async () => {
    clock.set('2026-03-02T09:00:00.000Z')
    expect(dueOf(await desk.report())).toEqual(['2026-03-02T10:00:00.000Z', 'response', false])
    const many = await desk.records.createMany('ticket', [
      { title: 'One', requester: desk.asker.id },
      { title: 'Two', requester: desk.asker.id, impact: 'high', urgency: 'high' },
    ])
    const [one, two] = await Promise.all(many.map((made) => desk.records.get('ticket', made.ok ? made.id : '')))
    expect([one?.['dueFor'], two?.['dueFor']]).toEqual(['response', 'response'])
  })

  it('goes on to the resolution once it is answered by somebody of IT, and not by a note among agents', async () => {
    clock.set('2026-03-02T09:00:00.000Z')
    const row = await desk.report()
    clock.advance(600_000)
    await say(agent, row, true)
    await say(asker, row)
    expect(dueOf(await desk.again(row))).toEqual(['2026-03-02T10:00:00.000Z', 'response', false])
    clock.advance(60_000)
    await say(agent, row)
    expect(dueOf(await desk.again(row))).toEqual(['2026-03-02T17:00:00.000Z', 'resolution', false])
    clock.advance(600_000)
    await say(asker, row)
    expect(dueOf(await desk.again(row))).toEqual(['2026-03-02T11:21:00.000Z', 'next_reply', false])
    expect(await results(row)).toEqual([{ clock: 'sla response', round: 1, is_breached: false, used: 660 }])
  })

  it('has nothing due while it waits, and what was left when it goes on', async () => {
    clock.set('2026-03-02T09:00:00.000Z')
    const row = await desk.report()
    await say(agent, row)
    clock.set('2026-03-02T11:00:00.000Z')
    await desk.records.move('ticket', row.id, 'hold', { set: { pendingReason: waitsForAnswer.id } })
    expect(dueOf(await desk.again(row))).toEqual([null, null, false])
    clock.set('2026-03-05T11:00:00.000Z')
    await desk.records.move('ticket', row.id, 'resume', {})
    expect(dueOf(await desk.again(row))).toEqual(['2026-03-05T17:00:00.000Z', 'resolution', false])
  })

  it('is judged from its opening on by the priority that it gets', async () => {
    clock.set('2026-03-02T09:00:00.000Z')
    const row = await desk.report()
    await say(agent, row)
    clock.set('2026-03-02T12:00:00.000Z')
    await desk.records.update('ticket', row.id, { impact: 'high', urgency: 'high' })
    expect(dueOf(await desk.again(row))).toEqual(['2026-03-02T11:00:00.000Z', 'resolution', true])
    await desk.records.update('ticket', row.id, { impact: 'low', urgency: 'medium' })
    expect(dueOf(await desk.again(row))).toEqual(['2026-03-02T17:00:00.000Z', 'resolution', false])
  })

  it('keeps what became of its promises when it is resolved, and takes it back when it is reopened', async () => {
    clock.set('2026-03-02T09:00:00.000Z')
    const row = await desk.report()
    clock.set('2026-03-02T16:30:00.000Z')
    await desk.records.move('ticket', row.id, 'resolve', { set: { resolutionCode: 'solved' } })
    expect(dueOf(await desk.again(row))).toEqual([null, null, true])
    expect(await results(row)).toEqual([
      { clock: 'sla resolution', round: 1, is_breached: false, used: 27_000 },
      { clock: 'sla response', round: 1, is_breached: true, used: 27_000 },
    ])
    clock.set('2026-03-03T09:00:00.000Z')
    await desk.records.move('ticket', row.id, 'reopen', {})
    expect(await results(row)).toHaveLength(1)
    expect((await desk.again(row))['dueFor']).toBe('resolution')
  })

  it('belongs to a VIP, or to a unit below the one that a policy names', async () => {
    clock.set('2026-03-02T09:00:00.000Z')
    const { records } = desk
    const company = await records.create('business_unit', { name: 'Company', code: 'C' })
    const sales = await records.create('business_unit', { name: 'Sales', code: 'S', parent: company.id })
    const vip = await records.create('person', { name: 'Vera', isVip: true })
    const seller = await records.create('person', { name: 'Sam', businessUnit: sales.id })
    const both = [
      await records.create('service_level', { name: 'VIP', isForVip: true, response: '10 min' }),
      await records.create('service_level', { name: 'Company', units: [company.id], response: '20 min' }),
    ]
    const due = async (values: Record<string, unknown>) => (await desk.report(values))['dueAt']
    expect(await due({ requester: vip.id })).toBe('2026-03-02T09:10:00.000Z')
    expect(await due({ requester: desk.asker.id, requestedFor: vip.id })).toBe('2026-03-02T09:10:00.000Z')
    expect(await due({ requester: seller.id })).toBe('2026-03-02T09:20:00.000Z')
    expect(await due({})).toBe('2026-03-02T10:00:00.000Z')
    for (const { id } of both) await records.archive('service_level', id)
  })
})

describe('open tickets', () => {
  it('are worked out anew when a policy or a calendar changes, and only they', async () => {
    clock.set('2026-03-04T09:00:00.000Z')
    const [open, over] = [await desk.report(), await desk.report()]
    await desk.records.move('ticket', over.id, 'resolve', { set: { resolutionCode: 'solved' } })
    await desk.records.update('service_level', standard.id, { response: '3 h' })
    expect((await desk.again(open))['dueAt']).toBe('2026-03-04T10:00:00.000Z')
    await recomputeOpen(kernel)
    expect((await desk.again(open))['dueAt']).toBe('2026-03-04T12:00:00.000Z')
    await desk.records.create('special_day', {
      calendar: desk.calendar.id,
      name: 'Works meeting',
      startsOn: '2026-03-04',
      hours: '13:00–18:00',
    })
    await recomputeOpen(kernel)
    expect((await desk.again(open))['dueAt']).toBe('2026-03-04T15:00:00.000Z')
    await desk.records.update('service_level', standard.id, { response: '1 h' })
    await recomputeOpen(kernel)
    expect((await desk.again(open))['dueAt']).toBe('2026-03-04T13:00:00.000Z')
    expect(await results(over)).toHaveLength(2)
  })

  it('change no version and leave no trace in the history when their due moments move', async () => {
    const row = await desk.report()
    await desk.records.update('service_level', standard.id, { response: '2 h' })
    await recomputeOpen(kernel)
    expect((await desk.again(row)).version).toBe(1)
    await desk.records.update('service_level', standard.id, { response: '1 h' })
    await recomputeOpen(kernel)
    expect((await desk.again(row))['dueAt']).toBe(row['dueAt'])
  })

  it('follow what the history says of policies, reasons, calendars and people, and nothing else', async () => {
    clock.set('2026-03-09T09:00:00.000Z')
    const { on, handle, ahead } = followPromises(kernel)
    const row = await desk.report()
    await desk.records.update('service_level', standard.id, { response: '4 h' })
    await desk.records.update('person', desk.asker.id, { isVip: true })
    await desk.records.update('person', desk.asker.id, { isVip: false, jobTitle: 'Captain' })
    const entries = await entriesAfter(db, { after: beginning, ceiling: Number.MAX_SAFE_INTEGER, limit: 10_000 })
    const isHeard = typeof on === 'function' ? on : () => false
    const heard = entries.filter(isHeard).map(({ type }) => type)
    expect(new Set(heard)).toEqual(
      new Set(['service_level', 'pending_reason', 'calendar', 'special_day', 'business_unit', 'person']),
    )
    expect(heard.filter((type) => type === 'person')).toHaveLength(2)
    const last = entries.findLast(({ type }) => type === 'service_level')
    if (!last) throw new Error('There is one.')
    await ahead?.([last])
    await handle(last, { db, attempt: 1 })
    expect((await desk.again(row))['dueAt']).toBe('2026-03-09T13:00:00.000Z')
    await desk.records.update('service_level', standard.id, { response: '1 h' })
  })

  it('are not written from what has passed while somebody writes to them', async () => {
    clock.set('2026-03-10T09:00:00.000Z')
    const rows = await Promise.all(Array.from({ length: 8 }, () => desk.report()))
    for (const row of rows) await say(agent, row)
    await Promise.all([
      ...rows.map(async ({ id }) => {
        await desk.records.update('ticket', id, { impact: 'high', urgency: 'high' })
        await desk.records.move('ticket', id, 'hold', { set: { pendingReason: waitsForAnswer.id } })
      }),
      ...Array.from({ length: 2 }, () => recomputeOpen(kernel)),
    ])
    const after = await Promise.all(rows.map(desk.again))
    expect(after.map(({ dueFor, state }) => [dueFor, state])).toEqual(rows.map(() => [null, 'pending']))
  })
})
