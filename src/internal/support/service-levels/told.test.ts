import { describe, expect, it } from 'vitest'
import type { TicketEvent } from '../tickets/events.ts'
import { clockEvents, whoseOf } from './told.ts'

const at = new Date('2026-11-24T08:00Z')
const who = { units: ['sales'], isVip: true }
const said = (entry: number, by: 'agent' | 'requester' | 'system', isInternal = false): TicketEvent => ({
  ...{ at, entry, kind: 'replied', by, isInternal },
})
const created: TicketEvent = {
  ...{ at, entry: 1, kind: 'created' },
  after: { state: 'new', type: 'incident', priority: 'high', title: 'No sound', requester: 'ada', team: 'desk' },
}
const changed = (entry: number, after: Record<string, unknown>): TicketEvent => ({
  ...{ at, entry, kind: 'changed', before: {}, after },
})

describe('what a history tells clocks', () => {
  it('is how it was opened, with whose it is, and what changed of that', () => {
    const told = clockEvents(
      [created, changed(2, { title: 'x' }), changed(3, { team: null, pending_reason: 'r' })],
      who,
    )
    expect(told).toEqual([
      {
        ...{ at: at.getTime(), order: 1, kind: 'opened' },
        facts: { state: 'new', type: 'incident', priority: 'high', team: 'desk', units: ['sales'], isVip: true },
      },
      { at: at.getTime(), order: 3, kind: 'changed', facts: { team: null, pendingReason: 'r' } },
    ])
  })

  it('is who replied, but for notes among agents and for what Quarterdeck says by itself', () => {
    const told = clockEvents([said(2, 'agent'), said(3, 'agent', true), said(4, 'system'), said(5, 'requester')], who)
    expect(told.map(({ kind, order }) => [kind, order])).toEqual([
      ['agentReplied', 2],
      ['requesterReplied', 5],
    ])
  })

  it('is which suppliers have it in hand, by what was agreed', () => {
    const about = (entry: number, kind: 'engaged' | 'released', agreement: string): TicketEvent => ({
      ...{ at, entry, kind, agreement },
    })
    const told = clockEvents(
      [about(2, 'engaged', 'a'), about(3, 'engaged', 'b'), about(4, 'engaged', 'a'), about(5, 'released', 'b')],
      who,
    )
    expect(told.map((event) => 'facts' in event && event.facts)).toEqual([
      { engaged: ['a'] },
      { engaged: ['a', 'b'] },
      { engaged: ['b', 'a'] },
      { engaged: ['a'] },
    ])
  })

  it('is whose need it is: who it is for, or else who asked', () => {
    expect(whoseOf([created])).toBe('ada')
    expect(whoseOf([created, changed(2, { requested_for: 'bea' })])).toBe('bea')
    expect(whoseOf([created, changed(2, { requested_for: 'bea' }), changed(3, { requested_for: null })])).toBe('ada')
  })
})
