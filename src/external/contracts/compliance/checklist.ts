/** What the passage must be: a duty of the provider, something it must not do, something it may do, a right of the customer, or a fact that is stated. */
export type Asks = 'duty' | 'ban' | 'leave' | 'right' | 'fact'

/**
 * One way to say it, in one line: `@erase & @personal & @end ! enable # deletion`.
 * Every phrase (see `findPhrase`) before the first `!` must stand in the passage, the first in its own words, the others
 * there or in what introduces it; with `clause:` before them, anywhere in the clause. After `!` is what must not stand
 * in the passage, after `#` what a heading above must hold.
 */
export type Pattern = string

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

/** A pattern taken apart. */
export interface ReadPattern {
  readonly first: string
  readonly others: readonly string[]
  readonly none: readonly string[]
  readonly headings: readonly string[]
  readonly isWide: boolean
}

const known = new Map<Pattern, ReadPattern>()

/** Takes a pattern apart; the same one only once. */
export function readPattern(pattern: Pattern): ReadPattern {
  const before = known.get(pattern)
  if (before) return before
  const isWide = pattern.startsWith('clause: ')
  const [said = '', ...rest] = (isWide ? pattern.slice(8) : pattern).split(/ (?=[!#] )/)
  const [first = '', ...others] = said.split(' & ')
  const marked = (mark: string): readonly string[] =>
    rest.filter((one) => one.startsWith(mark)).map((one) => one.slice(2))
  const read = { first, others, none: marked('! '), headings: marked('# '), isWide }
  known.set(pattern, read)
  return read
}
