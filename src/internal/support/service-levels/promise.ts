import type { Calendar } from '../../../kernel/calendar/calendar.ts'

/** What can be promised: a first response, a solution, an answer to each later question, and word every so often. */
export const metrics = ['response', 'resolution', 'next_reply', 'update'] as const
export type Metric = (typeof metrics)[number]

/** Whose promise it is: to those who ask, of one team to the others, or of a supplier to us. */
export const kinds = ['sla', 'ola', 'uc'] as const
export type Kind = (typeof kinds)[number]

/** Each clock there can be, by whose promise it is and what is promised: 'sla_resolution'. */
export type ClockName = `${Kind}_${Metric}`
export const clockNames: readonly ClockName[] = kinds.flatMap((kind) =>
  metrics.map((metric): ClockName => `${kind}_${metric}`),
)

/** What pauses where nobody said why a ticket is pending: all but first responses, which nobody can hold up. */
export const pausedUsually: readonly ClockName[] = clockNames.filter(
  (name) => !name.startsWith('uc_') && !name.endsWith('_response'),
)

/** What of a ticket decides which clocks run, and by which policy. */
export interface Facts {
  readonly state: string
  /** The id of why it is pending. */
  readonly pendingReason: string | null
  readonly team: string | null
  readonly type: string
  readonly priority: string
  readonly service: string | null
  /** The requester's unit, and those that it is part of, the nearest first. */
  readonly units: readonly string[]
  readonly isVip: boolean
  /** What was agreed with the suppliers that have the ticket in hand, by the ids of those records. */
  readonly engaged: readonly string[]
}

/** Why a ticket is pending, as far as clocks ask. */
export interface Reason {
  /** The clocks that pause meanwhile; all others run on. */
  readonly pauses: readonly ClockName[]
  /** Whether a third party is being waited for. */
  readonly isSupplier: boolean
}

/** What a promise does while its ticket is pending: what the reason says, or what its policy says, whatever the reason. */
export type WhilePending = 'asReason' | 'runs' | 'pauses'

/** One clock: what is promised, in open time of a calendar. */
export interface Target {
  readonly policy: string
  readonly kind: Kind
  readonly metric: Metric
  /** How much open time is promised. */
  readonly seconds: number
  readonly calendar: Calendar
  /** Whose clock it is, of one between teams: it runs while the ticket is with that team. */
  readonly team: string | null
  /** Of a supplier's clock: under what was agreed it runs, by that record's id; null for any third party. */
  readonly agreement: string | null
  /** Whether a first response is promised as well: until it is given no other answer is due. */
  readonly isAfterResponse: boolean
  readonly whilePending: WhilePending
}
