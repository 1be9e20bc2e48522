import { wordsOf } from '../../../kernel/record/search-text.ts'
import { fitOf } from './question.ts'

/** What decides how like something is to a text that is being written. */
export interface Candidate {
  readonly title: string
  /** Further words, such as a summary. */
  readonly text: string
  readonly services: readonly string[]
}
export interface Likeness {
  readonly score: number
  /** 'same service, words printer, toner'; empty when nothing is alike. */
  readonly why: string
}

/** How like a candidate is: each shared word counts, in the title twice; the same service as much as a word in the title. */
export function likenessOf(one: Candidate, wanted: readonly string[], service: string | null): Likeness {
  const [title, text] = [wordsOf(one.title), wordsOf(one.text)]
  const shared = wanted.flatMap((word) => {
    const inTitle = bestOf(title, word)
    const inText = bestOf(text, word)
    const best =
      inTitle.fit * 2 >= inText.fit ? { ...inTitle, score: inTitle.fit * 2 } : { ...inText, score: inText.fit }
    return best.fit > 0 ? [best] : []
  })
  const isSame = service !== null && one.services.includes(service)
  const score = shared.reduce((sum, { score: each }) => sum + each, 0) + (isSame ? 2 : 0)
  const words = [...new Set(shared.map(({ word }) => word))]
  const why = [
    isSame && 'same service',
    words.length > 0 && `${words.length === 1 ? 'word' : 'words'} ${words.join(', ')}`,
  ]
  return { score: shared.length > 0 ? score : 0, why: why.filter(Boolean).join(', ') }
}

function bestOf(words: readonly string[], wanted: string): { readonly word: string; readonly fit: number } {
  let best = { word: '', fit: 0 }
  for (const word of words) {
    const fit = fitOf(word, wanted)
    if (fit > best.fit) best = { word, fit }
  }
  return best
}

/** The likest first, at most so many, of those that are alike at all: at least two words, or one and the service, where more than one was asked. */
export function likestOf<T extends Candidate>(
  found: readonly T[],
  {
    wantedOf,
    service,
    limit,
  }: { readonly wantedOf: (one: T) => readonly string[]; readonly service: string | null; readonly limit: number },
): readonly (T & Likeness)[] {
  return found
    .map((one) => ({ ...one, ...likenessOf(one, wantedOf(one), service), least: wantedOf(one).length > 2 ? 3 : 1 }))
    .filter(({ score, least }) => score >= least)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
}
