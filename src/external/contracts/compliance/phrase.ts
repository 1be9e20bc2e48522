import { terms } from './terms.ts'
import type { Word } from './words.ts'

/** A phrase found: the first word and the one after the last. */
export interface Found {
  readonly from: number
  readonly to: number
}
type Slot =
  | { readonly kind: 'gap'; readonly most: number }
  | {
      readonly kind: 'any'
      readonly whole: ReadonlySet<string>
      readonly begins: readonly string[]
      readonly terms: readonly (readonly Slot[])[]
    }

/** Small words that may stand between any two of a phrase. */
const fillers = new Set(
  'the a an any all such its their his her this that these those each every other applicable relevant own said our your respective reasonable'.split(
    ' ',
  ),
)
const mostFillers = 2

/**
 * Finds a phrase in words. In a phrase `delet*` stands for words that begin so, `return|delet*` for either,
 * `@data` for a term of `terms.ts`, `~6` for up to six words between, `a|@data` for any of them. Small words between never matter.
 */
export function findPhrase(phrase: string, words: readonly Word[]): readonly Found[] {
  const known = searched.get(words) ?? new Map<string, readonly Found[]>()
  searched.set(words, known)
  const before = known.get(phrase)
  if (before) return before
  const slots = compiled(phrase)
  const found: Found[] = []
  for (let from = 0; from < words.length; from++) {
    const to = endOf(slots, words, from, 0)
    if (to !== null) found.push({ from, to })
  }
  known.set(phrase, found)
  return found
}
/** What was looked for in which words: the same phrases stand in many patterns. */
const searched = new WeakMap<readonly Word[], Map<string, readonly Found[]>>()

const cache = new Map<string, readonly Slot[]>()
function compiled(phrase: string): readonly Slot[] {
  const known = cache.get(phrase)
  if (known) return known
  const slots = phrase.split(' ').map(slotOf)
  cache.set(phrase, slots)
  return slots
}

function slotOf(piece: string): Slot {
  if (piece.startsWith('~')) return { kind: 'gap', most: Number(piece.slice(1)) }
  const alternatives = piece.split('|')
  return {
    kind: 'any',
    whole: new Set(alternatives.filter((one) => !/[*@]/.test(one))),
    begins: alternatives.filter((one) => one.endsWith('*')).map((one) => one.slice(0, -1)),
    terms: alternatives.filter((one) => one.startsWith('@')).flatMap(termPhrases),
  }
}

function termPhrases(name: string): readonly (readonly Slot[])[] {
  const phrases = terms[name.slice(1)]
  if (!phrases) throw new Error(`There is no term ${name}.`)
  return phrases.map(compiled)
}

/** Where the phrase ends that begins at a word, or null. Of several ends the first is taken. */
function endOf(slots: readonly Slot[], words: readonly Word[], at: number, from: number): number | null {
  const slot = slots[from]
  if (!slot) return at
  if (slot.kind === 'gap') {
    for (let skip = 0; skip <= slot.most && at + skip <= words.length; skip++) {
      const end = endOf(slots, words, at + skip, from + 1)
      if (end !== null) return end
    }
    return null
  }
  for (let skip = 0; skip <= (from === 0 ? 0 : mostFillers); skip++) {
    const word = words[at + skip]
    if (!word) return null
    if (slot.whole.has(word.text) || slot.begins.some((begin) => word.text.startsWith(begin))) {
      const end = endOf(slots, words, at + skip + 1, from + 1)
      if (end !== null) return end
    }
    for (const phrase of slot.terms) {
      const after = endOf(phrase, words, at + skip, 0)
      const end = after === null ? null : endOf(slots, words, after, from + 1)
      if (end !== null) return end
    }
    if (!fillers.has(word.text)) return null
  }
  return null
}
