import { type Calendar, type Span } from '../../../src/kernel/calendar/calendar.ts'
import { type Result, clock } from '../../../src/internal/support/service-levels/clock.ts'
import { lifeOf, type TicketEvent } from '../../../src/internal/support/service-levels/life.ts'
import {
  type Facts,
  pausedUsually,
  type Reason,
  type Target,
} from '../../../src/internal/support/service-levels/promise.ts'

export const hour = 3600
export const minute = 60
export const at = (text: string): number => Date.parse(text)

const day: readonly Span[] = [[9 * 60, 18 * 60]]

/** Nine to six in Hamburg, Monday to Friday, but for Christmas. */
export const office: Calendar = {
  timeZone: 'Europe/Berlin',
  hours: [day, day, day, day, day, [], []],
  holidays: new Set(['2026-12-24', '2026-12-25']),
}

export const reasons: ReadonlyMap<string, Reason> = new Map<string, Reason>([
  ['requester', { pauses: pausedUsually, isSupplier: false }],
  ['supplier', { pauses: ['sla_resolution', 'sla_update'], isSupplier: true }],
  ['nothing', { pauses: [], isSupplier: false }],
])

type Happening = readonly [at: string, what: Partial<Facts> | 'agentReplied' | 'requesterReplied']

/** A ticket opened for the desk, and what happened to it. */
export const log = (opened: string, ...rest: readonly Happening[]): readonly TicketEvent[] => [
  { at: at(opened), order: 1, kind: 'opened', facts: { state: 'new', team: 'desk' } },
  ...rest.map(([when, what], index): TicketEvent => {
    const place = { at: at(when), order: index + 2 }
    return typeof what === 'string' ? { ...place, kind: what } : { ...place, kind: 'changed', facts: what }
  }),
]

/** A time for which a ticket waits. */
export const spanOf = (from: string, to: string, pendingReason = 'requester'): readonly [Happening, Happening] => [
  [from, { state: 'pending', pendingReason }],
  [to, { state: 'in_progress', pendingReason: null }],
]

export const target = (more: Partial<Target> = {}): Target => ({
  ...{ policy: 'standard', kind: 'sla', metric: 'resolution', seconds: 4 * hour, calendar: office },
  ...{ team: null, agreement: null, isAfterResponse: false, whilePending: 'asReason' },
  ...more,
})

/** What a clock says of those events by then. */
export function clockOf(events: readonly TicketEvent[], one: Target, asOf: string): Result {
  const life = lifeOf(events, at(asOf))
  if (!life) throw new Error('It was not opened by then.')
  return clock(life, one, reasons)
}
