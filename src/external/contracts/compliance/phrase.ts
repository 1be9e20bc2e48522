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
  const slots = compiled(phrase)
  const found: Found[] = []
  for (let from = 0; from < words.length; from++) {
    const to = endOf(slots, words, from, 0)
    if (to !== null) found.push({ from, to })
  }
  return found
}

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
function endOf(slots: readonly Slot[], words: readonly Word[], at: number, slot: number): number | null {
  const [first, ...rest] = slots
  if (!first) return at
  if (first.kind === 'gap') {
    for (let skip = 0; skip <= first.most && at + skip <= words.length; skip++) {
      const end = endOf(rest, words, at + skip, slot + 1)
      if (end !== null) return end
    }
    return null
  }
  for (let skip = 0; skip <= (slot === 0 ? 0 : mostFillers); skip++) {
    const word = words[at + skip]
    if (!word) return null
    for (const after of endsOf(first, words, at + skip)) {
      const end = endOf(rest, words, after, slot + 1)
      if (end !== null) return end
    }
    if (!fillers.has(word.text)) return null
  }
  return null
}

function endsOf(slot: Exclude<Slot, { kind: 'gap' }>, words: readonly Word[], at: number): readonly number[] {
  const text = words[at]?.text
  if (text === undefined) return []
  const ends = slot.terms.flatMap((phrase) => endOf(phrase, words, at, 0) ?? [])
  return slot.whole.has(text) || slot.begins.some((begin) => text.startsWith(begin)) ? [at + 1, ...ends] : ends
}
