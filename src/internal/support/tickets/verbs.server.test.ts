import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import { nobody, type Who } from '../../../kernel/access/who.ts'
import { startProcessors } from '../../../kernel/events/processing.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { writeComment } from '../../../kernel/traits/comments.server.ts'
import { followTickets } from './follow.server.ts'
import { closeResolved, pursueWaiting, remindAgents } from './ticket.jobs.server.ts'

const clock = testClock()
const { kernel } = await testApplication({ clock })
const world = createWorld(kernel)
const desk = kernel.store.asSystem('test')
const hours = (count: number): number => count * 3_600_000
let asker: Row
let agent: Who
let asking: Who

async function caller(permissions: readonly string[], self: string): Promise<Who> {
  const { account, name } = await createCaller(kernel, { permissions, self })
  return { ...nobody, account, name, self, permissions: new Set(permissions) }
}

beforeAll(async () => {
  asker = await world.another('person')
  const everyday = ['person.read', 'comment.write', 'ticket_category.read']
  const desk = ['ticket.read', 'ticket.write', 'ticket.declare', 'comment.see_internal', 'service.read', 'team.read']
  agent = await caller([...everyday, ...desk], (await world.another('person')).id)
  asking = await caller(everyday, asker.id)
})

const report = (values = {}): Promise<Row> =>
  desk.create('ticket', { title: 'No sound', requester: asker.id, ...values })
const act = (row: Row, action: string, input = {}): Promise<Row> =>
  kernel.store.as(agent).act('ticket', row.id, action, input)
const again = ({ id }: Row): Promise<Row> => desk.get('ticket', id)
const commentsOf = async ({ id }: Row): Promise<readonly string[]> => {
  const rows = await kernel.db.query<{ text: string }>({
    text: 'select text from comment where record_id = $1 order by at, id',
    values: [id],
  })
  return rows.map(({ text }) => text)
}

describe('an agent', () => {
  it('takes a ticket on by one press', async () => {
    expect(await act(await report(), 'take')).toMatchObject({ state: 'in_progress', assignee: { id: agent.self } })
  })

  it('merges a ticket into another, where whoever asked for it reads along', async () => {
    const other = await world.another('person')
    const [twin, goesOn] = [await report({ requester: other.id }), await report()]
    expect(await act(twin, 'merge', { into: goesOn.id })).toMatchObject({
      state: 'closed',
      resolutionCode: 'duplicate',
      mergedInto: { id: goesOn.id },
    })
    expect(await again(goesOn)).toMatchObject({ state: 'new', participants: [{ id: other.id }] })
    expect((await commentsOf(twin))[0]).toContain(`This goes on in @[${goesOn.number}`)
    await expect(desk.move('ticket', twin.id, 'takeUpAgain')).rejects.toThrow('Some values need a look')
    expect(await act(twin, 'unmerge')).toMatchObject({ state: 'in_progress', mergedInto: null })
  })

  it('merges into what goes on, also over what was merged before, and never in a circle', async () => {
    const [first, second, third] = [await report(), await report(), await report()]
    await act(first, 'merge', { into: second.id })
    await expect(act(second, 'merge', { into: first.id })).rejects.toMatchObject({ problems: [{ field: 'into' }] })
    expect(await act(third, 'merge', { into: first.id })).toMatchObject({ mergedInto: { id: second.id } })
  })

  it('splits off what is another matter, for the same people, and sees where it came from', async () => {
    const row = await report({ impact: 'medium' })
    await act(row, 'split', { title: 'And the camera is black' })
    const { rows } = await desk.list('ticket', { filter: { title: 'And the camera is black' } })
    expect(rows[0]).toMatchObject({ requester: { id: asker.id }, impact: 'medium', state: 'new' })
    const links = await kernel.db.query({
      text: 'select link from relation where from_id = $1 and to_id = $2',
      values: [row.id, rows[0]?.id],
    })
    expect(links).toEqual([{ link: 'ticket_splits' }])
  })

  it('declares a major incident with words for those who have it', async () => {
    const row = await act(await report(), 'declareMajor', { message: 'Remote access is down. We are on it.' })
    expect(row).toMatchObject({ isMajor: true, impact: 'high', state: 'in_progress' })
    expect(await commentsOf(row)).toEqual(['Remote access is down. We are on it.'])
    await expect(kernel.store.as(asking).act('ticket', row.id, 'declareMajor', { message: 'x' })).rejects.toMatchObject(
      {
        code: 'Forbidden',
      },
    )
  })
})

describe('a ticket that waits for whoever asked', () => {
  const held = async (): Promise<Row> => {
    const reason = await world.another('pending_reason', {
      waitsFor: 'requester',
      remindAfter: 16 * 3600,
      reminders: 1,
      resolveAfter: 48 * 3600,
    })
    const row = await report()
    return desk.move('ticket', row.id, 'hold', { set: { pendingReason: reason.id } })
  }

  it('reminds once, then is resolved, which a reminder never counts as an answer for', async () => {
    const row = await held()
    clock.advance(hours(15))
    expect(await pursueWaiting(kernel)).toBe(0)
    clock.advance(hours(1))
    expect([await pursueWaiting(kernel), await pursueWaiting(kernel)]).toEqual([1, 0])
    expect(await again(row)).toMatchObject({ state: 'pending', respondedAt: null, waitsFor: 'agent' })
    clock.advance(hours(32))
    expect(await pursueWaiting(kernel)).toBe(1)
    expect(await again(row)).toMatchObject({ state: 'resolved', resolutionCode: 'not_answered', pendingReason: null })
    expect(await commentsOf(row)).toHaveLength(2)
  })

  it('goes on when they answer, and what is said of a major incident reaches those who have it, each once', async () => {
    const processing = startProcessors(kernel, [followTickets(kernel)])
    onTestFinished(() => processing.stop())
    await vi.waitFor(async () =>
      expect(await kernel.db.query(`select from processor where name = 'tickets'`)).toHaveLength(1),
    )
    const row = await held()
    await writeComment(kernel, asking, { id: row.id, text: 'It is a headset.', isInternal: false })
    const major = await act(await report(), 'declareMajor', { message: 'We are on it.' })
    const child = await report({ parent: major.id })
    await writeComment(kernel, agent, { id: major.id, text: 'Half of it works again.', isInternal: false })
    await vi.waitFor(
      async () => expect(await again(row)).toMatchObject({ state: 'in_progress', pendingReason: null }),
      8000,
    )
    await vi.waitFor(async () => expect(await commentsOf(child)).toContain('Half of it works again.'), 8000)
    await desk.move('ticket', major.id, 'resolve', { set: { resolutionCode: 'solved', resolution: 'A cable.' } })
    await vi.waitFor(
      async () => expect(await again(child)).toMatchObject({ state: 'resolved', resolution: 'A cable.' }),
      8000,
    )
    const said = (await commentsOf(child)).filter((text) => text.startsWith('Half'))
    expect(said).toHaveLength(1)
  })
})

it('tells whoever has a ticket that the agreed day has come, once', async () => {
  const reason = await world.another('pending_reason', { waitsFor: 'date' })
  const row = await report({ assignee: agent.self })
  const remindAt = new Date(clock.now().getTime() + hours(5)).toISOString()
  await desk.move('ticket', row.id, 'hold', { set: { pendingReason: reason.id, remindAt } })
  expect(await remindAgents(kernel)).toBe(0)
  clock.advance(hours(5))
  expect([await remindAgents(kernel), await remindAgents(kernel)]).toEqual([1, 0])
  expect(await again(row)).toMatchObject({ state: 'in_progress', remindAt: null })
  const told = await kernel.db.query({
    text: 'select title from notification where account_id = $1 and record_id = $2',
    values: [agent.account, row.id],
  })
  expect(told).toEqual([{ title: 'It is time to go on with “No sound”' }])
})

it('closes what was resolved long enough ago', async () => {
  const row = await report()
  await desk.move('ticket', row.id, 'resolve', { set: { resolutionCode: 'solved' } })
  clock.advance(hours(5 * 24 - 1))
  await closeResolved(kernel)
  expect((await again(row)).state).toBe('resolved')
  clock.advance(hours(1))
  await closeResolved(kernel)
  expect(await again(row)).toMatchObject({ state: 'closed', closedAt: clock.now().toISOString() })
})
