import { addBusiness } from '../../../kernel/calendar/business-time.ts'
import type { Life } from './life.ts'
import type { Target } from './promise.ts'
import { type Reasons, type Segment, segmentsOf } from './segments.ts'

/** One time that a promise was to be kept: a ticket is resolved once, but answered again and again. */
export interface Round {
  readonly round: number
  readonly startedAt: number
  /** Open time used while the clock ran. */
  readonly seconds: number
  /** What is left of what was promised; 0 once it is used up. */
  readonly remaining: number
  /** When it is, or was, due; null while it is paused and hadn't passed before, and where the calendar never opens. */
  readonly due: number | null
  readonly stoppedAt: number | null
  /** When it passed while the clock ran. */
  readonly breachedAt: number | null
  /** Open time beyond what was promised. */
  readonly breachedBy: number
}

/** One clock of one ticket: what it did all the ticket's life, and how its promise stands. */
export interface Result {
  readonly target: Target
  readonly segments: readonly Segment[]
  readonly rounds: readonly Round[]
  /** What the clock does now; 'stopped' before its first round. */
  readonly now: Segment['kind']
  readonly due: number | null
  readonly stoppedAt: number | null
  readonly isBreached: boolean
  readonly breachedBy: number
}

/**
 * A clock, worked out anew from a ticket's whole life: of two runs over the same history the second says the same as the first, and
 * a policy, priority or calendar that changed counts from the opening. Pure.
 */
export function clock(life: Life, target: Target, reasons: Reasons): Result {
  const segments = segmentsOf(life, target, reasons)
  const rounds: Round[] = []
  for (let from = 0; from < segments.length; ) {
    const round = segments[from]?.round ?? 0
    let until = from + 1
    while (segments[until]?.round === round) until += 1
    if (round > 0) rounds.push(roundOf(segments, { from, until, target }))
    from = until
  }
  const last = rounds.at(-1)
  return {
    target,
    segments,
    rounds,
    now: segments.at(-1)?.kind ?? 'stopped',
    due: last?.due ?? null,
    stoppedAt: last?.stoppedAt ?? null,
    isBreached: last !== undefined && last.breachedAt !== null,
    breachedBy: last?.breachedBy ?? 0,
  }
}

interface Part {
  readonly from: number
  readonly until: number
  readonly target: Target
}

function roundOf(segments: readonly Segment[], { from, until, target: { calendar, seconds: promised } }: Part): Round {
  let used = 0
  let breachedAt: number | null = null
  let running: number | null = null
  for (let index = from; index < until; index += 1) {
    const segment = segments[index]
    if (segment?.kind !== 'running') continue
    // What ran on for another reason is one run.
    let { seconds, to } = segment
    for (let next = segments[index + 1]; index + 1 < until && next?.kind === 'running'; next = segments[index + 1]) {
      seconds += next.seconds
      to = next.to
      index += 1
    }
    const due = used + seconds < promised ? null : after(calendar, segment.from, promised - used)
    if (breachedAt === null && due !== null && due < to) breachedAt = due
    // When it is due by what was left when it last began to run.
    if (index === until - 1 || segments[index + 1]?.kind === 'stopped')
      running = due ?? after(calendar, segment.from, promised - used)
    else running = null
    used = exact(used + seconds)
  }
  const first = segments[from]
  const stoppedAt = stopOf(segments, from, until)
  const remaining = Math.max(0, exact(promised - used))
  const standing = running ?? (stoppedAt === null ? null : after(calendar, stoppedAt, remaining))
  return {
    round: first?.round ?? 0,
    startedAt: first?.from ?? 0,
    seconds: used,
    remaining,
    due: breachedAt ?? standing,
    stoppedAt,
    breachedAt,
    breachedBy: breachedAt === null ? 0 : Math.max(0, exact(used - promised)),
  }
}

/** When a round was over: at the first of the stops that end it, or when the next began. */
function stopOf(segments: readonly Segment[], from: number, until: number): number | null {
  let stop = segments[until]?.from ?? null
  for (let index = until - 1; index >= from && segments[index]?.kind === 'stopped'; index -= 1)
    stop = segments[index]?.from ?? stop
  return stop
}

const after = (calendar: Target['calendar'], from: number, seconds: number): number | null =>
  addBusiness(calendar, new Date(from), Math.max(0, seconds))?.getTime() ?? null

// Sums of milliseconds in seconds, without what floating point adds to them.
const exact = (seconds: number): number => Math.round(seconds * 1000) / 1000
