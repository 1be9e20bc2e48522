import type { Range } from '../documents/contract-text.ts'
import type { ItemDrift, PassageDrift } from './drift.ts'
import type { Citation, ItemVerdict, Verdict } from './judge.ts'
import type { Judged, Overruling } from './overrule.ts'

/** What became of a verdict since the version before, as it is kept. */
export interface KeptDrift {
  readonly how: ItemDrift['how']
  readonly before: Verdict
  readonly why: string
  /** Whether a person's verdict fell away: they should look again. */
  readonly wasOverruled: boolean
  readonly passages: readonly PassageDrift[]
}
export interface KeptItem extends ItemVerdict {
  readonly drift: KeptDrift | null
}
/** The verdicts of a check, and the SHA-256 of the file whose text they cite. */
export interface KeptVerdicts {
  readonly sha256: string
  readonly items: readonly KeptItem[]
}
/** Where people judged otherwise, by item. */
export type Rulings = Readonly<Record<string, Overruling>>

export const verdicts: readonly Verdict[] = ['met', 'partly', 'missing', 'contradicted', 'not sure']

/** The verdicts of the rules with those of people. */
export const withRulings = ({ items }: KeptVerdicts, rulings: Rulings | null): readonly Judged[] =>
  items.map((item) => ({ ...item, overruling: rulings?.[item.item] ?? null }))

/** How many items are met, how many are not, and how many read differently than in the version before. */
export function countsOf(kept: KeptVerdicts | null, rulings: Rulings | null) {
  if (!kept) return { met: 0, open: 0, drifted: 0 }
  const met = withRulings(kept, rulings).filter((one) => (one.overruling?.verdict ?? one.verdict) === 'met').length
  const drifted = kept.items.filter(({ drift }) => drift?.how === 'judged again').length
  return { met, open: kept.items.length - met, drifted }
}

/** What of a drift is kept; the verdict before is the one that counted. */
export const keptDrift = ({ how, before, why, wasOverruled, passages }: ItemDrift): KeptDrift => ({
  how,
  before: before.overruling?.verdict ?? before.verdict,
  why,
  wasOverruled,
  passages,
})

/** What is wrong with rulings that somebody sends, or null. */
export function rulingsProblem(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be rulings by item.'
  const wrong = Object.entries(value).find(([, one]) => !isRuling(one))
  return wrong ? `has no verdict, or no reason, for ${wrong[0]}.` : null
}

function isRuling(value: unknown): value is Overruling {
  if (typeof value !== 'object' || value === null) return false
  const { verdict, reason, by, at, passage } = value as Readonly<Record<string, unknown>>
  return (
    verdicts.some((one) => one === verdict) &&
    typeof reason === 'string' &&
    reason.trim() !== '' &&
    reason.length <= 2000 &&
    typeof by === 'string' &&
    typeof at === 'string' &&
    (passage === null || isRange(passage))
  )
}

function isRange(value: unknown): value is Range {
  if (typeof value !== 'object' || value === null) return false
  const { start, end } = value as Readonly<Record<string, unknown>>
  return Number.isSafeInteger(start) && Number.isSafeInteger(end) && Number(start) >= 0 && Number(end) > Number(start)
}

/** The passages of a kept item, each once, in the order of the text. */
export const citedRanges = ({ citations }: { readonly citations: readonly Citation[] }): readonly Range[] =>
  [...new Map(citations.map(({ start, end }) => [`${start} ${end}`, { start, end }])).values()].toSorted(
    (one, other) => one.start - other.start || one.end - other.end,
  )
