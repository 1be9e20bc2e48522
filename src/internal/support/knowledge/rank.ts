import { wordsOf } from '../../../kernel/record/search-text.ts'
import { fitOf } from './question.ts'

/** What a found record says of itself, for putting the best first. */
export interface Ranked {
  readonly title: string
  /** Other words that people use for it. */
  readonly words: string
  readonly summary: string
  readonly body: string
  /** How many readers it helped, and didn't. */
  readonly solved: number
  readonly unsolved: number
}

const weights = { title: 4, words: 3, summary: 2, body: 1 } as const

/** Puts first what has the most of the words wanted of it, where they weigh most; what helped others breaks near ties. Equal ones stay in their order. */
export function bestFirst<T extends Ranked>(
  found: readonly T[],
  wantedOf: (one: T) => readonly string[],
): readonly T[] {
  return found
    .map((one, place) => ({ one, place, score: scoreOf(one, wantedOf(one)) }))
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .map(({ one }) => one)
}

/** How well a record answers the wanted words: 0 where it has none of them. */
export function scoreOf(one: Ranked, wanted: readonly string[]): number {
  const texts = {
    title: wordsOf(one.title),
    words: wordsOf(one.words),
    summary: wordsOf(one.summary),
    body: wordsOf(one.body),
  }
  const scores = wanted.map((word) => bestOf(texts, word))
  const has = scores.filter((score) => score > 0).length
  if (has === 0) return 0
  const sum = scores.reduce((total, score) => total + score, 0)
  const share = has / wanted.length
  // A title that is all about it beats one that mentions it among others.
  const focus = scores.filter((score) => score >= weights.words).length / Math.max(3, texts.title.length)
  return sum * (0.4 + 0.6 * share) + focus + trust(one)
}

/** Less than a word in the summary is worth, whatever its readers said. */
const trust = ({ solved, unsolved }: Pick<Ranked, 'solved' | 'unsolved'>): number =>
  (solved - unsolved) / (solved + unsolved + 10)

function bestOf(texts: Readonly<Record<keyof typeof weights, readonly string[]>>, wanted: string): number {
  let best = 0
  for (const [name, weight] of Object.entries(weights))
    if (weight > best)
      for (const word of texts[name as keyof typeof weights]) best = Math.max(best, weight * fitOf(word, wanted))
  return best
}
