/** Lower case, without accents, punctuation and space, so that words can be compared: 'E-Mail (dienstlich)' → 'emaildienstlich'. */
export function foldWord(text: string): string {
  return text
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Lower case in one normal form, with single spaces: what two people would call the same name. */
export const foldName = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()

const yes = [
  'yes',
  'y',
  'true',
  't',
  '1',
  'x',
  'on',
  'ja',
  'j',
  'wahr',
  'oui',
  'o',
  'vrai',
  'si',
  's',
  'verdadero',
  '✓',
  '✔',
  '☑',
]
const no = ['no', 'n', 'false', 'f', '0', 'off', 'nein', 'falsch', 'non', 'faux', 'falso', '-', '–', '✗', '✘', '☐']

/** Yes and no as people write them in English, German, French and Spanish; null for anything else. */
export function parseYesNo(text: string): boolean | null {
  const given = text.trim()
  const word = foldWord(given) || given
  if (yes.includes(word)) return true
  return no.includes(word) ? false : null
}

/** Month names by language, folded; each month is also known by any unambiguous beginning of at least three letters. */
const months: readonly (readonly string[])[] = [
  ['january', 'januar', 'janner', 'janvier', 'enero'],
  ['february', 'februar', 'feber', 'fevrier', 'febrero'],
  ['march', 'marz', 'maerz', 'mars', 'marzo', 'mrz'],
  ['april', 'avril', 'abril'],
  ['may', 'mai', 'mayo'],
  ['june', 'juni', 'juin', 'junio'],
  ['july', 'juli', 'juillet', 'julio'],
  ['august', 'aout', 'agosto'],
  ['september', 'septembre', 'septiembre', 'sept'],
  ['october', 'oktober', 'octobre', 'octubre'],
  ['november', 'novembre', 'noviembre'],
  ['december', 'dezember', 'decembre', 'diciembre'],
]

/** The month, 1 to 12, that a word names in English, German, French or Spanish; null when it names none or several. */
export function monthNamed(word: string): number | null {
  const folded = foldWord(word)
  if (folded.length < 3) return null
  const found = months.flatMap((names, i) => (names.some((name) => name.startsWith(folded)) ? [i + 1] : []))
  return found.length === 1 ? (found[0] ?? null) : null
}
