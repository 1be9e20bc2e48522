import { addDays } from '../../../kernel/calendar/calendar.ts'
import type { Measured } from './availability.ts'
import { addMonths, daysBetween, type Period } from './periods.ts'
import { compare, readPercent, roundedHalfUp, type Share } from './share.ts'
import type { TermsProblem } from './terms.ts'

/** What a contract owes for availability below what it promises. Percentages as it writes them: '99.9'. */
export interface CreditTerms {
  readonly target: string
  /** Availability below `below`, and not below that of the next tier, is worth so many percent of the base. */
  readonly tiers: readonly Tier[]
  /** The fee that the percentages are of. */
  readonly base: 'contractFee' | 'serviceFee'
  /** Whether the fee of a month on some days of which the contract doesn't hold is that of its other days alone. */
  readonly partial: 'prorated' | 'whole'
  /** At most so many percent of a period's base; null is without limit. */
  readonly capOfPeriod: string | null
  /** At most so many percent of all fees of the contract's term, all its credits together; null is without limit. */
  readonly capOfTerm: { readonly percent: string; readonly fees: number } | null
  /** How many days there are to claim, and after what: the period's last day, or the day on which the supplier told the figure. */
  readonly claim: { readonly days: number; readonly after: 'period' | 'known' }
}

export interface Tier {
  readonly below: string
  readonly percent: string
}

/** What is paid for a calendar month, in minor units of one currency. */
export interface MonthFee {
  readonly contractFee: number
  readonly serviceFee: number
}

/** What one period comes to. Amounts in minor units. */
export interface Credit {
  readonly measured: Measured
  readonly isMissed: boolean
  /** The tier that counts, and the next one, which it isn't below; null without a credit. */
  readonly tier: Tier | null
  readonly nextTier: Tier | null
  /** The fee that it is a part of, rounded for people; what is owed is rounded once. */
  readonly base: number
  readonly uncapped: number
  readonly amount: number
  readonly cappedBy: 'period' | 'term' | null
  /** What earlier periods of the term took of its cap. */
  readonly before: number
  /** The last day on which it can be claimed; null without a credit, or until the figure is known. */
  readonly claimBy: string | null
}

export interface CreditsGiven {
  readonly terms: CreditTerms
  /** The periods of one term of the contract, in order. */
  readonly periods: readonly Measured[]
  readonly feeOf: (month: string) => MonthFee
  /** When the supplier told the figure of a period, by the period's first day. */
  readonly knownOn?: ReadonlyMap<string, string>
  /** Periods, by their first day, whose credit was not claimed in time: they take nothing of the term's cap. */
  readonly lost?: ReadonlySet<string>
}

/** The credits that a contract owes, period by period. */
export function creditsOf({ terms, periods, feeOf, knownOn, lost }: CreditsGiven): readonly Credit[] {
  const scale = scaleOf(terms)
  const capOfTerm = terms.capOfTerm && floorOf(scale.percent(terms.capOfTerm.percent), BigInt(terms.capOfTerm.fees))
  let before = 0n
  return periods.map((measured) => {
    const { availability, period } = measured
    const isMissed = availability !== null && compare(availability, scale.target) < 0
    const reached =
      availability === null ? -1 : scale.tiers.findLastIndex(({ below }) => compare(availability, below) < 0)
    const base = baseOf(period, terms, feeOf)
    const own = scale.tiers[reached]
    const uncapped = own ? roundedHalfUp(base.part * own.percent.part, base.of * own.percent.of) : 0n
    const capOfPeriod =
      terms.capOfPeriod === null ? null : floorOf(scale.percent(terms.capOfPeriod), base.part, base.of)
    const left = capOfTerm === null ? null : capOfTerm - before
    const inPeriod = capOfPeriod !== null && uncapped > capOfPeriod ? capOfPeriod : uncapped
    const amount = left !== null && inPeriod > left ? left : inPeriod
    const credit: Credit = {
      ...{
        measured,
        isMissed,
        tier: own?.tier ?? null,
        nextTier: own ? (scale.tiers[reached + 1]?.tier ?? null) : null,
      },
      ...{ base: Number(roundedHalfUp(base.part, base.of)), uncapped: Number(uncapped), amount: Number(amount) },
      ...{ cappedBy: amount < inPeriod ? 'term' : inPeriod < uncapped ? 'period' : null, before: Number(before) },
      claimBy: amount > 0n ? claimBy(terms.claim, period, knownOn?.get(period.first) ?? null) : null,
    }
    if (!lost?.has(period.first)) before += amount
    return credit
  })
}

/** The last day to claim: so many days after the period's last one, or after the day on which the figure was told. */
export function claimBy(
  claim: CreditTerms['claim'],
  period: Pick<Period, 'last'>,
  knownOn: string | null,
): string | null {
  if (claim.after === 'period') return addDays(period.last, claim.days)
  return knownOn === null ? null : addDays(knownOn, claim.days)
}

/** The terms with their percentages read, the tiers from the highest to the lowest. */
function scaleOf({ target, tiers }: CreditTerms) {
  const percent = (text: string): Share => {
    const share = readPercent(text)
    if (!share) throw new RangeError(`'${text}' is no percentage.`)
    return share
  }
  const read = tiers.map((tier) => ({ tier, below: percent(tier.below), percent: percent(tier.percent) }))
  return { target: percent(target), percent, tiers: read.sort((a, b) => compare(b.below, a.below)) }
}

const floorOf = (percent: Share, amount: bigint, of = 1n): bigint => (amount * percent.part) / (percent.of * of)

/** The fee of a period, exactly: of each month the share of the days on which the contract holds, where only those are paid. */
function baseOf(period: Period, { base, partial }: CreditTerms, feeOf: CreditsGiven['feeOf']): Share {
  if (period.days === period.wholeDays)
    return { part: period.months.reduce((fees, month) => fees + BigInt(feeOf(month)[base]), 0n), of: 1n }
  let total: Share = { part: 0n, of: 1n }
  for (const month of period.months) {
    const whole = { first: `${month}-01`, last: addDays(`${addMonths(month, 1)}-01`, -1) }
    const first = period.first > whole.first ? period.first : whole.first
    const last = period.last < whole.last ? period.last : whole.last
    const days = Math.max(0, daysBetween(first, last))
    const of = BigInt(daysBetween(whole.first, whole.last))
    const part = BigInt(feeOf(month)[base]) * (partial === 'prorated' ? BigInt(days) : days > 0 ? of : 0n)
    total =
      total.of === of ? { part: total.part + part, of } : { part: total.part * of + part * total.of, of: total.of * of }
  }
  return total
}

/** What is wrong with what a contract says it owes, before anything is worked out by it. */
export function problemsOfCredits(terms: CreditTerms): readonly TermsProblem[] {
  const notRead = [
    ...[{ at: 'target', text: terms.target }],
    ...terms.tiers.flatMap(({ below, percent }) => [below, percent].map((text) => ({ at: 'tiers', text }))),
    ...(terms.capOfPeriod === null ? [] : [{ at: 'capOfPeriod', text: terms.capOfPeriod }]),
    ...(terms.capOfTerm === null ? [] : [{ at: 'capOfTerm', text: terms.capOfTerm.percent }]),
  ].filter(({ text }) => readPercent(text) === null)
  if (notRead.length > 0)
    return notRead.map(({ at, text }) => ({
      at,
      says: `'${text}' is no percentage. Write it as 99.9, without a sign.`,
    }))
  const { target, tiers } = scaleOf(terms)
  return [
    ...tiers.map((one, index) => {
      const higher = tiers[index - 1]
      if (compare(one.below, target) > 0)
        return { at: 'tiers', says: `Below ${one.tier.below} % would be owed although ${terms.target} % was kept.` }
      if (higher && compare(higher.below, one.below) === 0)
        return { at: 'tiers', says: `There are two tiers below ${one.tier.below} %. Keep one of them.` }
      if (higher && compare(higher.percent, one.percent) > 0)
        return { at: 'tiers', says: `Below ${one.tier.below} % less is owed than below ${higher.tier.below} %.` }
      return null
    }),
    isWhole(terms.claim.days) ? null : { at: 'claim', says: 'Give the days to claim as a whole number.' },
    terms.capOfTerm === null || isWhole(terms.capOfTerm.fees)
      ? null
      : { at: 'capOfTerm', says: 'Give the fees of the term in minor units: a whole number.' },
  ].filter((one) => one !== null)
}

const isWhole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0
