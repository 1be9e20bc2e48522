import type { Facts } from './promise.ts'

/** What the history says of a ticket, as clocks understand it. */
export type TicketEvent = { readonly at: number; readonly order: number } & (
  | { readonly kind: 'opened' | 'changed'; readonly facts: Partial<Facts> }
  | { readonly kind: 'agentReplied' | 'requesterReplied' }
)

/** How a ticket stood from an instant on, and what was said at that instant. */
export interface Moment {
  readonly at: number
  readonly facts: Facts
  readonly hasAgentReplied: boolean
  readonly hasRequesterReplied: boolean
}

/** A ticket from its opening until now: one moment per instant at which something happened, in order. Instants are milliseconds since 1970. */
export interface Life {
  readonly openedAt: number
  readonly asOf: number
  readonly moments: readonly Moment[]
}

const unknown: Facts = {
  state: 'new',
  pendingReason: null,
  team: null,
  type: 'incident',
  priority: 'moderate',
  service: null,
  units: [],
  isVip: false,
  engaged: [],
}

/**
 * The life of a ticket until `asOf`, whatever order its events come in. What happened at one instant happened together: of two
 * values for one fact that with the higher order counts. Null when it wasn't opened by then.
 */
export function lifeOf(events: readonly TicketEvent[], asOf: number): Life | null {
  const moments: { -readonly [Key in keyof Moment]: Moment[Key] }[] = []
  let facts = unknown
  let openedAt: number | null = null
  for (const event of inOrder(events)) {
    if (event.at > asOf) break
    let moment = moments.at(-1)
    if (moment?.at !== event.at) {
      moment = { at: event.at, facts, hasAgentReplied: false, hasRequesterReplied: false }
      moments.push(moment)
    }
    if (event.kind === 'opened' || event.kind === 'changed') {
      if (event.kind === 'opened') openedAt ??= event.at
      facts = { ...facts, ...event.facts }
      moment.facts = facts
    } else if (event.kind === 'agentReplied') moment.hasAgentReplied = true
    else moment.hasRequesterReplied = true
  }
  if (openedAt === null) return null
  const from = openedAt
  return { openedAt, asOf, moments: moments.filter(({ at }) => at >= from) }
}

// Histories come in order already; sorting them again would be most of the work.
function inOrder(events: readonly TicketEvent[]): readonly TicketEvent[] {
  for (let index = 1; index < events.length; index += 1) {
    const [before, event] = [events[index - 1], events[index]]
    if (before && event && compare(before, event) > 0) return events.toSorted(compare)
  }
  return events
}

const compare = (a: TicketEvent, b: TicketEvent): number => a.at - b.at || a.order - b.order

/** How the ticket stands at the end of what is known of its life. */
export const endOf = ({ moments }: Life): Facts => moments.at(-1)?.facts ?? unknown

/** States in which nobody works on a ticket any more. */
const endStates: ReadonlySet<string> = new Set(['resolved', 'closed', 'cancelled', 'rejected'])

/** Whether a ticket in that state has been dealt with. */
export const isEnded = (state: string): boolean => endStates.has(state)
