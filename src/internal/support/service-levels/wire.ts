import type { Kind, Metric } from './promise.ts'
import type { Segment } from './segments.ts'

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
  /** The calendar's name; null when all hours count. */
  readonly calendar: string | null
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
