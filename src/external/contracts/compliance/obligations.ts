import { type ContractText, placeWords, quote, type Range } from '../documents/contract-text.ts'
import { type Due, dueOf, dueWords } from './due.ts'
import { lastParty, type Parties, partiesOf, type Side } from './parties.ts'
import { type Passage, passagesOf } from './passages.ts'
import type { Word } from './words.ts'

/** A duty that a text seems to hold, for a person to accept or to leave. */
export interface SuggestedObligation extends Range {
  readonly quote: string
  readonly clause: string | null
  readonly place: string
  readonly side: Side
  /** Whom it binds, in the words of the text: `Provider`. */
  readonly who: string
  readonly isBan: boolean
  /** What they must do, in the words of the text. */
  readonly what: string
  readonly due: Due | null
  /** In which case, in the words of the text: "Upon becoming aware of any Security Incident". */
  readonly when: string | null
  /** All of it in one sentence for people. */
  readonly words: string
}

/** Finds who must do what by when in a contract. Definitions, and what only says how words are meant, are left out. The same text gives the same suggestions. */
export function suggestObligations(contract: ContractText): readonly SuggestedObligation[] {
  const parties = partiesOf(contract)
  const passages = passagesOf(contract)
  const listed = new Set(passages.flatMap(({ within }) => (within ? [within.start] : [])))
  return passages.flatMap((passage) =>
    passage.within === null && listed.has(passage.start) ? [] : obligationsOf(contract, parties, passage),
  )
}

interface Duty {
  /** The word that binds, and the one after it and a "not". */
  readonly at: number
  readonly after: number
  readonly isBan: boolean
  readonly side: Side
  readonly who: string
  /** Where its own words begin: with whom it binds. */
  readonly begins: number
}

function obligationsOf(contract: ContractText, parties: Parties, passage: Passage): readonly SuggestedObligation[] {
  const { words, lead } = passage
  if (words.slice(0, 12).some(({ text }) => text === 'means')) return []
  const own = dutiesIn(contract, parties, words)
  const led = own.length === 0 ? dutiesIn(contract, parties, lead).at(-1) : undefined
  if (led && isOpenLead(lead, led)) {
    const what = contract.text.slice(firstWord(passage), passage.end)
    return [suggestion({ contract, passage, duty: led, what, when: whenBefore(contract, lead, led) })]
  }
  return own.flatMap((duty, at) => {
    const next = own[at + 1]
    const end = next ? (words[next.begins]?.start ?? passage.end) : passage.end
    const begin = words[duty.after]?.start
    if (begin === undefined || begin >= end) return []
    const what = contract.text.slice(begin, end).replace(/[\s,;]+(?:(?:and|but|or)\b)?(?:\s*the)?\s*$/i, '')
    const when = at === 0 ? whenBefore(contract, words, duty) : null
    return isMeaning(words, duty) ? [] : [suggestion({ contract, passage, duty, what, when })]
  })
}

/** An item goes on with its introduction where nothing but that stands after the verb. */
const isOpenLead = (lead: readonly Word[], { after }: Duty): boolean => lead.length - after <= 14

/** Where an item's own words begin, after its number. */
const firstWord = ({ words, start, within }: Passage): number => (within ? (words[1]?.start ?? start) : start)

const binding = new Set('will shall must agrees undertakes covenants'.split(' '))
const promising = new Set('agrees undertakes covenants'.split(' '))
const required = new Set('required obliged obligated'.split(' '))

function dutiesIn(contract: ContractText, parties: Parties, words: readonly Word[]): readonly Duty[] {
  const duties: Duty[] = []
  for (const [at, { text }] of words.entries()) {
    const isRequired = required.has(text) && /^(?:is|are|be)$/.test(words[at - 1]?.text ?? '')
    if (!binding.has(text) && !isRequired) continue
    const verb = isRequired ? at - 1 : at
    if (promising.has(text) && words[at + 1]?.text !== 'to') continue
    const party = subjectOf({ contract, parties, words, verb })
    if (!party) continue
    const isBan = words[at + 1]?.text === 'not' || words[at + 1]?.text === 'never'
    const skipped = words[at + 1 + (isBan ? 1 : 0)]?.text === 'to' ? 1 : 0
    const who = words.slice(party.from, party.to)
    const isNobody = who[0]?.text === 'neither'
    duties.push({
      at,
      after: at + 1 + (isBan ? 1 : 0) + skipped,
      isBan: isBan || isNobody,
      side: party.side,
      who: contract.text.slice(who[0]?.start ?? 0, who.at(-1)?.end ?? 0),
      begins: party.isNamedHere ? party.from : verb,
    })
  }
  return duties
}

interface Subject {
  readonly from: number
  readonly to: number
  readonly side: Side
  readonly isNamedHere: boolean
}
/** Who stands right before a verb; "it" and "they" are whom the sentence names first. */
function subjectOf({
  contract,
  parties,
  words,
  verb,
}: {
  readonly contract: ContractText
  readonly parties: Parties
  readonly words: readonly Word[]
  readonly verb: number
}): Subject | null {
  const isPronoun = /^(?:it|they)$/.test(words[verb - 1]?.text ?? '')
  if (
    isPronoun &&
    words.slice(0, verb).some(({ text }, at) => text === 'no' && words[at + 1]?.text.startsWith('guarantee'))
  )
    return null
  if (isPronoun) {
    for (let to = 1; to < verb; to++) {
      const first = lastParty(words.slice(Math.max(0, to - 2), to), parties)
      if (first) return { from: wholeName(words, to), to, side: first.side, isNamedHere: false }
    }
    return null
  }
  const from = Math.max(0, verb - 6)
  const last = lastParty(words.slice(from, verb), parties)
  if (!last) return null
  const to = from + last.to
  // "Customer Content shall" and "Provider's people shall" bind neither of them.
  const isRightBefore = words
    .slice(to, verb)
    .every(({ text }) => /ly$|^(?:also|hereby|then|further|each|itself)$/.test(text))
  if (!isRightBefore || /^['’]s/.test(contract.text.slice((words[to - 1]?.end ?? 0) - 2))) return null
  return { from: wholeName(words, to), to, side: last.side, isNamedHere: true }
}

/** Where a name of two words begins: each party, the service provider. */
const wholeName = (words: readonly Word[], to: number): number =>
  /^(?:each|either|neither|both|service|business|covered|financial)$/.test(words[to - 2]?.text ?? '') ? to - 2 : to - 1

/** "will be deemed", "shall mean", "will survive": what words mean and how long they hold is no duty of anybody. */
function isMeaning(words: readonly Word[], { after }: Duty): boolean {
  const next = words
    .slice(after, after + 3)
    .map(({ text }) => text)
    .join(' ')
  return /^(?:also |each |both )?(?:be (?:deemed|construed|considered|liable|entitled|governed|bound|subject)|mean|have (?:the (?:meaning|right)|no)|survive|apply|govern|constitute|become|cease)\b/.test(
    next,
  )
}

/** What stands before whom it binds: "If a data subject asks". */
function whenBefore({ text }: ContractText, words: readonly Word[], { begins }: Duty): string | null {
  const [first, until] = [words[0], words[begins]]
  if (!first || !until || begins === 0) return null
  const before = text.slice(first.start, until.start).replace(/[,\s]+(?:(?:the|then|it|they)\b)?\s*$/i, '')
  const own = / (?:may|will|shall|must) /.test(before) ? (before.split(', ')[0] ?? before) : before
  return /^(?:if|upon|on|when|where|in the event|after|before|during|following|within|unless|to the extent|once|at|for as long|as soon|prior to)\b/i.test(
    own,
  )
    ? own
    : null
}

interface Given {
  readonly contract: ContractText
  readonly passage: Passage
  readonly duty: Duty
  readonly what: string
  readonly when: string | null
}
function suggestion({ contract, passage, duty, what, when }: Given): SuggestedObligation {
  const { side, who, isBan } = duty
  const due = isBan ? null : dueOf([when, what].filter((part) => part !== null).join(', '))
  const shown = what.replace(/[\s.;,]+(?:and|or)?$/, '')
  const clause = contract.clauses[passage.clause]?.number ?? null
  const binds = /^neither/i.test(who) ? `${who} may ${shown}` : `${who} must ${isBan ? 'not ' : ''}${shown}`
  const isFigure = due && due.kind !== 'at once' && due.kind !== 'on request'
  const until = isFigure && !`${when} ${shown}`.toLowerCase().includes(dueWords(due)) ? ` (${dueWords(due)})` : ''
  return {
    start: passage.start,
    end: passage.end,
    quote: quote(contract, passage),
    clause,
    place: placeWords(contract, passage),
    side,
    who,
    isBan,
    what: shown,
    due,
    when,
    words: `${when === null ? '' : `${when}: `}${binds}${until}.`,
  }
}
