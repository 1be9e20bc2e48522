import { clauseAt, type ContractText, placeWords, type Range } from '../documents/contract-text.ts'
import { bindingAt, isConditional } from './binding.ts'
import { type Checklist, type ChecklistItem, type Element, type Pattern, readPattern } from './checklist.ts'
import { type Parties, partiesOf } from './parties.ts'
import { type Passage, passagesOf } from './passages.ts'
import { findPhrase } from './phrase.ts'
import { verdictWords } from './verdict-words.ts'
import type { Word } from './words.ts'

/** How far a contract answers an item. `not sure` is said where it speaks of it and does not say it. */
export type Verdict = 'met' | 'partly' | 'missing' | 'contradicted' | 'not sure'

/** A passage that bears on an item, by its place in the text, and what it does there. */
export interface Citation extends Range {
  /** The element of the item that it bears on, from 0; -1 for one that stands against the item as a whole. */
  readonly element: number
  readonly bears: 'says' | 'weakens' | 'hints' | 'denies'
  /** `4.1 Breach Reporting`. */
  readonly place: string
  readonly clause: string | null
  readonly quote: string
  /** Why it counts as no more, for those that don't simply say it. */
  readonly because: string | null
}
export interface ItemVerdict {
  readonly item: string
  readonly verdict: Verdict
  readonly citations: readonly Citation[]
  readonly why: string
}

/** Judges a contract by a checklist. The same text always gets the same verdicts, each with its passages and its reason. */
export function judge(contract: ContractText, checklist: Checklist): readonly ItemVerdict[] {
  const passages = passagesOf(contract)
  const byClause = new Map<number, Word[]>()
  for (const { clause, within, around } of passages)
    if (within === null) byClause.set(clause, [...(byClause.get(clause) ?? []), ...around])
  const read = { contract, passages, parties: partiesOf(contract), byClause }
  return checklist.items.map((item) => judgeItem(read, item))
}

interface Read {
  readonly contract: ContractText
  readonly passages: readonly Passage[]
  readonly parties: Parties
  /** The words of each clause with what introduces it, by its place in the list. */
  readonly byClause: ReadonlyMap<number, readonly Word[]>
}

function judgeItem(read: Read, item: ChecklistItem): ItemVerdict {
  const against = (item.against ?? []).flatMap((pattern) =>
    read.passages
      .filter((passage) => matched(passage, pattern, read) !== null)
      .map((passage) => cited(read, passage, -1, 'denies')),
  )
  const found = item.elements.map((element, at) => elementCitations(read, element, at))
  const opposed = outermostGone(against)
  // What is said to the opposite doesn't say it as well, though its words are the same.
  const others = found.flat().filter((one) => !opposed.some(({ start, end }) => one.start < end && start < one.end))
  const citations = [...others, ...opposed].toSorted(
    (one, other) => one.element - other.element || one.start - other.start || one.end - other.end,
  )
  const verdict = verdictOf(item, citations)
  return { item: item.id, verdict, citations, why: verdictWords(item, verdict, citations) }
}

function verdictOf(item: ChecklistItem, citations: readonly Citation[]): Verdict {
  const has = (element: number, bears: Citation['bears']): boolean =>
    citations.some((citation) => citation.element === element && citation.bears === bears)
  if (citations.some(({ bears }) => bears === 'denies')) return 'contradicted'
  const each = item.elements.map((element, at) => ({ element, said: has(at, 'says'), weak: has(at, 'weakens') }))
  if (each.every(({ said }) => said)) return 'met'
  if (each.some(({ element, said, weak }) => element.isCore !== false && (said || weak))) return 'partly'
  return citations.length > 0 ? 'not sure' : 'missing'
}

/** The passages that bear on an element; those that only hint where none says more. */
function elementCitations(read: Read, element: Element, at: number): readonly Citation[] {
  const strong: Citation[] = []
  const hints: Citation[] = []
  for (const passage of read.passages) {
    const strength = strongest(read, element, passage)
    if (strength && strength.bears !== 'hints') strong.push(cited(read, passage, at, strength.bears, strength.because))
    else if (strength) hints.push(cited(read, passage, at, 'hints', strength.because))
  }
  const says = strong.filter(({ bears }) => bears === 'says')
  const rest = says.length > 0 ? strong.filter(({ bears }) => bears !== 'weakens') : strong
  return outermostGone(rest.length > 0 ? rest : hints)
}

/** A sentence is cited by its item alone where the item says it. */
const outermostGone = (citations: readonly Citation[]): readonly Citation[] =>
  citations.filter(
    (outer) =>
      !citations.some(
        (inner) =>
          inner !== outer &&
          inner.bears === outer.bears &&
          inner.start >= outer.start &&
          inner.end <= outer.end &&
          inner.end - inner.start < outer.end - outer.start,
      ),
  )

interface Strength {
  readonly bears: Citation['bears']
  readonly because: string | null
}
const order: readonly Citation['bears'][] = ['says', 'denies', 'weakens', 'hints']

function strongest(read: Read, element: Element, passage: Passage): Strength | null {
  let best: Strength | null = null
  const better = (one: Strength): void => {
    if (best === null || order.indexOf(one.bears) < order.indexOf(best.bears)) best = one
  }
  for (const pattern of element.patterns) {
    const at = matched(passage, pattern, read)
    if (at !== null) better(strengthOf(read, element, passage, at))
  }
  if (best === null)
    for (const pattern of element.hints ?? [])
      if (matched(passage, pattern, read) !== null)
        better({ bears: 'hints', because: 'it speaks of it without saying it' })
  return best
}

/** What makes a leave a duty: "may keep it as long as it goes on to protect it". */
const conditions = ['as|so long as', 'provided that', 'only if', 'on condition that']
const efforts = [
  'reasonable effort*|endeavo*|steps',
  'best effort*|endeavo*',
  'commercially reasonable',
  'endeavo* to',
  'in its sole discretion',
  'at its discretion',
  'at provider|supplier|vendor|processor discretion',
]

function strengthOf(read: Read, { asks }: Element, passage: Passage, at: number): Strength {
  const words = passage.around
  if (isDefinition(passage.words) && asks !== 'fact')
    return { bears: 'hints', because: 'it only says what a word means' }
  if (asks === 'fact') return { bears: 'says', because: null }
  const binding = bindingAt(words, passage.lead.length + at, read.parties)
  if (asks === 'right')
    return binding.isDenied && !isConditional(passage.words)
      ? { bears: 'denies', because: 'it says that this is not so' }
      : { bears: 'says', because: null }
  if (binding.side === 'customer') return { bears: 'hints', because: 'it binds the customer' }
  if (asks === 'leave') return { bears: 'says', because: null }
  const isDenial = /^(?:not|never|neither|nor)$/.test(words[passage.lead.length + at]?.text ?? '')
  if (asks === 'ban')
    return isDenial ||
      binding.kind === 'plain' ||
      binding.kind === 'duty' ||
      binding.isDenied ||
      findPhrase('only', words).length > 0
      ? { bears: 'says', because: null }
      : { bears: 'hints', because: 'it allows and doesn’t bind' }
  if (binding.isDenied)
    return isConditional(passage.words)
      ? { bears: 'hints', because: 'it is denied under a condition' }
      : { bears: 'denies', because: 'it says that there is no such duty' }
  if (binding.kind === 'leave' && !conditions.some((phrase) => findPhrase(phrase, passage.words).length > 0))
    return { bears: 'hints', because: 'it allows and doesn’t bind' }
  const isOnward = findPhrase('this|these|it|that include|includes', passage.words)[0]?.from === 0
  if (
    binding.kind === 'plain' &&
    binding.side !== 'provider' &&
    !isOnward &&
    !isPlainFact(words, passage.lead.length + at)
  )
    return { bears: 'hints', because: 'it doesn’t say whom it binds' }
  return efforts.some((phrase) => findPhrase(phrase, passage.words).length > 0)
    ? { bears: 'weakens', because: 'it holds only as far as efforts or feasibility go' }
    : { bears: 'says', because: null }
}

/** "Sub-processors are bound by the same duties": a fact that binds without a verb of duty. */
const isPlainFact = (words: readonly Word[], at: number): boolean =>
  words.slice(Math.max(0, at - 3), at + 3).some(({ text }) => /^(?:is|are|remains?|has|have)$/.test(text))

const isDefinition = (words: readonly Word[]): boolean =>
  words.slice(0, 10).some(({ text }, at) => text === 'means' || text === 'mean' || (text === 'meaning' && at > 1))

/** Where the first phrase of a pattern stands in a passage, or null where the pattern doesn't match. */
function matched(passage: Passage, pattern: Pattern, read: Read): number | null {
  const { first, others, none, headings, isWide } = readPattern(pattern)
  const found = findPhrase(first, passage.words)[0]
  if (!found) return null
  const around = isWide ? (read.byClause.get(passage.clause) ?? passage.around) : passage.around
  if (!others.every((phrase) => findPhrase(phrase, around).length > 0)) return null
  if (none.some((phrase) => findPhrase(phrase, passage.words).length > 0)) return null
  if (headings.length > 0 && !headings.some((phrase) => findPhrase(phrase, passage.headings).length > 0)) return null
  return found.from
}

function cited(
  { contract }: Read,
  { start, end }: Passage,
  element: number,
  bears: Citation['bears'],
  because: string | null = null,
): Citation {
  return {
    start,
    end,
    element,
    bears,
    place: placeWords(contract, { start }),
    clause: clauseAt(contract, { start })?.number ?? null,
    quote: contract.text.slice(start, end),
    because,
  }
}
