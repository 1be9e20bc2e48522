/** What the routes of approvals send: the server writes these shapes, the web reads them. */
import type { RecordLink } from '../traits/wire.ts'
import type { StepState } from './decide.ts'

/** `GET /records/{id}/approvals` gives `{ approvals }`, newest first; `GET /approvals/waiting` those for the caller, with `record`. */
export interface Approval {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly state: 'waiting' | 'approved' | 'rejected' | 'lapsed' | 'withdrawn'
  readonly at: string
  readonly by: string
  readonly endedAt: string | null
  readonly until: string | null
  /** It asks again what lapsed because the record changed. */
  readonly isAgain: boolean
  readonly shown: readonly {
    readonly field: string
    readonly label: string
    readonly value: string
    readonly before?: string
  }[]
  readonly steps: readonly ApprovalStep[]
  readonly record?: RecordLink
  readonly can: readonly ('vote' | 'withdraw')[]
}
export interface ApprovalStep {
  readonly id: string
  readonly position: number
  readonly label: string
  readonly state: StepState
  /** How many have to say yes; null before it opens. */
  readonly needed: number | null
  readonly seats: readonly ApprovalSeat[]
}
export interface ApprovalSeat {
  readonly name: string
  readonly because: string
  readonly vote: {
    readonly isYes: boolean
    readonly comment: string
    readonly at: string
    /** Who decided in their place; null where they did themselves. */
    readonly by: string | null
  } | null
}

/** A template as it would be asked for of one record. */
export interface Offered {
  readonly id: string
  readonly name: string
  readonly about: string
  /** What would be asked, with the values of the record filled in. */
  readonly title: string
  /** Who would decide, step by step. */
  readonly steps: readonly string[]
}
