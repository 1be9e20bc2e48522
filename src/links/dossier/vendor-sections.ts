import { countOf, type FactRow, type Figure, nothingOf, type Section, someOf } from '../../external/contracts/index.ts'

/** A score of what is bought, in one period. */
export interface ScoreFact {
  readonly card: string
  readonly period: string
  readonly score: string | null
  readonly disputed: number
}
export function scoreSection(scores: readonly ScoreFact[], engagement: string | null): Section {
  const title = 'Scorecards'
  if (engagement === null)
    return nothingOf(
      'scores',
      title,
      'The contract doesn’t say what is bought with it, so that no scorecard counts for it.',
    )
  if (scores.length === 0) return nothingOf('scores', title, 'No scorecard was filled in for what is bought with it.')
  return {
    ...{ key: 'scores', title, says: [], unknown: [] },
    figures: scores.slice(0, 12).map(({ card, period, score, disputed }) => ({
      label: `${card}, ${period}`,
      value: score === null ? 'Not known' : `${score} of 100`,
      rows: [
        {
          says:
            disputed === 0 ? 'The values behind it' : `The vendor says otherwise about ${countOf(disputed, 'metric')}.`,
          of: { type: 'engagement', id: engagement },
        },
      ],
    })),
  }
}

export interface ReviewFact {
  readonly id: string
  readonly name: string
  readonly heldOn: string | null
  readonly verdict: string | null
  readonly score: string | null
  readonly toImprove: string | null
}
export interface IssueFact {
  readonly id: string
  readonly number: string | null
  readonly title: string
  readonly state: string
  readonly severity: string
}
export interface ReviewsGiven {
  readonly reviews: readonly ReviewFact[]
  readonly issues: readonly IssueFact[]
  readonly isVendorKnown: boolean
}

const verdictWords: Readonly<Record<string, string>> = {
  exceeds: 'Better than agreed',
  meets: 'As agreed',
  partly: 'Partly as agreed',
  fails: 'Not as agreed',
}

/** What reviews came to, and what had to be pursued. */
export function reviewSection({ reviews, issues, isVendorKnown }: ReviewsGiven): Section {
  const title = 'Reviews and issues'
  if (!isVendorKnown)
    return nothingOf(
      'reviews',
      title,
      'The contract doesn’t say of which vendor it is, so that no review counts for it.',
    )
  const open = issues.filter(({ state }) => state === 'open' || state === 'with_vendor')
  const over = issues.filter((one) => !open.includes(one))
  const rows = (some: readonly IssueFact[]): readonly FactRow[] =>
    someOf(
      some.map(({ id, number, title: says, severity }) => ({
        says: `${number === null ? '' : `${number} `}${says}`,
        about: severity.charAt(0).toUpperCase() + severity.slice(1),
        of: { type: 'vendor_issue', id },
      })),
    )
  return {
    ...{ key: 'reviews', title, says: [] },
    figures: [
      ...reviews.map(
        ({ id, name, verdict, score, toImprove }): Figure => ({
          label: name,
          value: `${verdict === null ? 'No verdict' : (verdictWords[verdict] ?? verdict)}${score === null ? '' : `, ${score} of 100`}`,
          ...((verdict === 'partly' || verdict === 'fails') && { tone: 'bad' as const }),
          rows: [{ says: toImprove ?? 'Nothing to be improved was noted.', of: { type: 'performance_review', id } }],
        }),
      ),
      {
        label: 'Open issues',
        value: String(open.length),
        ...(open.length > 0 && { tone: 'bad' as const }),
        rows: rows(open),
      },
      { label: 'Issues that are over', value: String(over.length), rows: rows(over) },
    ],
    unknown: reviews.length === 0 ? ['No review was held.'] : [],
  }
}

/** Another vendor of the same category. */
export interface CandidateFact {
  readonly id: string
  readonly name: string
  readonly state: string
  /** What we buy there of that kind. */
  readonly engagements: readonly { readonly id: string; readonly name: string; readonly cost: string | null }[]
}
export function candidateSection(candidates: readonly CandidateFact[], category: string | null): Section {
  const base = { key: 'alternatives', title: 'Alternatives' } as const
  if (category === null)
    return {
      ...base,
      says: [],
      figures: [],
      unknown: ['Of what kind its vendor is isn’t known, so that no others are named.'],
    }
  if (candidates.length === 0)
    return { ...base, says: [], figures: [], unknown: [`No other vendor of the kind ${category} is known here.`] }
  return {
    ...{ ...base, says: [], unknown: [] },
    figures: candidates.map(({ id, name, state, engagements }) => ({
      label: name,
      value:
        engagements.length === 0
          ? `${category}, ${state}`
          : `${category}, ${countOf(engagements.length, 'engagement')} with us`,
      rows: [
        { says: 'The vendor', of: { type: 'vendor', id } },
        ...engagements.map((one) => ({
          says: one.name,
          about: one.cost === null ? 'What it costs isn’t written down' : `${one.cost} a year`,
          of: { type: 'engagement', id: one.id },
        })),
      ],
    })),
  }
}
