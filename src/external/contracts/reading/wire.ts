import type { KeptItem, KeptVerdicts, Rulings } from '../compliance/judged.ts'
import type { SuggestedObligation } from '../compliance/obligations.ts'
import type { Clause } from '../documents/contract-text.ts'

/** What the page needs on which one reads a contract's text beside its checks. */
export interface Reading {
  readonly document: ReadDocument
  readonly contract: { readonly id: string; readonly number: string | null; readonly title: string | null }
  /** All versions of this text, the oldest first, this one among them. */
  readonly versions: readonly Version[]
  readonly file: { readonly id: string; readonly name: string } | null
  /** Why there is no text; null where there is, and where it is still to be read. */
  readonly problem: string | null
  readonly isWaiting: boolean
  readonly text: string | null
  readonly clauses: readonly Clause[]
  readonly checks: readonly ReadCheck[]
  readonly obligations: readonly KeptObligation[]
  /** The checklists that could be used on it. */
  readonly checklists: readonly { readonly id: string; readonly name: string; readonly about: string }[]
}
export interface ReadDocument {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly version: string | null
  readonly datedOn: string | null
  readonly can: readonly string[]
}
export interface Version {
  readonly id: string
  readonly name: string
  readonly version: string | null
  readonly datedOn: string | null
}
/** A check of this text with what its items ask. */
export interface ReadCheck {
  readonly id: string
  readonly name: string
  readonly checklist: string
  readonly about: string
  readonly rowVersion: number
  /** Null while the text isn't judged. */
  readonly verdicts: KeptVerdicts | null
  /** The verdicts are those of another file, which was replaced since. */
  readonly isOutdated: boolean
  readonly rulings: Rulings
  readonly isCarried: boolean
  readonly items: readonly AskedItem[]
  readonly can: readonly string[]
}
export interface AskedItem {
  readonly id: string
  readonly source: string
  readonly title: string
  readonly requirement: string
}
export interface KeptObligation {
  readonly id: string
  readonly number: string | null
  readonly what: string
  readonly start: number | null
  readonly end: number | null
}
export type { KeptItem, SuggestedObligation }
