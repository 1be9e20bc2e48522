import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import { nobody, type Who } from '../../../kernel/access/who.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { writeComment } from '../../../kernel/traits/comments.server.ts'

const clock = testClock()
const { kernel } = await testApplication({ clock })
const world = createWorld(kernel)
const desk = kernel.store.asSystem('test')
let person: Row
let asker: Who
let agent: Who

async function caller(permissions: readonly string[], self: string | null = null): Promise<Who> {
  const { account, name } = await createCaller(kernel, { permissions, ...(self ? { self } : {}) })
  return { ...nobody, account, name, self, permissions: new Set(permissions) }
}

beforeAll(async () => {
  person = await world.another('person')
  const everyday = ['person.read', 'comment.write', 'ticket_category.read']
  asker = await caller(everyday, person.id)
  agent = await caller(['ticket.read', 'ticket.write', 'comment.see_internal', ...everyday])
})
const report = (values = {}): Promise<Row> =>
  desk.create('ticket', { title: 'No sound', requester: person.id, ...values })
const again = ({ id }: Row): Promise<Row> => desk.get('ticket', id)

describe('a past day', () => {
  it('shows a ticket as it was: what follows from its history, too', async () => {
    clock.set('2026-03-02T09:00:00.000Z')
    const row = await report()
    clock.set('2026-03-03T09:00:00.000Z')
    await writeComment(kernel, agent, { id: row.id, text: 'I look at it.', isInternal: false })
    clock.set('2026-03-05T09:00:00.000Z')
    await desk.move('ticket', row.id, 'resolve', { set: { resolutionCode: 'solved' } })
    const then = async (asOf: string) => {
      const { respondedAt, resolvedAt, waitsFor, state } = await desk.get('ticket', row.id, { asOf })
      return { respondedAt, resolvedAt, waitsFor, state }
    }
    const answered = { respondedAt: '2026-03-03T09:00:00.000Z', resolvedAt: null, waitsFor: 'requester', state: 'new' }
    expect(await then('2026-03-02')).toEqual({ ...answered, respondedAt: null, waitsFor: 'agent' })
    expect(await then('2026-03-04')).toEqual(answered)
    expect(await then('2026-03-05')).toMatchObject({ resolvedAt: '2026-03-05T09:00:00.000Z', state: 'resolved' })
    const { rows } = await desk.list('ticket', { filter: { id: row.id }, asOf: '2026-03-04' })
    expect(rows[0]).toMatchObject(answered)
  })
})

describe('the priority', () => {
  it('follows from impact and urgency, and stands in the history', async () => {
    const row = await report({ impact: 'high', urgency: 'medium' })
    expect(row['priority']).toBe('high')
    const after = await desk.update('ticket', row.id, { urgency: 'high' })
    expect(after['priority']).toBe('critical')
    const [entry] = await kernel.db.query<{ before: unknown; after: unknown }>({
      text: `select before, after from history where record_id = $1 and verb = 'updated'`,
      values: [row.id],
    })
    expect(entry).toEqual({
      before: { urgency: 'medium', priority: 'high' },
      after: { urgency: 'high', priority: 'critical' },
    })
  })

  it('is nothing that anybody sets', async () => {
    await expect(report({ priority: 'critical' })).rejects.toMatchObject({
      problems: [{ field: 'priority', says: 'Priority is worked out, and can’t be set.' }],
    })
  })

  it('follows the matrix of the settings from the next write on', async () => {
    const { rows } = await desk.list('support_settings')
    const [settings] = rows
    const matrix = settings?.['matrix'] as Record<string, Record<string, string>>
    const changed = { ...matrix, low: { ...matrix['low'], medium: 'high' } }
    await desk.update('support_settings', settings?.id ?? '', { matrix: changed })
    expect((await report())['priority']).toBe('high')
    await desk.update('support_settings', settings?.id ?? '', { matrix })
    expect((await report())['priority']).toBe('low')
  })
})

describe('moves that ask', () => {
  it('refuses to put on hold without saying what it waits for', async () => {
    const row = await report()
    await expect(desk.move('ticket', row.id, 'hold')).rejects.toMatchObject({ problems: [{ field: 'pendingReason' }] })
    const reason = await world.another('pending_reason')
    const held = await desk.move('ticket', row.id, 'hold', { set: { pendingReason: reason.id } })
    expect(held).toMatchObject({ state: 'pending', pendingReason: { id: reason.id } })
    expect(await desk.move('ticket', row.id, 'resume')).toMatchObject({ state: 'in_progress', pendingReason: null })
  })

  it('takes nothing that it doesn’t ask for', async () => {
    const row = await report()
    const set = { resolutionCode: 'solved', title: 'Another' }
    await expect(desk.move('ticket', row.id, 'resolve', { set })).rejects.toMatchObject({
      problems: [{ field: 'title' }],
    })
  })

  it('is undone with all that it set', async () => {
    const row = await report()
    await desk.move('ticket', row.id, 'resolve', { set: { resolutionCode: 'solved', resolution: 'Plugged it in.' } })
    const [entry] = await kernel.db.query<{ id: string }>({
      text: `select id from history where record_id = $1 and verb = 'moved'`,
      values: [row.id],
    })
    expect(await desk.undo(entry?.id ?? '')).toMatchObject([{ ok: true }])
    expect(await again(row)).toMatchObject({ state: 'new', resolutionCode: null, resolution: null, resolvedAt: null })
  })
})

describe('milestones', () => {
  it('tell of response, whose turn it is, resolution and reopening', async () => {
    const row = await report()
    expect(row).toMatchObject({ waitsFor: 'agent', respondedAt: null, reopens: 0, reassignments: 0 })
    clock.advance(60_000)
    await writeComment(kernel, agent, { id: row.id, text: 'Looking into it.', isInternal: true })
    expect(await again(row)).toMatchObject({ respondedAt: null, waitsFor: 'agent' })
    clock.advance(60_000)
    await writeComment(kernel, agent, { id: row.id, text: 'Is it plugged in?', isInternal: false })
    const answered = clock.now().toISOString()
    expect(await again(row)).toMatchObject({ respondedAt: answered, repliedAt: answered, waitsFor: 'requester' })
    clock.advance(60_000)
    await writeComment(kernel, asker, { id: row.id, text: 'It is.', isInternal: false })
    expect(await again(row)).toMatchObject({ respondedAt: answered, waitsFor: 'agent' })
    await desk.move('ticket', row.id, 'resolve', { set: { resolutionCode: 'solved' } })
    const resolved = clock.now().toISOString()
    expect(await again(row)).toMatchObject({ resolvedAt: resolved, closedAt: null, waitsFor: null })
    clock.advance(60_000)
    await kernel.store.as(asker).move('ticket', row.id, 'reopen')
    expect(await again(row)).toMatchObject({ state: 'in_progress', resolvedAt: null, reopens: 1, waitsFor: 'agent' })
  })

  it('counts that another team got it, not that the first did', async () => {
    const [first, second] = [await world.another('team'), await world.another('team')]
    const row = await report()
    await desk.update('ticket', row.id, { team: first.id })
    expect(await again(row)).toMatchObject({ reassignments: 0 })
    expect(await desk.update('ticket', row.id, { team: second.id })).toMatchObject({ reassignments: 1 })
  })
})

describe('whom it goes to', () => {
  it('is the team of its category, else the one that runs its service, unless somebody says', async () => {
    const [printing, running, other] = [
      await world.another('team'),
      await world.another('team'),
      await world.another('team'),
    ]
    const category = (await world.another('ticket_category', { team: printing.id })).id
    const service = (await world.another('service', { team: running.id })).id
    expect((await report({ category, service }))['team']).toMatchObject({ id: printing.id })
    expect((await report({ service }))['team']).toMatchObject({ id: running.id })
    expect((await report({ service, team: other.id }))['team']).toMatchObject({ id: other.id })
  })
})

describe('who sees it', () => {
  it('is whoever asked, and no other employee', async () => {
    const row = await kernel.store.as(asker).create('ticket', { title: 'No light', requester: person.id })
    expect((await kernel.store.as(asker).get('ticket', row.id)).can).toEqual(expect.arrayContaining(['move:cancel']))
    const stranger = await caller(['person.read'], (await world.another('person')).id)
    await expect(kernel.store.as(stranger).get('ticket', row.id)).rejects.toMatchObject({ code: 'NotFound' })
    await expect(
      kernel.store.as(stranger).create('ticket', { title: 'For another', requester: person.id }),
    ).rejects.toMatchObject({ code: 'Forbidden' })
  })
})
