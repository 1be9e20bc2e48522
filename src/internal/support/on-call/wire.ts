import type { Ref } from '../../../kernel/record/field.ts'

/** Somebody's time on call. */
export interface Shift {
  readonly person: Ref
  /** Whose turn it would have been: of whoever swapped, or is away. */
  readonly insteadOf: Ref | null
  readonly from: string
  readonly until: string
}
/** `GET /on-call?team=`: who of a team is on call now, and who is next. */
export interface OnCall {
  /** Null where the team has none. */
  readonly rota: Ref | null
  readonly now: Shift | null
  readonly next: readonly Shift[]
}
