import { wordsOf } from '../../../kernel/record/search-text.ts'

/** Words that say nothing of what somebody looks for, in the languages that people ask in. */
const empty = new Set(
  `a an and any are at be by can cannot cant could do does doesnt dont for from get got has have how i if im in is isnt it its
  me my need new no not of off on or our please s should t that the their then there this to up want was we what when where
  which who why will with wont work working works would you your
  aber am an auf aus bei bin bitte das dass dem den der des die ein eine einen einer es funktioniert für geht habe hat ich im
  ist kann kein keine mein meine meinen mich mir mit nicht oder und von vom warum was wenn wer wie wo zu zum zur
  de het een en van ik kan mijn niet naar voor nie do jak mam moj na się z w`
    .split(/\s+/)
    .flatMap(wordsOf),
)

const most = 8

/** The words of a question that say what it is about, as beginnings: “How do I connect printers?” is ‘connect’ and ‘printer’. */
export function aboutWords(text: string): readonly string[] {
  const all = [...new Set(wordsOf(text.slice(0, 400)))]
  return [...new Set(all.filter((word) => !empty.has(word)).map(stemOf))].slice(0, most)
}

/** The word without the ending that grammar gives it in English; it stays long enough to be told from others. */
export function stemOf(word: string): string {
  const match = /^(\p{L}{4,}?)(?:ings?|ied|ies|ed|es|s)$/u.exec(word)
  return match?.[1] ?? word
}

/** The same question asked twice is one, however it was put: its words in order of the alphabet. */
export const gapOf = (text: string): string => [...aboutWords(text)].sort().join(' ')

/** Whether two words are the same but for one slip: a letter too many, one missing, one wrong, or two swapped. */
export function isNear(one: string, other: string): boolean {
  if (one === other) return true
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length < 4 || long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1)
  if (short.slice(at + 1) === long.slice(at + 1)) return true
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
}

/** How well a word of a text fits one that was looked for: 1 the word itself, less for its beginning, least for a slip; 0 not at all. */
export function fitOf(word: string, wanted: string): number {
  if (word === wanted || stemOf(word) === wanted) return 1
  if (word.startsWith(wanted)) return 0.8
  // Fingers slip within words; with another first letter it is mostly another word.
  if (word[0] !== wanted[0]) return 0
  return isNear(stemOf(word), wanted) || isNear(word.slice(0, wanted.length), wanted) ? 0.5 : 0
}
