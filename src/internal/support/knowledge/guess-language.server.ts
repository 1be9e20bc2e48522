import { francAll } from 'franc'
import { type LanguageCode, languageCodes } from './languages.ts'
import { plainOf } from './snippet.ts'

const mostRead = 2000
/** Characters from which a guess is worth something. */
const leastRead = 60
/** As ISO 639-3 has them, in the order of the codes. */
const names =
  'eng deu nld pol fra spa ita arb hye eus cat dan fin ell hin hun ind gle lit npi nob por ron rus srp swe tam tur ydd'.split(
    ' ',
  )

/** The language that a Markdown text is most likely in; null where it is too short to tell. */
export function guessLanguage(markdown: string): LanguageCode | null {
  const text = plainOf(markdown.replaceAll(/(```|~~~)[\s\S]*?(\1|$)/g, ' ').slice(0, mostRead))
  if (text.length < leastRead) return null
  const [best] = francAll(text, { only: names })
  return languageCodes[names.indexOf(best?.[0] ?? '')] ?? null
}
