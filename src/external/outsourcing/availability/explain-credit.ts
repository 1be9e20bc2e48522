import type { Credit, CreditTerms } from './credits.ts'
import { readPercent, sayPercent, type Share } from './share.ts'
import { sayDay } from './words.ts'

export interface ExplainingCredit {
  readonly credit: Credit
  readonly terms: CreditTerms
  /** Says an amount of minor units: '€420.00'. */
  readonly money: (minor: number) => string
}

/** What follows from an availability, in sentences: kept or missed, the tier, the amount with what caps it, and until when it is claimed. */
export function explainCredit({ credit, terms, money }: ExplainingCredit): readonly string[] {
  const { measured, isMissed, tier, claimBy } = credit
  const { availability } = measured
  if (!availability) return [`Nothing was measured, so ${terms.target} % is not missed.`]
  if (!isMissed) return [`${terms.target} % is promised: kept.`]
  const missed = `${terms.target} % is promised: missed.`
  if (!tier) return [missed, 'No tier of the contract begins that high, so nothing is owed.']
  return [
    missed,
    sayTier(credit, { terms, money, availability }),
    ...sayCaps(credit, terms, money),
    ...sayClaim(credit, terms, claimBy),
  ]
}

interface TellingTier extends Pick<ExplainingCredit, 'terms' | 'money'> {
  readonly availability: Share
}

function sayTier(
  { tier, nextTier, base, uncapped, measured }: Credit,
  { terms, money, availability }: TellingTier,
): string {
  const percent = sayPercent(availability, readPercent(tier?.below ?? '') ?? undefined)
  const notBelow = nextTier ? ` and not below ${nextTier.below} %` : ''
  const fee = terms.base === 'serviceFee' ? 'the fee of the service' : 'the fee of the contract'
  const { period } = measured
  const part = period.days < period.wholeDays && terms.partial === 'prorated' ? ', for the days on which it holds,' : ''
  return `${percent} % is below ${tier?.below ?? ''} %${notBelow}: ${tier?.percent ?? ''} % of ${fee}${part} of ${money(base)} are ${money(uncapped)}.`
}

function sayCaps(credit: Credit, terms: CreditTerms, money: (minor: number) => string): readonly string[] {
  const { cappedBy, amount, before } = credit
  if (cappedBy === 'period')
    return [`At most ${terms.capOfPeriod ?? ''} % of it are owed for one period: ${money(amount)}.`]
  if (cappedBy !== 'term' || !terms.capOfTerm) return []
  const { percent, fees } = terms.capOfTerm
  return [
    `All credits of the term are at most ${percent} % of its fees of ${money(fees)}. Earlier ones took ${money(before)}, which leaves ${money(amount)}.`,
  ]
}

function sayClaim({ amount, measured }: Credit, { claim }: CreditTerms, claimBy: string | null): readonly string[] {
  if (amount === 0) return ['So nothing is left to claim.']
  const days = `${claim.days} ${claim.days === 1 ? 'day' : 'days'}`
  if (claimBy === null) return [`Claim it within ${days} of the day on which the supplier tells the figure.`]
  const after =
    claim.after === 'period' ? `its last day, ${sayDay(measured.period.last)}` : 'the day on which the figure was told'
  return [`Claim it by ${sayDay(claimBy)} at the latest: ${days} after ${after}.`]
}
