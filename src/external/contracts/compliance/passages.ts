import { above, type Clause, type ContractText, type Range } from '../documents/contract-text.ts'
import { type Word, wordsOf } from './words.ts'

/** A sentence, or an item of one that lists several, with what introduces it. */
export interface Passage extends Range {
  /** The place of its clause in the list of clauses. */
  readonly clause: number
  readonly words: readonly Word[]
  /** The words before it that it goes on: "The supplier shall:" before "(a) delete the data". */
  readonly lead: readonly Word[]
  /** Both together. */
  readonly around: readonly Word[]
  /** The words of the headings that it stands below. */
  readonly headings: readonly Word[]
  /** The sentence whose item it is. */
  readonly within: Range | null
}

/** All passages of a contract in its order: each sentence, and each item of a sentence that lists. */
export function passagesOf(contract: ContractText): readonly Passage[] {
  const passages: Passage[] = []
  const sentences = contract.clauses.map((clause) => sentencesOf(contract.text, clause))
  for (const [at, clause] of contract.clauses.entries()) {
    const outer = above(contract, clause)
    const lead = leadOf(contract, sentences, clause)
    const headings = [...outer, clause].flatMap((one) => headingWords(contract, one))
    const add = (range: Range, before: readonly Word[], within: Range | null): void => {
      const words = wordsOf(contract.text, range)
      const around = before.length === 0 ? words : [...before, ...words]
      passages.push({ ...range, clause: at, headings, lead: before, words, around, within })
    }
    for (const sentence of sentences[at] ?? []) {
      add(sentence, lead, null)
      const items = itemsOf(contract.text, sentence)
      if (!items) continue
      const before = [...lead, ...wordsOf(contract.text, items.lead)]
      for (const item of items.items) add(item, before, sentence)
    }
  }
  return passages
}

function headingWords({ text }: ContractText, clause: Clause): readonly Word[] {
  if (clause.heading === null) return []
  const start = text.indexOf(clause.heading, clause.start)
  return start < 0 || start > clause.end ? [] : wordsOf(text, { start, end: start + clause.heading.length })
}

/** The unfinished sentences of the clauses above: those that end with a colon or without an end. */
function leadOf(contract: ContractText, sentences: readonly (readonly Range[])[], clause: Clause): readonly Word[] {
  if (clause.parent === null) return []
  const parent = contract.clauses[clause.parent]
  if (!parent) return []
  const isOpen = ({ start, end }: Range): boolean => !/[.!?;]["')\]]*$/.test(contract.text.slice(start, end))
  const last = sentences[clause.parent]?.findLast(isOpen)
  const above = leadOf(contract, sentences, parent)
  return last ? [...above, ...wordsOf(contract.text, last)] : above
}

const ends = /[.!?]["'”’)\]]*(?=\s+["'“‘([]?[\p{Lu}\d§(])|\n/gu
const shortened =
  /(?:^|[\s(])(?:art|arts|no|nos|sec|secs|inc|ltd|corp|co|cf|st|mr|mrs|ms|dr|vs|v|para|paras|cl|reg|u\.s|e\.g|i\.e|c\.f\.r|[a-z])\.$/i

/** The sentences of a clause after its number. */
export function sentencesOf(text: string, clause: Clause): readonly Range[] {
  const sentences: Range[] = []
  let start = clause.body
  const own = text.slice(clause.body, clause.end)
  for (const end of own.matchAll(ends)) {
    const at = clause.body + end.index + end[0].length
    if (end[0] !== '\n' && shortened.test(text.slice(Math.max(start, at - 12), at))) continue
    sentences.push(trimmed(text, { start, end: at }))
    start = at
  }
  sentences.push(trimmed(text, { start, end: clause.end }))
  const title = (sentence: Range): boolean =>
    sentence.start < clause.body + 2 && text.slice(sentence.start, sentence.end).replace(/[.:]$/, '') === clause.heading
  return sentences.filter((sentence) => sentence.end > sentence.start && !title(sentence))
}

function trimmed(text: string, { start, end }: Range): Range {
  const own = text.slice(start, end)
  const from = start + own.length - own.trimStart().length
  return { start: from, end: Math.max(from, start + own.trimEnd().length) }
}

const enumerator = /(?:^|[:;,]\s|\b(?:and|or|to|will|shall|must|may)\s)\(([a-z]|[ivx]{1,5}|\d{1,2})\)(?=\s)/g
const sequences = [
  'a b c d e f g h i j k l m n o p q r s t'.split(' '),
  'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv'.split(' '),
  Array.from({ length: 20 }, (_, at) => String(at + 1)),
]

/** The items of "shall: (a) …; (b) …" within one sentence, and what stands before them; null where it lists none. */
function itemsOf(
  text: string,
  { start, end }: Range,
): { readonly lead: Range; readonly items: readonly Range[] } | null {
  const marks = [...text.slice(start, end).matchAll(enumerator)].map((mark) => ({
    name: mark[1] ?? '',
    at: start + mark.index + mark[0].indexOf('('),
  }))
  for (const sequence of sequences) {
    const begins: number[] = []
    for (const { name, at } of marks) if (name === sequence[begins.length]) begins.push(at)
    if (begins.length < 2) continue
    const items = begins.map((begin, at) => trimmed(text, { start: begin, end: begins[at + 1] ?? end }))
    return { lead: trimmed(text, { start, end: begins[0] ?? end }), items }
  }
  return null
}
