import type { Columns, TicketEvent as Told } from '../tickets/events.ts'
import type { TicketEvent } from './life.ts'
import type { Facts } from './promise.ts'

type Mutable = { -readonly [Key in keyof Facts]?: Facts[Key] }

/** What a ticket's history tells, as clocks understand it; what only agents read is no reply, nor is what Quarterdeck says by itself. */
export function clockEvents(told: readonly Told[], who: Pick<Facts, 'units' | 'isVip'>): readonly TicketEvent[] {
  let engaged: readonly string[] = []
  return told.flatMap((event): readonly TicketEvent[] => {
    const place = { at: event.at.getTime(), order: event.entry }
    if (event.kind === 'created') return [{ ...place, kind: 'opened', facts: { ...factsOf(event.after), ...who } }]
    if (event.kind === 'changed') {
      const facts = factsOf(event.after)
      return Object.keys(facts).length > 0 ? [{ ...place, kind: 'changed', facts }] : []
    }
    if (event.kind === 'engaged' || event.kind === 'released') {
      const others = engaged.filter((one) => one !== event.agreement)
      engaged = event.kind === 'engaged' ? [...others, event.agreement] : others
      return [{ ...place, kind: 'changed', facts: { engaged } }]
    }
    if (event.isInternal || event.by === 'system') return []
    return [{ ...place, kind: event.by === 'agent' ? 'agentReplied' : 'requesterReplied' }]
  })
}

function factsOf(columns: Columns): Partial<Facts> {
  const facts: Mutable = {}
  const id = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  if (typeof columns['state'] === 'string') facts.state = columns['state']
  if (typeof columns['type'] === 'string') facts.type = columns['type']
  if (typeof columns['priority'] === 'string') facts.priority = columns['priority']
  if ('pending_reason' in columns) facts.pendingReason = id(columns['pending_reason'])
  if ('team' in columns) facts.team = id(columns['team'])
  if ('service' in columns) facts.service = id(columns['service'])
  return facts
}

/** Who has the need, as the last that the history says. */
export function whoseOf(told: readonly Told[]): string | null {
  const last = (name: string): string | null => {
    const values = told.flatMap((one) =>
      (one.kind === 'created' || one.kind === 'changed') && name in one.after ? [one.after[name]] : [],
    )
    const value = values.at(-1)
    return typeof value === 'string' ? value : null
  }
  return last('requested_for') ?? last('requester')
}
