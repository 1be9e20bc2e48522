import { firstParty, lastParty, type Parties, type Side } from './parties.ts'
import type { Word } from './words.ts'

/** What a sentence does to whom at one of its words. */
export interface Binding {
  /** `duty` for shall, will, must and the like, `leave` for may, `plain` where nothing binds: "the processor deletes". */
  readonly kind: 'duty' | 'leave' | 'plain'
  readonly isDenied: boolean
  /** Whom it binds, where that is said right before. */
  readonly side: Side | null
}

const duties = new Set(
  'shall will must agrees agree undertakes undertake commits commit warrants ensures ensure'.split(' '),
)
const required = new Set('required obliged obligated responsible bound committed'.split(' '))
const leaves = new Set('may can might could'.split(' '))
const allowed = new Set('permitted entitled allowed free'.split(' '))
const denials = new Set('not never neither nor cannot'.split(' '))
const being = new Set('is are be being remain remains'.split(' '))
/** As far as a sentence is looked back for what binds at a word. */
const farthest = 60

/** What binds at a word of a sentence: the nearest verb of duty or leave before it, who is named before that, and whether it is denied. */
export function bindingAt(words: readonly Word[], at: number, parties: Parties): Binding {
  for (let i = at; i >= Math.max(0, at - farthest); i--) {
    const text = words[i]?.text ?? ''
    const isBeing = being.has(words[i - 1]?.text ?? '') || words[i - 1]?.text === 'not'
    const kind =
      duties.has(text) || (required.has(text) && isBeing)
        ? 'duty'
        : leaves.has(text) || (allowed.has(text) && isBeing)
          ? 'leave'
          : null
    if (kind === null || (i === at && !duties.has(text))) continue
    const begins = beginning(words, i)
    return {
      kind: kind,
      isDenied: isDenied(words, begins, at),
      side: sideBefore(words, begins, parties),
    }
  }
  const before = sideBefore(words, at, parties)
  return { kind: 'plain', isDenied: isDenied(words, Math.max(0, at - 3), at), side: before }
}

/** "will be required to", "is not obliged to" begin with their first verb. */
function beginning(words: readonly Word[], at: number): number {
  let begin = at
  while (begin > 0 && at - begin < 4 && /^(?:is|are|be|not|will|shall|must|may|no)$/.test(words[begin - 1]?.text ?? ''))
    begin--
  return begin
}

/** Whether a word of denial stands from the verb to the word, and nothing takes it back. */
function isDenied(words: readonly Word[], from: number, at: number): boolean {
  const between = words.slice(from, at).map(({ text }) => text)
  const until = between.slice(0, 8)
  return (
    until.some((text) => denials.has(text)) ||
    /\bno (?:obligation|duty|liability|responsibility)\b/.test(between.join(' '))
  )
}

/** The party named within four words before; for "it", the one that the clause before begins with: "where the processor engages …, it shall". */
function sideBefore(words: readonly Word[], at: number, parties: Parties): Side | null {
  if (words[at - 1]?.text === 'it') {
    const opens = words.slice(0, at).findLastIndex(({ text }) => conditionals.has(text))
    const named = opens < 0 ? null : firstParty(words.slice(Math.max(opens, at - farthest), at), parties)
    if (named) return named
  }
  const from = Math.max(0, at - 6)
  const last = lastParty(words.slice(from, at), parties)
  return last && at - from - last.to <= 4 ? last.side : null
}

const conditionals = new Set('where if when whenever should once after upon'.split(' '))
const takesBack = new Set('unless except other without until before save if where only extent when'.split(' '))
/** Whether a denial holds in some cases only: "not obliged to delete where the law requires storage". */
export function isConditional(words: readonly Word[]): boolean {
  const texts = words.map(({ text }) => text)
  if (texts[0] === 'however' || texts[0] === 'notwithstanding') return true
  return texts.some((text, at) => takesBack.has(text) && !(text === 'where' && texts[at + 1] === 'applicable'))
}
