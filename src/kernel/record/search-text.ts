import type { AnyRecord } from './define.ts'

/** Lower case without accents, so that 'Müller' is found by 'muller'. */
export function fold(text: string): string {
  if (isPlain.test(text)) return text.toLowerCase()
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.replaceAll('ß', 'ss').replaceAll('ł', 'l').replaceAll('ø', 'o').replaceAll('đ', 'd')
}

/** The words of a text as the index knows them, at most 500. */
export const wordsOf = (text: string): readonly string[] =>
  (fold(text).match(isPlain.test(text) ? /[a-z0-9]+/g : /[\p{L}\p{N}]+/gu) ?? [])
    .slice(0, 500)
    .map((word) => (word.length > 80 ? word.slice(0, 80) : word))

/** ASCII alone, as most text is: cheaper ways are right for it. */
const isPlain = /^[\t\n\r -~]*$/

/** Characters of a word's places in the index, about twenty of them: who says a word more often isn't found any better. */
const mostPlaces = 100

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
  const places = new Map<string, string>()
  let place = 0
  const add = (text: string, weight: string): void => {
    for (const word of wordsOf(text)) {
      place = Math.min(place + 1, 16_383)
      const seen = places.get(word)
      if (seen === undefined) places.set(word, `${place}${weight}`)
      else if (seen.length < mostPlaces) places.set(word, `${seen},${place}${weight}`)
    }
  }
  if (number) add(number, 'A')
  for (const [name, field] of Object.entries(record.fields)) {
    const { search, read } = field.options
    if (search && !read && typeof values[name] === 'string') add(spoken(values[name]), search)
  }
  let vector = `'~${record.name}'`
  for (const [word, at] of places) vector += ` '${word}':${at}`
  return vector
}

/** A text without the addresses of files kept here: nobody looks for their ids. */
const spoken = (text: string): string =>
  text.includes('(/api/v1/files/') ? text.replaceAll(/\(\/api\/v1\/files\/[^)]*\)/g, ' ') : text

/** A tsquery for what someone typed: every word must be there, the last may be unfinished. Null when there is no word in it. */
export function tsQuery(q: string, type?: string): string | null {
  const words = wordsOf(q).slice(0, 12)
  if (words.length === 0) return null
  const parts = words.map((word, index) => (index === words.length - 1 ? `'${word}':*` : `'${word}'`))
  return [...(type ? [`'~${type}'`] : []), ...parts].join(' & ')
}
