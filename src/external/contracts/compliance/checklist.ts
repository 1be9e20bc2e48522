/** One way to say it: every phrase must stand in the passage, the first one in its own words, the others may stand in what introduces it. */
export interface Pattern {
  readonly all: readonly string[]
  /** None of these may stand in the passage. */
  readonly none?: readonly string[]
  /** At least one of these stands in a heading above. */
  readonly headings?: readonly string[]
  /** The phrases but the first may stand anywhere in the clause. */
  readonly isWide?: boolean
}

/** What the passage must be: a duty of the provider, something it must not do, something it may do, a right of the customer, or a fact that is stated. */
export type Asks = 'duty' | 'ban' | 'leave' | 'right' | 'fact'

/** One thing that the contract must say. */
export interface Element {
  /** In words, to go on from "It says that …": "the data is processed on documented instructions only". */
  readonly says: string
  readonly asks: Asks
  readonly patterns: readonly Pattern[]
  /** Passages that speak of it without saying it. */
  readonly hints?: readonly Pattern[]
  /** Whether the item is answered in part by this alone. True where not said. */
  readonly isCore?: boolean
}

export interface ChecklistItem {
  readonly id: string
  /** Where the requirement stands: `Regulation (EU) 2016/679, art. 28(3)(a)`. */
  readonly source: string
  readonly title: string
  /** The requirement in our own words. */
  readonly requirement: string
  readonly elements: readonly Element[]
  /** What a partial answer is, in words. */
  readonly partly: string
  /** Passages that say the opposite. */
  readonly against?: readonly Pattern[]
}

export interface Checklist {
  readonly id: string
  readonly name: string
  readonly about: string
  readonly items: readonly ChecklistItem[]
}
