import type { Calendar } from '../../../kernel/calendar/calendar.ts'

/** What can be promised: a first response, a solution, an answer to each later question, and word every so often. */
export const metrics = ['response', 'resolution', 'next_reply', 'update'] as const
export type Metric = (typeof metrics)[number]

/** Whose promise it is: to those who ask, of one team to the others, or of a supplier to us. */
export const kinds = ['sla', 'ola', 'uc'] as const
export type Kind = (typeof kinds)[number]

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
}

/** Why a ticket is pending, as far as clocks ask. */
export interface Reason {
  /** Whose promises stand still meanwhile. */
  readonly pauses: readonly Kind[]
  /** Whether a supplier is being waited for, whose own clock runs meanwhile. */
  readonly isSupplier: boolean
}

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
  /** Whether a first response is promised as well: until it is given no other answer is due. */
  readonly isAfterResponse: boolean
  /** Whether it goes on while the ticket is pending, whatever for. */
  readonly goesOn: boolean
}
