/** A way of counting: `(a)` and `a.` count apart, and so do letters and Roman numbers. */
export type Count = 'decimal' | 'letter' | 'LETTER' | 'roman' | 'ROMAN'
export interface Reading {
  readonly count: Count
  readonly value: number
}
/** The number at the beginning of a line. A path (`4.1`) tells all its levels, others (`4.`, `(a)`, `Annex II`) their own. */
export type Label = {
  /** How much of the line it takes, the blank after it included. */
  readonly length: number
} & (
  | { readonly kind: 'path'; readonly path: readonly number[] }
  | {
      readonly kind: 'own'
      readonly form: 'bracketed' | 'plain'
      readonly readings: readonly Reading[]
      readonly word: string
      /** Only a number, so that it counts where it follows on the one before alone. */
      readonly isBare: boolean
    }
  | { readonly kind: 'part'; readonly name: string }
)

const sectionWord = '(?:section|sec\\.|article|art\\.|clause|paragraph|§{1,2})'
const pathAtStart = new RegExp(`^(?:${sectionWord} ?)?(\\d{1,3}(?:\\.\\d{1,3}){1,5})(?:\\.|\\)|:)?(?= |$)`, 'i')
const sectionAtStart = new RegExp(`^${sectionWord} ?(\\d{1,3}|[ivxlc]{1,6})(?:[.):]| ?[–—-](?= )|(?= |$))`, 'i')
const plainAtStart = /^(\d{1,3}|[a-z]|[A-Z]|[ivxlc]{2,6}|[IVXLC]{2,6})[.)](?= |$)/
const bracketedAtStart = /^\((\d{1,3}|[a-z]{1,2}|[A-Z]|[ivxlc]{1,6}|[IVXLC]{1,6})\)(?= |$)/
const bareAtStart = /^(\d{1,2})(?= \p{Lu})/u
const partAtStart =
  /^(annex|appendix|schedule|exhibit|attachment|addendum|part|chapter) +((?:\d{1,3}|[ivxlc]{1,6}|[a-z])(?:\.\d{1,2})?(?: ?\([a-z]\))?)(?![\p{L}\d])/iu
const bulletAtStart = /^[•◦▪●○■‣·*–—-] (?=\S)/u
const units =
  /^(?:million|billion|thousand|percent|per cent|%|hours?|days?|weeks?|months?|years?|minutes?|eur|usd|gbp)\b/i

/** Reads the number that a line begins with, if it begins with one. In a heading the words after it need not look like a title. */
export function labelOf(line: string, isHeading = false): Label | null {
  return partOf(line, isHeading) ?? pathOf(line) ?? sectionOf(line, isHeading) ?? ownOf(line)
}

/** Whether a row begins a clause or goes on with the sentence before it: "as set out in⏎Section 4.1 above". */
export function beginsClause(row: string, before: string): boolean {
  if (bulletLength(row) > 0) return true
  if (labelOf(row) === null || (isOpen.test(before) && !isBetweenItems.test(before))) return false
  const isWord = /^(?:section|sec\.|article|art\.|clause|paragraph|§)/i.test(row)
  return !isWord || /[.;:]$/.test(before) || isTitle(before.slice(labelOf(before)?.length ?? 0))
}
const isOpen =
  /(?:,|\b(?:sections?|sec\.|clauses?|articles?|art\.|paragraphs?|annex|schedule|exhibit|and|or|of|to|in|with|under|the|by|than|least|within)|§)$/i

/** "(a) keep it; and⏎(b) lose none". */
const isBetweenItems = /; ?(?:and|or|and\/or|but)$/i

/** How much of the line a bullet takes; 0 without one. */
export const bulletLength = (line: string): number => bulletAtStart.exec(line)?.[0].length ?? 0

function partOf(line: string, isHeading: boolean): Label | null {
  const found = partAtStart.exec(line)
  if (!found) return null
  const rest = line.slice(found[0].length)
  const isAlone = isHeading || rest === '' || /^ ?[:.–—-]/.test(rest) || isTitle(rest.trim())
  if (!isAlone || /[.;]$/.test(line)) return null
  const word = (found[1] ?? '').toLowerCase()
  const name = `${word[0]?.toUpperCase()}${word.slice(1)} ${(found[2] ?? '').toUpperCase().replaceAll(' ', '')}`
  return { kind: 'part', name, length: blankAfter(line, found[0].length, /^ ?[:.–—-]? ?/) }
}

function pathOf(line: string): Label | null {
  const found = pathAtStart.exec(line)
  if (!found) return null
  const rest = line.slice(found[0].length).trimStart()
  if (units.test(rest)) return null
  return {
    kind: 'path',
    path: (found[1] ?? '').split('.').map(Number),
    length: blankAfter(line, found[0].length, /^ ?/),
  }
}

function sectionOf(line: string, isHeading: boolean): Label | null {
  const found = sectionAtStart.exec(line)
  if (!found) return null
  const rest = line.slice(found[0].length).trim()
  const isPunctuated = /[.):–—-]$/.test(found[0])
  const isSure = isPunctuated || isHeading || rest === '' || isTitle(rest)
  if (!isSure && !isCaption.test(rest)) return null
  const number = found[1] ?? ''
  return {
    kind: 'own',
    form: 'plain',
    readings: /\d/.test(number)
      ? [{ count: 'decimal', value: Number(number) }]
      : [{ count: 'decimal', value: romanValue(number.toLowerCase()) ?? 0 }],
    word: number,
    isBare: !isSure,
    length: blankAfter(line, found[0].length, /^ ?/),
  }
}

/** Words that may be a caption in small letters, "Assistance to the controller": they count where the number follows on the one before. */
const isCaption = /^\p{Lu}(?!.*\b(?:will|shall|must|may|is|are|does|means|applies|apply)\b).{1,80}[^.,;:]$/u

function ownOf(line: string): Label | null {
  const bracketed = bracketedAtStart.exec(line)
  const found = bracketed ?? plainAtStart.exec(line) ?? bareAtStart.exec(line)
  if (!found) return null
  const word = found[1] ?? ''
  const readings = readingsOf(word)
  if (readings.length === 0) return null
  return {
    kind: 'own',
    form: bracketed ? 'bracketed' : 'plain',
    readings,
    word,
    isBare: found[0] === word,
    length: blankAfter(line, found[0].length, /^ ?/),
  }
}

const blankAfter = (line: string, at: number, blank: RegExp): number =>
  at + (blank.exec(line.slice(at))?.[0].length ?? 0)

/** (i) may be the ninth letter or the first Roman number: both are told, the line before decides. */
function readingsOf(word: string): readonly Reading[] {
  if (/^\d+$/.test(word)) return [{ count: 'decimal', value: Number(word) }]
  const small = word.toLowerCase()
  const isSmall = word === small
  const readings: Reading[] = []
  const roman = romanValue(small)
  if (roman !== null) readings.push({ count: isSmall ? 'roman' : 'ROMAN', value: roman })
  const letter = letterValue(small)
  if (letter !== null) readings.push({ count: isSmall ? 'letter' : 'LETTER', value: letter })
  return readings
}

/** a to z are 1 to 26, aa to zz 27 to 52. */
function letterValue(word: string): number | null {
  if (!/^([a-z])\1?$/.test(word)) return null
  return word.charCodeAt(0) - 96 + (word.length - 1) * 26
}

const digits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 }
/** The value of a Roman number as it is properly written, or null. */
export function romanValue(word: string): number | null {
  if (!/^(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$/.test(word) || word === '') return null
  let value = 0
  for (let i = 0; i < word.length; i++) {
    const [own, next] = [digits[word[i] ?? ''] ?? 0, digits[word[i + 1] ?? ''] ?? 0]
    value += own < next ? -own : own
  }
  return value
}

const small = new Set(
  'a an and as at by for from in into of on or per the to under upon with within without'.split(' '),
)
/** Whether words read like a title: few, no verb of duty, the long ones with capitals. */
export function isTitle(words: string): boolean {
  const each = words
    .replace(/[()“”"'‘’,/&–—]+|\B-|-\B/g, ' ')
    .trim()
    .split(/\s+/)
  if (words === '' || words.length > 100 || each.length > 12 || /[.;:?!]\s/.test(words)) return false
  if (/\b(?:will|shall|must|may|is|are|was|has|have|does|means|applies|apply)\b/i.test(words)) return false
  const long = each.filter((word) => !small.has(word.toLowerCase()))
  const capital = long.filter((word) => /^[\p{Lu}\d]/u.test(word))
  return long.length > 0 && capital.length >= Math.ceil(long.length * 0.6) && /^[\p{Lu}\d]/u.test(each[0] ?? '')
}
