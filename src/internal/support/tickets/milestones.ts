import { isEndState, isOpenState, type TicketEvent } from './events.ts'
import type { Logged } from './logged.ts'

/** What a ticket's history comes to. Moments are null as long as there were none. */
export interface Milestones {
  readonly respondedAt: Date | null
  readonly repliedAt: Date | null
  readonly resolvedAt: Date | null
  readonly closedAt: Date | null
  /** Since when nothing is to be done any more: never null in a state of that kind. */
  readonly endedAt: Date | null
  readonly reopens: number
  readonly reassignments: number
  /** Whose turn it is; null once the ticket is resolved or over. */
  readonly waitsFor: 'agent' | 'requester' | null
  /** Whether somebody outside has it in hand; never once it is over. */
  readonly isWithVendor: boolean
}
export const unmoved: Milestones = {
  respondedAt: null,
  repliedAt: null,
  resolvedAt: null,
  closedAt: null,
  endedAt: null,
  reopens: 0,
  reassignments: 0,
  waitsFor: 'agent',
  isWithVendor: false,
}

/**
 * Works out what happened so far from the events, in the order of the history. The first response is the first answer that
 * whoever asked can read, or else the resolution; a ticket is reassigned when a team has it and another one, or none, gets it.
 * What a log of another system states with an event comes before what the events up to then come to.
 */
export function milestonesOf(events: readonly TicketEvent[]): Milestones {
  const { state, endedAt, engaged, ...milestones } = events.reduce(after, { ...unmoved, state: 'new', engaged: 0 })
  const isOpen = isOpenState(state)
  return {
    ...milestones,
    endedAt: isOpen ? null : (milestones.resolvedAt ?? milestones.closedAt ?? endedAt),
    waitsFor: isOpen ? milestones.waitsFor : null,
    isWithVendor: isOpen && engaged > 0,
  }
}

type Progress = Milestones & {
  readonly state: string
  /** By how many agreements others have it in hand. */
  readonly engaged: number
}

function after(now: Progress, event: TicketEvent): Progress {
  if (event.kind === 'replied')
    return event.isInternal || event.by === 'system' ? now : afterReply(now, event.at, event.by)
  if (event.kind === 'engaged') return { ...now, engaged: now.engaged + 1 }
  if (event.kind === 'released') return { ...now, engaged: now.engaged - 1 }
  if (event.kind === 'created') return { ...now, state: String(event.after['state'] ?? now.state) }
  const moved = 'state' in event.after ? afterMove(now, String(event.after['state']), event.at) : now
  const { team } = event.before
  const given = team === undefined || team === null ? moved : { ...moved, reassignments: moved.reassignments + 1 }
  const logged = event.after['logged'] as Logged | null | undefined
  return logged ? { ...given, ...statedBy(logged, given), respondedAt: now.respondedAt } : given
}

/** What a log states in place of what its events come to. It tells of no answers, so that nothing it tells is the first one. */
function statedBy(logged: Logged, { state, ...found }: Progress): Partial<Milestones> {
  const momentOf = (at: string | null | undefined, otherwise: Date | null): Date | null =>
    at === undefined ? otherwise : at === null ? null : new Date(at)
  const isOver = isEndState(state)
  return {
    reopens: logged.reopens ?? found.reopens,
    reassignments: logged.reassignments ?? found.reassignments,
    resolvedAt: state === 'resolved' || state === 'closed' ? momentOf(logged.resolvedAt, found.resolvedAt) : null,
    closedAt: isOver ? momentOf(logged.closedAt, found.closedAt) : null,
  }
}

function afterReply(now: Progress, at: Date, by: 'agent' | 'requester'): Progress {
  const replied = { ...now, repliedAt: at, waitsFor: by === 'agent' ? ('requester' as const) : ('agent' as const) }
  return by === 'agent' && !now.respondedAt ? { ...replied, respondedAt: at } : replied
}

function afterMove(before: Progress, state: string, at: Date): Progress {
  const now = isOpenState(state) ? { ...before, endedAt: null } : { ...before, endedAt: before.endedAt ?? at }
  const wasDone = now.state === 'resolved' || now.state === 'closed'
  if (state === 'resolved') return { ...now, state, resolvedAt: at, respondedAt: now.respondedAt ?? at, closedAt: null }
  if (state === 'closed') return { ...now, state, resolvedAt: now.resolvedAt ?? at, closedAt: at }
  if (isEndState(state)) return { ...now, state, closedAt: at }
  const back = wasDone ? { resolvedAt: null, closedAt: null, reopens: now.reopens + 1, waitsFor: 'agent' as const } : {}
  return { ...now, ...back, state }
}
