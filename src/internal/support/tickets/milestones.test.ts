import { describe, expect, it } from 'vitest'
import type { Columns, TicketEvent } from './events.ts'
import { milestonesOf } from './milestones.ts'

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 2, 9, minute))
const opened: TicketEvent = { at: at(0), entry: 1, kind: 'created', after: { state: 'new' } }
const changed = (minute: number, before: Columns, after: Columns): TicketEvent => ({
  at: at(minute),
  entry: minute + 1,
  kind: 'changed',
  before,
  after,
})
const moved = (minute: number, from: string, to: string): TicketEvent => changed(minute, { state: from }, { state: to })
const replied = (minute: number, by: 'agent' | 'requester', isInternal = false): TicketEvent => ({
  at: at(minute),
  entry: minute + 1,
  kind: 'replied',
  by,
  isInternal,
})

describe('the first response', () => {
  it('is the first answer that whoever asked can read', () => {
    const events = [
      opened,
      replied(1, 'agent', true),
      replied(2, 'requester'),
      replied(3, 'agent'),
      replied(4, 'agent'),
    ]
    expect(milestonesOf(events)).toMatchObject({ respondedAt: at(3), repliedAt: at(4), waitsFor: 'requester' })
  })

  it('is the resolution where nobody answered', () => {
    expect(milestonesOf([opened, moved(5, 'new', 'resolved')])).toMatchObject({ respondedAt: at(5), resolvedAt: at(5) })
  })
})

describe('the resolution', () => {
  it('is the last one, and none after a reopening', () => {
    const events = [opened, moved(1, 'new', 'resolved'), moved(2, 'resolved', 'in_progress')]
    expect(milestonesOf(events)).toMatchObject({ resolvedAt: null, reopens: 1, waitsFor: 'agent' })
    expect(milestonesOf([...events, moved(3, 'in_progress', 'resolved')])).toMatchObject({
      resolvedAt: at(3),
      reopens: 1,
    })
  })

  it('is the closing of what was never resolved, and cancelled ones are over without any', () => {
    expect(milestonesOf([opened, moved(1, 'new', 'closed')])).toMatchObject({ resolvedAt: at(1), closedAt: at(1) })
    expect(milestonesOf([opened, moved(1, 'new', 'cancelled')])).toMatchObject({ resolvedAt: null, closedAt: at(1) })
  })
})

it('counts what a log of another system states before what its events show', () => {
  const events = [opened, changed(1, { team: 'a' }, { team: 'b' }), changed(2, { team: 'b' }, { team: null })]
  expect(milestonesOf(events).reassignments).toBe(2)
  const stated = changed(3, { logged: null }, { logged: { system: 'old desk', reassignments: 5 } })
  expect(milestonesOf([...events, stated]).reassignments).toBe(5)
  expect(milestonesOf([...events, stated, changed(4, { team: 'a' }, { team: 'b' })]).reassignments).toBe(6)
})

describe('a log', () => {
  const logged = { system: 'old desk', resolvedAt: at(9).toISOString(), closedAt: null }
  const told = (minute: number, from: string, to: string): TicketEvent =>
    changed(minute, { state: from }, { state: to, logged: { ...logged, event: String(minute) } })

  it('knows better than its events when it was resolved, and says when it doesn’t know', () => {
    expect(milestonesOf([opened, told(1, 'new', 'resolved')])).toMatchObject({ resolvedAt: at(9), closedAt: null })
    const unknown = changed(2, { state: 'new' }, { state: 'closed', logged: { ...logged, resolvedAt: null } })
    expect(milestonesOf([opened, unknown])).toMatchObject({ resolvedAt: null, closedAt: null })
  })

  it('tells of no answers, so that the resolution isn’t taken for one', () => {
    expect(milestonesOf([opened, told(1, 'new', 'resolved')]).respondedAt).toBeNull()
  })

  it('is heard no longer once the ticket lives on here', () => {
    const events = [opened, told(1, 'new', 'resolved'), moved(2, 'resolved', 'in_progress')]
    expect(milestonesOf(events)).toMatchObject({ resolvedAt: null, reopens: 1 })
    expect(milestonesOf([...events, moved(3, 'in_progress', 'resolved')]).resolvedAt).toEqual(at(3))
  })
})
