import { isEndState, isOpenState, type TicketEvent } from './events.ts'
import type { Logged } from './logged.ts'

/** What a ticket's history comes to. Moments are null as long as there were none. */
export interface Milestones {
  readonly respondedAt: Date | null
  readonly repliedAt: Date | null
  readonly resolvedAt: Date | null
  readonly closedAt: Date | null
  readonly reopens: number
  readonly reassignments: number
  /** Whose turn it is; null once the ticket is resolved or over. */
  readonly waitsFor: 'agent' | 'requester' | null
}
export const unmoved: Milestones = {
  respondedAt: null,
  repliedAt: null,
  resolvedAt: null,
  closedAt: null,
  reopens: 0,
  reassignments: 0,
  waitsFor: 'agent',
}

/**
 * Works out what happened so far from the events, in the order of the history. The first response is the first answer that
 * whoever asked can read, or else the resolution; a ticket is reassigned when a team has it and another one, or none, gets it.
 * Counts that a log of another system states come before those of the events that it tells.
 */
export function milestonesOf(events: readonly TicketEvent[], logged: Logged | null = null): Milestones {
  const found = events.reduce(after, { ...unmoved, state: 'new' })
  const { state, ...milestones } = found
  return {
    ...milestones,
    reopens: logged?.reopens ?? milestones.reopens,
    reassignments: logged?.reassignments ?? milestones.reassignments,
    waitsFor: isOpenState(state) ? milestones.waitsFor : null,
  }
}

type Progress = Milestones & { readonly state: string }

function after(now: Progress, event: TicketEvent): Progress {
  if (event.kind === 'replied') return event.isInternal ? now : afterReply(now, event)
  if (event.kind === 'created') return { ...now, state: String(event.after['state'] ?? now.state) }
  const moved = 'state' in event.after ? afterMove(now, String(event.after['state']), event.at) : now
  const { team } = event.before
  return team === undefined || team === null ? moved : { ...moved, reassignments: moved.reassignments + 1 }
}

function afterReply(now: Progress, { at, by }: { at: Date; by: 'agent' | 'requester' }): Progress {
  const replied = { ...now, repliedAt: at, waitsFor: by === 'agent' ? ('requester' as const) : ('agent' as const) }
  return by === 'agent' && !now.respondedAt ? { ...replied, respondedAt: at } : replied
}

function afterMove(now: Progress, state: string, at: Date): Progress {
  const wasDone = now.state === 'resolved' || now.state === 'closed'
  if (state === 'resolved') return { ...now, state, resolvedAt: at, respondedAt: now.respondedAt ?? at, closedAt: null }
  if (state === 'closed') return { ...now, state, resolvedAt: now.resolvedAt ?? at, closedAt: at }
  if (isEndState(state)) return { ...now, state, closedAt: at }
  const back = wasDone ? { resolvedAt: null, closedAt: null, reopens: now.reopens + 1, waitsFor: 'agent' as const } : {}
  return { ...now, ...back, state }
}
