import type { Filter } from '../../../kernel/record/define.ts'

/** The queues of the desk, in their order. */
export const queues = ['mine', 'teams', 'unassigned', 'breaching', 'waiting', 'major', 'all', 'vendor'] as const
export type Queue = (typeof queues)[number]

/** States of tickets that agents have to do something about; those that wait for an approval come later. */
export const workStates = ['new', 'in_progress', 'pending'] as const

const hour = 3_600_000
/** A promise that runs out within so long is about to be broken. */
export const soon = 2 * hour
/** A ticket of ours that nobody touched for so long waits too long. */
export const tooLong = 24 * hour

/** Which tickets a queue holds, at a moment. */
export function filterOf(queue: Queue, now: Date): Filter {
  const open = { state: [...workStates] }
  switch (queue) {
    case 'mine':
      return { ...open, assignee: 'me' }
    case 'teams':
      return { ...open, team: 'myGroups' }
    case 'unassigned':
      return { ...open, assignee: { empty: true } }
    case 'breaching':
      return { ...open, dueAt: { lte: new Date(now.getTime() + soon).toISOString() } }
    case 'waiting':
      return { ...open, waitsFor: 'agent', updatedAt: { lte: new Date(now.getTime() - tooLong).toISOString() } }
    case 'vendor':
      return { ...open, isWithVendor: true }
    case 'major':
      return { ...open, isMajor: true }
    case 'all':
      return open
  }
}
