import type { AnyRecord } from './define.ts'

/** Lower case without accents, so that 'Müller' is found by 'muller'. */
export function fold(text: string): string {
  if (!/[^ -~]/.test(text)) return text.toLowerCase()
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.replaceAll('ß', 'ss').replaceAll('ł', 'l').replaceAll('ø', 'o').replaceAll('đ', 'd')
}

/** The words of a text as the index knows them, at most 500. */
export const wordsOf = (text: string): readonly string[] =>
  (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 500).map((word) => word.slice(0, 80))

/**
 * A PostgreSQL tsvector written out: every searched word with its weight and places, and the lexeme '~type'.
 * Guarded fields stay out, since whoever finds by a word has read it.
 */
export function searchVector({
  record,
  number,
  values,
}: {
  record: AnyRecord
  number: string | null
  values: Readonly<Record<string, unknown>>
}): string {
  const places = new Map<string, string[]>()
  let place = 0
  const add = (text: string, weight: string): void => {
    for (const word of wordsOf(text)) {
      place = Math.min(place + 1, 16_383)
      const seen = places.get(word) ?? []
      if (seen.length < 20) seen.push(`${place}${weight}`)
      places.set(word, seen)
    }
  }
  if (number) add(number, 'A')
  for (const [name, field] of Object.entries(record.fields)) {
    const { search, read } = field.options
    if (search && !read && typeof values[name] === 'string') add(values[name], search)
  }
  const words = [...places].map(([word, at]) => `'${word}':${at.join(',')}`)
  return [`'~${record.name}'`, ...words].join(' ')
}

/** A tsquery for what someone typed: every word must be there, the last may be unfinished. Null when there is no word in it. */
export function tsQuery(q: string, type?: string): string | null {
  const words = wordsOf(q).slice(0, 12)
  if (words.length === 0) return null
  const parts = words.map((word, index) => (index === words.length - 1 ? `'${word}':*` : `'${word}'`))
  return [...(type ? [`'~${type}'`] : []), ...parts].join(' & ')
}
