import type { AnyRecord } from '../record/define.ts'
import { formatNumber, parseNumber } from '../record/registry.ts'
import { wordsOf } from '../record/search-text.ts'

/** Words of a search at most. */
const mostWords = 8

/** The words that someone typed, folded as the index has them. Letters and digits alone, so that they need no escaping. */
export const typedWords = (q: string): readonly string[] => [...new Set(wordsOf(q.slice(0, 400)))].slice(0, mostWords)

/** One word of a search: a record fits when it has a word that begins with one of `begins`, or is one of `is`. */
export interface Term {
  readonly begins: readonly string[]
  readonly is: readonly string[]
}
export const asTyped = (word: string): Term => ({ begins: [word], is: [] })

/** The terms as one, for which any of their words is enough. */
export const anyOf = (terms: readonly Term[]): readonly Term[] => [
  { begins: terms.flatMap(({ begins }) => begins), is: terms.flatMap(({ is }) => is) },
]

/** The terms as a tsquery: every one must fit. */
export function queryOf(terms: readonly Term[]): string {
  return terms
    .map(
      ({ begins, is }) => `(${[...begins.map((word) => `'${word}':*`), ...is.map((word) => `'${word}'`)].join(' | ')})`,
    )
    .join(' & ')
}

/** The full numbers that a text may mean: 'svc-12' and '12' are SVC-0012, whatever the type. */
export function numbersOf(records: readonly AnyRecord[], q: string): readonly string[] {
  const text = q.trim()
  return records.flatMap(({ number }) => {
    if (!number) return []
    const counter = /^\d{1,15}$/.test(text) ? Number(text) : parseNumber(number, text)
    return counter === null ? [] : [formatNumber(number, counter)]
  })
}
