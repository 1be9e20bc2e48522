import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alwaysOpen, type Calendar } from '../../../kernel/calendar/calendar.ts'
import type { TicketEvent } from './events.ts'
import { stepOf, waitingSince } from './waiting.ts'

const hour = 3600
const at = (hours: number): Date => new Date(Date.UTC(2026, 2, 2, 9) + hours * 3_600_000)
const moved = (hours: number, to: string): TicketEvent => ({
  at: at(hours),
  entry: 1,
  kind: 'changed',
  before: { state: 'new' },
  after: { state: to },
})
const said = (hours: number, by: 'agent' | 'requester' | 'system'): TicketEvent => ({
  at: at(hours),
  entry: 2,
  kind: 'replied',
  by,
  isInternal: false,
})
const patience = { remindAfter: 16 * hour, reminders: 2, resolveAfter: 50 * hour }
const step = (events: readonly TicketEvent[], hours: number, calendar: Calendar = alwaysOpen) =>
  stepOf(events, { patience, calendar, now: at(hours) })

describe('a ticket that waits', () => {
  it('is reminded as often as its reason says, then left alone until it is resolved', () => {
    const held = [moved(0, 'pending')]
    expect(step(held, 15)).toBeNull()
    expect(step(held, 16)).toBe('remind')
    const once = [...held, said(16, 'system')]
    expect([step(once, 31), step(once, 32)]).toEqual([null, 'remind'])
    const twice = [...once, said(32, 'system')]
    expect([step(twice, 49), step(twice, 50)]).toEqual([null, 'resolve'])
  })

  it('waits anew after an answer, and not at all once it goes on', () => {
    expect(waitingSince([moved(0, 'pending'), said(10, 'requester')])).toEqual(at(10))
    expect(step([moved(0, 'pending'), said(40, 'requester')], 55)).toBeNull()
    expect(step([moved(0, 'pending'), moved(5, 'in_progress')], 100)).toBeNull()
  })

  it('GLPI #14492: is not reminded at night: only open time counts', () => {
    const office: Calendar = {
      timeZone: 'UTC',
      hours: Array.from({ length: 7 }, () => [[480, 960]]),
      holidays: new Set(),
    }
    // Held at 09:00: 7 hours that day, 8 the next, so 16 are over at 09:00 of the third.
    expect([step([moved(0, 'pending')], 47.9, office), step([moved(0, 'pending')], 48, office)]).toEqual([
      null,
      'remind',
    ])
  })

  it('never takes a step again at the moment at which it was taken', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), (hours) => {
        const held = [moved(0, 'pending')]
        if (step(held, hours) === 'remind') expect(step([...held, said(hours, 'system')], hours)).not.toBe('remind')
      }),
    )
  })
})
