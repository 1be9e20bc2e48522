import { type ContractText, type Range, clauseAt, placeWords, quote } from '../documents/contract-text.ts'
import { type ClauseChange, diffClauses } from '../documents/diff-clauses.ts'
import { sentencesOf } from './passages.ts'
import type { Checklist } from './checklist.ts'
import { type Citation, judge } from './judge.ts'
import { type Judged, standing } from './overrule.ts'

/** What became of a passage that a verdict cites, in the words of both versions. */
export interface PassageDrift {
  readonly kind: 'same' | 'changed' | 'gone' | 'new'
  readonly before: Range | null
  readonly after: Range | null
  readonly quoteBefore: string | null
  readonly quoteAfter: string | null
}
/** What became of a verdict in a new version of the contract. */
export interface ItemDrift {
  readonly item: string
  readonly how: 'kept' | 'judged again'
  readonly before: Judged
  readonly after: Judged
  readonly passages: readonly PassageDrift[]
  /** Whether a person's verdict fell away with the passage it was made by: they should look again. */
  readonly wasOverruled: boolean
  readonly why: string
}

/**
 * Carries verdicts over to a new version. A verdict is kept, a person's as well, where every passage it cites reads the
 * same and nothing else that bears on it was added; else the new text is judged.
 */
export function carryOver({
  before,
  after,
  judged,
  checklist,
}: {
  readonly before: ContractText
  readonly after: ContractText
  readonly judged: readonly Judged[]
  readonly checklist: Checklist
}): { readonly clauses: readonly ClauseChange[]; readonly items: readonly ItemDrift[] } {
  const clauses = diffClauses(before, after)
  const versions = { before, after, clauses }
  const again = new Map(judge(after, checklist).map((one) => [one.item, one]))
  const items = judged.flatMap((own) => {
    const fresh = again.get(own.item)
    return fresh ? [itemDrift(versions, own, { ...fresh, overruling: null })] : []
  })
  return { clauses, items }
}

interface Versions {
  readonly before: ContractText
  readonly after: ContractText
  readonly clauses: readonly ClauseChange[]
}

function itemDrift(versions: Versions, before: Judged, fresh: Judged): ItemDrift {
  const cited = distinct([...before.citations, ...(before.overruling?.passage ? [before.overruling.passage] : [])])
  const known = cited.map((range) => passageDrift(versions, range))
  const added = distinct(fresh.citations)
    .filter((range) => !known.some(({ after }) => after && after.start === range.start && after.end === range.end))
    .map((range) => addedPassage(versions, range))
  const isSame = known.every(({ kind }) => kind === 'same') && fresh.verdict === before.verdict
  const passages = [...known, ...added]
  const after = isSame ? { ...fresh, overruling: movedOverruling(versions, before) } : fresh
  const wasOverruled = !isSame && before.overruling !== null
  const drift = {
    item: before.item,
    how: isSame ? ('kept' as const) : ('judged again' as const),
    before,
    after,
    passages,
    wasOverruled,
  }
  return { ...drift, why: driftWords(versions, drift) }
}

function movedOverruling(versions: Versions, { overruling }: Judged): Judged['overruling'] {
  if (!overruling?.passage) return overruling
  return { ...overruling, passage: passageDrift(versions, overruling.passage).after }
}

function distinct(ranges: readonly (Range | Citation)[]): readonly Range[] {
  const seen = new Map(ranges.map(({ start, end }) => [`${start} ${end}`, { start, end }]))
  return [...seen.values()].toSorted((one, other) => one.start - other.start || one.end - other.end)
}

/** Where a passage stands in the new version: in the clause that its own became, word for word or what is most like it. */
function passageDrift({ before, after, clauses }: Versions, range: Range): PassageDrift {
  const own = clauseAt(before, range)
  const change = clauses.find((one) => one.before !== null && before.clauses[one.before] === own)
  const to = change?.after === null || change?.after === undefined ? undefined : after.clauses[change.after]
  const quoteBefore = quote(before, range)
  const told = { before: range, quoteBefore }
  if (!to) return { ...told, kind: 'gone', after: null, quoteAfter: null }
  const at = after.text.slice(to.start, to.end).indexOf(quoteBefore)
  if (at >= 0) {
    const found = { start: to.start + at, end: to.start + at + quoteBefore.length }
    return { ...told, kind: 'same', after: found, quoteAfter: quoteBefore }
  }
  const nearest = sentencesOf(after.text, to).toSorted(
    (one, other) => likeness(quoteBefore, quote(after, other)) - likeness(quoteBefore, quote(after, one)),
  )[0]
  if (!nearest || likeness(quoteBefore, quote(after, nearest)) < 0.2)
    return { ...told, kind: 'gone', after: null, quoteAfter: null }
  return { ...told, kind: 'changed', after: nearest, quoteAfter: quote(after, nearest) }
}

/** A passage that only the new verdict cites: new where its words are, else there before as well. */
function addedPassage({ before, after, clauses }: Versions, range: Range): PassageDrift {
  const quoteAfter = quote(after, range)
  const own = clauseAt(after, range)
  const change = clauses.find((one) => one.after !== null && after.clauses[one.after] === own)
  const from = change?.before === null || change?.before === undefined ? undefined : before.clauses[change.before]
  const at = from ? before.text.slice(from.start, from.end).indexOf(quoteAfter) : -1
  if (!from || at < 0) return { kind: 'new', before: null, after: range, quoteBefore: null, quoteAfter }
  const start = from.start + at
  return {
    kind: 'same',
    before: { start, end: start + quoteAfter.length },
    after: range,
    quoteBefore: quoteAfter,
    quoteAfter,
  }
}

function likeness(one: string, other: string): number {
  const [words, others] = [one, other].map((text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu)))
  if (!words || !others) return 0
  const both = [...words].filter((word) => others.has(word)).length
  return both / Math.max(1, words.size + others.size - both)
}

function driftWords({ before: old, after: text }: Versions, drift: Omit<ItemDrift, 'why'>): string {
  const { how, before, after, passages, wasOverruled } = drift
  const places = (kind: PassageDrift['kind']): string =>
    [
      ...new Set(
        passages
          .filter((one) => one.kind === kind)
          .map((one) => (one.before ? placeWords(old, one.before) : one.after ? placeWords(text, one.after) : '')),
      ),
    ].join(', ')
  if (how === 'kept')
    return passages.length === 0
      ? 'Nothing was found in either version.'
      : `What it stands on reads the same${passages.some(({ kind }) => kind === 'new') ? `; ${places('new')} bears on it as well now` : ''}.`
  const told = [
    places('changed') && `${places('changed')} reads differently.`,
    places('gone') && `What stood in ${places('gone')} is gone.`,
    places('new') && `${places('new')} is new.`,
    standing(before) === after.verdict
      ? `Judged again, it is still “${after.verdict}”.`
      : `It was “${standing(before)}” and is “${after.verdict}” now.`,
    wasOverruled && 'A person had decided this by the earlier words: look at it again.',
  ]
  return told.filter((sentence) => typeof sentence === 'string' && sentence !== '').join(' ')
}
