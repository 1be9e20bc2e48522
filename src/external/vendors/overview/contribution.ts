import type { Who } from '../../../kernel/access/who.ts'
import type { Money } from '../../../kernel/record/field.ts'
import type { Coming } from './due.ts'

export interface ContractNamed {
  readonly id: string
  readonly number: string | null
  readonly title: string
}
/** What binds us to a vendor, by the contracts in force on what is bought there. */
export interface Agreed {
  /** How many contracts are in force. */
  readonly contracts: number
  /** What each comes to in a year, with what is bought by it; null where the caller may not see amounts, or no price is known. */
  readonly prices: readonly { readonly engagement: string; readonly perYear: Money | null }[]
  /** Until when the longest of them binds us; null where none says so. */
  readonly bound: { readonly until: string; readonly contract: ContractNamed } | null
  /** How many of them don't say until when they bind. */
  readonly unbound: number
  /** The next notice that has to be sent, today or later. */
  readonly notice: { readonly by: string; readonly contract: ContractNamed } | null
}

/** Whom something is asked about, for whom, and how far ahead. */
export interface AskedVendor {
  readonly who: Who
  /** The id of a vendor that they may see. */
  readonly vendor: string
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** Days ahead. */
  readonly within: number
}
/** What another room knows of a vendor, as far as the caller may see it. This room asks, and doesn't know whom. */
export type Contribution = (asked: AskedVendor) => Promise<{
  readonly coming: readonly Coming[]
  /** Only of who knows what was agreed with the vendor. */
  readonly agreed?: Agreed | null
  /** Ids of services that are delivered by it, besides those that its engagements name. */
  readonly services?: readonly string[]
}>
