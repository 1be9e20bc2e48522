import type { Step } from '../contacts/escalation-path.ts'
import type { Money, Ref } from '../../../kernel/record/field.ts'
import type { Scored } from '../scorecards/history.ts'
import type { Grade } from '../scorecards/score.ts'
import type { Due } from './due.ts'

/** One thing that is bought of a vendor, with how it does. */
export interface Bought {
  readonly id: string
  readonly number: string | null
  readonly title: string
  readonly state: string
  readonly criticality: string
  readonly owner: Ref | null
  readonly services: readonly Ref[]
  readonly yearlyCost: Money | null
  readonly endsOn: string | null
  /** The latest score; null where nothing is known, or the caller may not see it. */
  readonly latest: {
    readonly period: string
    readonly score: string
    readonly grade: Grade
    readonly says: string
  } | null
  /** Points gained since the period before. */
  readonly gain: number | null
}
/** A service that stands still without a vendor. */
export interface Hanging {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly criticality: string
  /** Whether it is supported by what is bought, or only by services that are. */
  readonly isDirect: boolean
}
/** Whom to call, with how. */
export interface ToCall {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly phone: string | null
  readonly mobile: string | null
  readonly email: string | null
  readonly languages: readonly string[]
  readonly reachable: string | null
}
/** A vendor at a glance: what is bought, what it costs, how it does, what is due, what hangs on it, whom to call. */
export interface VendorOverview {
  readonly buys: readonly Bought[]
  /** What is bought and not over costs a year, by currency. */
  readonly costs: readonly Money[]
  readonly due: readonly Due[]
  readonly hangs: readonly Hanging[]
  readonly path: readonly Step[]
  readonly contacts: readonly ToCall[]
}
/** How an engagement did, period by period. */
export interface EngagementScores {
  readonly scores: readonly (Scored & { readonly cardName: string })[]
}
