import type { ClosedHours } from './closed-hours.ts'
import type { Kind, Metric } from './promise.ts'
import type { Segment } from './segments.ts'
import type { Moved, Tally } from './what-if.ts'

/** A stretch of a clock, as a picture draws it. Instants are ISO 8601. */
export interface WireSegment {
  readonly kind: Segment['kind']
  readonly from: string
  readonly to: string
  /** Open time, in seconds. */
  readonly seconds: number
  /** Which time the clock counts: 0 before the first. */
  readonly round: number
  /** Why, such as 'pending: An answer'. */
  readonly why: string
}

/** One clock of a ticket with what it says. */
export interface WireClock {
  readonly policy: { readonly id: string; readonly title: string }
  readonly kind: Kind
  readonly metric: Metric
  readonly team: { readonly id: string; readonly title: string | null } | null
  /** Of a supplier's clock: what was agreed; its title is null for those who may not read that record. */
  readonly agreement: { readonly id: string; readonly title: string | null } | null
  /** The calendar's name; null when all hours count. */
  readonly calendar: string | null
  /** While its hours are closed: when they begin again. */
  readonly closed: ClosedHours | null
  readonly promised: number
  /** The time promised, in words: '2 working days (20 h)'. */
  readonly time: string
  readonly used: number
  readonly remaining: number
  readonly now: Segment['kind']
  readonly due: string | null
  readonly stoppedAt: string | null
  readonly isBreached: boolean
  readonly breachedBy: number
  readonly rounds: number
  /** How many of its rounds before the last were broken. */
  readonly brokenBefore: number
  readonly segments: readonly WireSegment[]
  /** “Why this due date?”, in sentences. */
  readonly words: readonly string[]
}

export interface WireClocks {
  readonly asOf: string
  readonly openedAt: string
  readonly timeZone: string
  readonly clocks: readonly WireClock[]
}

/** What would have become of a month's promises with a change, as the page shows it. */
export interface WireWhatIf {
  /** How many tickets were judged, and how many the month has; null where that isn't told again. */
  readonly tickets: number
  readonly of: number | null
  /** Where to go on; null once all were judged. */
  readonly next: string | null
  readonly tallies: readonly Tally[]
  readonly movedCount: number
  readonly moved: readonly WireMoved[]
}
export type WireMoved = Omit<Moved, 'dueWas' | 'dueWould'> & {
  readonly ticket: { readonly id: string; readonly number: string; readonly title: string }
  readonly dueWas: string | null
  readonly dueWould: string | null
}
