import { addDays, addMonths, later } from './day.ts'
import { type Amount, isKnownOn, type Missing, missingUntil, stepsOf, type Stretch, valueOf } from './price.ts'
import { lastTerm, renewalsLeft, rolledTo, type Standing, withTerm } from './standing.ts'
import type { IndexValues } from './uplift.ts'

/** What becomes of a contract when nobody does anything. */
export const outlooks = ['renews', 'lapses', 'ends', 'goes_on', 'leaving'] as const
export type Outlook = (typeof outlooks)[number]

/** What a decision is about: the days after an end, and what is to be paid for them, one amount per currency. */
export interface Stake extends Stretch {
  /** None where a value that they follow isn't known. */
  readonly amounts: readonly Amount[]
  /** Index values that they were counted without. */
  readonly missing: readonly Missing[]
}

/** What happens by itself: it renews, an option lapses, it ends, it goes on without an end, or it is to end already. */
export function outlookOf(standing: Standing, lastDay: string | null): Outlook {
  if (standing.stop) return 'leaving'
  if (lastDay !== null) return 'ends'
  if (standing.rule.kind === 'evergreen' || lastTerm(standing).end === null) return 'goes_on'
  return renewalsLeft(standing) > 0 ? 'renews' : 'lapses'
}

/**
 * The money that hangs on a decision about an end: the term that follows by itself or by an option, or a year where it goes on
 * without an end. Of what ends by itself it is what its last year came to, since that is what going on would cost at least.
 */
export function stakeOf(standing: Standing, end: string, indexes: IndexValues): Stake {
  const first = addDays(end, 1)
  const aYearOn = addDays(addMonths(first, 12), -1)
  const next = nextOf(standing, first)
  if (next === null) {
    const from = later(addMonths(first, -12), standing.anchor)
    return { from, to: end, ...paid(standing, { from, to: end }, indexes) }
  }
  const term = lastTerm(next)
  const stretch = { from: first, to: term.end !== null && term.start <= first ? term.end : aYearOn }
  return { ...stretch, ...paid(next, stretch, indexes) }
}

/** As it stands once it goes on after a day; null where nothing makes it go on. */
function nextOf(standing: Standing, first: string): Standing | null {
  const { rule } = standing
  const rolled = rolledTo(standing, first)
  if ((lastTerm(rolled).end ?? first) >= first) return rolled
  if (rule.kind !== 'optional' || rule.renewal === null) return null
  if (rule.maxRenewals !== null && standing.renewals >= rule.maxRenewals) return null
  return { ...withTerm(rolled, { how: 'agreed', until: { length: rule.renewal } }), renewals: rolled.renewals + 1 }
}

function paid(standing: Standing, stretch: Stretch, indexes: IndexValues): Pick<Stake, 'amounts' | 'missing'> {
  const steps = stepsOf(standing, stretch.to, indexes)
  const amounts = valueOf(steps, stretch).filter(({ minor }) => minor !== 0)
  // Part of it unknown is all of it unknown: what is left would read as if it were the whole.
  return { amounts: isKnownOn(steps, stretch) ? amounts : [], missing: missingUntil(steps, stretch.to) }
}
