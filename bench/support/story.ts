import type { Happened } from '../../src/kernel/record/tell.server.ts'

/** Whom and what tickets are about. */
export interface Cast {
  /** Ten members each: the first ten people are the first team’s, and so on. */
  readonly teams: readonly string[]
  readonly people: readonly string[]
  readonly services: readonly string[]
  readonly categories: readonly string[]
  readonly reasons: readonly string[]
}
/** How many there are, of which the last so many aren’t over, and when now is. */
export interface Extent {
  readonly rows: number
  readonly open: number
  readonly now: Date
}

export const membersOf = 10
const hour = 3_600_000
const things = 'printer laptop password network invoice screen folder licence badge phone server mail dock'.split(' ')
const faults = 'stopped is slow was lost asks for access shows an error has to be replaced starts anew'.split(' ')
const levels = ['low', 'medium', 'medium', 'high']

/** The n-th ticket’s whole life, the same on every machine: five things that happened, or seven where it had to wait. */
export function storyOf(n: number, cast: Cast, extent: Extent): readonly Happened[] {
  const opened = openedAt(n, extent)
  const after = (hours: number): Date => new Date(opened + hours * hour)
  const team = n % cast.teams.length
  const round = Math.floor(n / cast.teams.length)
  const pick = (from: readonly string[], place: number): string => from[place % from.length] ?? ''
  const agent = pick(cast.people, team * membersOf + (round % membersOf))
  const by = `Person ${team * membersOf}`
  const told = (hours: number, set: Happened['set'], state?: string): Happened => ({
    ...{ at: after(hours), by, set },
    ...(state === undefined ? {} : { state }),
  })
  const beginning = told(0, {
    title: `${pick(things, n)} ${pick(faults, (n / 13) | 0)} on floor ${n % 31}, case${n}`,
    description: `Since this morning the ${pick(things, n * 7)} in room ${n % 997} ${pick(faults, n * 3)} and the ${pick(things, n * 5)} has to wait.`,
    ...{ type: round % 4 === 0 ? 'request' : 'incident', source: ['portal', 'mail', 'phone'][round % 3] },
    ...{ requester: pick(cast.people, n * 31), service: pick(cast.services, n), team: pick(cast.teams, team) },
    ...{ category: pick(cast.categories, n * 3), impact: pick(levels, n >> 2), urgency: pick(levels, n >> 4) },
  })
  const assigned = told(0.2, { assignee: agent })
  const started = told(0.5, {}, 'in_progress')
  const held = told(1, { pendingReason: pick(cast.reasons, round) }, 'pending')
  if (n >= extent.rows - extent.open) {
    if (round % 4 === 0) return [beginning]
    return round % 5 === 0 ? [beginning, assigned, started, held] : [beginning, assigned, started]
  }
  const wait = round % 5 === 0 ? [held, told(5, { pendingReason: null }, 'in_progress')] : []
  const takes = 6 + ((n * 7919) % 60)
  const done = { resolutionCode: 'solved', resolution: `The ${pick(things, n)} was replaced.` }
  return [...[beginning, assigned, started, ...wait], told(takes, done, 'resolved'), told(takes + 24, {}, 'closed')]
}

/** Spread evenly over a year; those that aren’t over, over the last two days. */
function openedAt(n: number, { rows, open, now }: Extent): number {
  const over = Math.max(1, rows - open)
  const first = now.getTime() - 365 * 24 * hour
  if (n < over) return first + (n / over) * 360 * 24 * hour
  return now.getTime() - 48 * hour + ((n - over) / open) * 46 * hour
}
