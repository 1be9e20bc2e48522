import type { Step } from '../contacts/escalation-path.ts'
import type { Money, Ref } from '../../../kernel/record/field.ts'
import type { Scored } from '../scorecards/history.ts'
import type { Grade } from '../scorecards/score.ts'
import type { ContractNamed } from './contribution.ts'
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
  /** What is expected, and what the contracts in force come to, by currency. */
  readonly yearlyCost: Money | null
  readonly agreed: readonly Money[]
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
/** What is bought and not over costs a year, by currency. */
export interface Costs {
  readonly expected: readonly Money[]
  /** What contracts in force say; null where the caller may not see that, or there are none. */
  readonly agreed: {
    readonly contracts: number
    readonly perYear: readonly Money[]
    /** Contracts without a price for a year. */
    readonly unpriced: number
    /** By how much they differ from what is expected of the same engagements. */
    readonly differs: readonly { readonly by: Money; readonly isMore: boolean }[]
    /** Engagements that no contract in force is about, and what is expected of them. */
    readonly uncovered: { readonly count: number; readonly expected: readonly Money[] }
  } | null
}
/** When a vendor can be left, by its contracts in force. */
export interface Leave {
  readonly contracts: number
  readonly bound: { readonly until: string; readonly contract: ContractNamed } | null
  readonly unbound: number
  readonly notice: { readonly by: string; readonly contract: ContractNamed } | null
}
/** A vendor at a glance: what is bought, what it costs, when it can be left, how it does, what is due, what hangs on it, whom to call. */
export interface VendorOverview {
  readonly buys: readonly Bought[]
  readonly costs: Costs
  /** Null where the caller may not see contracts. */
  readonly leave: Leave | null
  readonly due: readonly Due[]
  /** The most critical first, at most 200. */
  readonly hangs: readonly Hanging[]
  /** All of them, however many are listed. */
  readonly hanging: { readonly count: number; readonly vital: number }
  readonly path: readonly Step[]
  readonly contacts: readonly ToCall[]
}
/** How an engagement did, period by period. */
export interface EngagementScores {
  readonly scores: readonly (Scored & { readonly cardName: string })[]
}
