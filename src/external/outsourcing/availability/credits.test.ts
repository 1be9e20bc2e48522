import { describe, expect, it } from 'vitest'
import { at, outage, termsOf } from '../../../../test/kit/availability.ts'
import { measure } from './availability.ts'
import { claimBy, creditsOf, type CreditTerms, problemsOfCredits } from './credits.ts'
import type { OutageFacts } from './facts.ts'

const credits = (over: Partial<CreditTerms> = {}): CreditTerms => ({
  target: '99.9',
  tiers: [
    { below: '99.9', percent: '10' },
    { below: '99', percent: '25' },
    { below: '95', percent: '100' },
  ],
  base: 'contractFee',
  partial: 'prorated',
  capOfPeriod: null,
  capOfTerm: null,
  claim: { days: 30, after: 'period' },
  ...over,
})
const fee = () => ({ contractFee: 420_000, serviceFee: 99_990 })

const september = [at('2026-09-01T00:00Z'), at('2026-10-01T00:00Z')] as const
function periods(
  outages: readonly OutageFacts[],
  { terms = termsOf(), window = september as readonly [number, number] } = {},
) {
  return measure({ terms, outages, window, asOf: at('2030-01-01T00:00Z') }).periods
}
/** What September owes when the service was down for so many minutes of its 43,200. */
function owed(minutes: number, terms = credits()) {
  const [credit] = creditsOf({ terms, periods: periods([outage('2026-09-02T00:00Z', minutes)]), feeOf: fee })
  if (!credit) throw new Error('Nothing was measured.')
  return credit
}

describe('tiers', () => {
  it('begin just below their percentage: what is met to the millisecond is met', () => {
    expect(owed(43.2)).toMatchObject({ isMissed: false, tier: null, amount: 0, claimBy: null })
    expect(owed(43.2 + 1 / 60_000)).toMatchObject({ isMissed: true, tier: { below: '99.9' }, amount: 42_000 })
    expect(owed(432)).toMatchObject({ tier: { below: '99.9' }, nextTier: { below: '99' } })
    expect(owed(432 + 1 / 60_000)).toMatchObject({ tier: { below: '99' }, amount: 105_000 })
    expect(owed(2160 + 1 / 60_000)).toMatchObject({ tier: { below: '95' }, nextTier: null, amount: 420_000 })
  })

  it('may be written in any order, and may begin lower than the promise', () => {
    expect(owed(500, credits({ tiers: credits().tiers.toReversed() }))).toEqual(owed(500))
    const tiers = [{ below: '99.5', percent: '10' }]
    expect(owed(100, credits({ tiers }))).toMatchObject({ isMissed: true, tier: null, amount: 0 })
  })

  it('are asked for what they mean: no percentage, two of one height, more availability worth more', () => {
    expect(problemsOfCredits(credits())).toEqual([])
    const problem = (tiers: CreditTerms['tiers']) => problemsOfCredits(credits({ tiers })).map(({ says }) => says)
    expect(problem([{ below: '99,9', percent: '10' }])).toEqual([
      "'99,9' is no percentage. Write it as 99.9, without a sign.",
    ])
    expect(problem([{ below: '99.95', percent: '10' }])).toEqual([
      'Below 99.95 % would be owed although 99.9 % was kept.',
    ])
    const twice = [
      { below: '99', percent: '10' },
      { below: '99.0', percent: '20' },
    ]
    expect(problem(twice)).toEqual(['There are two tiers below 99.0 %. Keep one of them.'])
    const falling = [
      { below: '99', percent: '20' },
      { below: '98', percent: '10' },
    ]
    expect(problem(falling)).toEqual(['Below 98 % less is owed than below 99 %.'])
  })
})

describe('what is owed', () => {
  it('is a part of the fee that the contract says, rounded once, half up', () => {
    const tiers = [{ below: '99.9', percent: '12.5' }]
    expect(owed(100, credits({ base: 'serviceFee', tiers })).amount).toBe(12_499)
    expect(owed(100, credits({ tiers: [{ below: '99.9', percent: '0.0012' }] })).amount).toBe(5)
  })

  it('is a part of the fee for the days on which the contract holds, or of the whole', () => {
    const terms = termsOf({ holds: { from: '2026-09-16', until: null } })
    const measured = periods([outage('2026-09-20T00:00Z', 100)], { terms })
    const amounts = (['prorated', 'whole'] as const).map(
      (partial) => creditsOf({ terms: credits({ partial }), periods: measured, feeOf: fee })[0]?.amount,
    )
    expect(amounts).toEqual([21_000, 42_000])
  })

  it('is a part of the fees of three months for a quarter, each by its own fee', () => {
    const terms = termsOf({ measuring: { each: 'quarter' }, holds: { from: '2026-07-31', until: null } })
    const measured = periods([outage('2026-09-02T00:00Z', 100)], { terms })
    const feeOf = (month: string) => ({ contractFee: month === '2026-07' ? 310_000 : 300_000, serviceFee: 0 })
    // A day of July, and all of August and September: 10,000 and twice 300,000.
    expect(creditsOf({ terms: credits(), periods: measured, feeOf })[0]).toMatchObject({
      base: 610_000,
      amount: 61_000,
    })
  })

  it('is at most the share of the fee of a period that the contract says', () => {
    expect(owed(5000, credits({ capOfPeriod: '50' }))).toMatchObject({
      uncapped: 420_000,
      amount: 210_000,
      cappedBy: 'period',
    })
    expect(owed(500, credits({ capOfPeriod: '50' }))).toMatchObject({ amount: 105_000, cappedBy: null })
  })

  it('is at most the share of all fees of the term, the earlier credits first; one that lapsed takes nothing of it', () => {
    const window = [at('2026-07-01T00:00Z'), at('2026-10-01T00:00Z')] as const
    const measured = periods(
      ['07', '08', '09'].map((month) => outage(`2026-${month}-02T00:00Z`, 500)),
      { window },
    )
    const terms = credits({ capOfTerm: { percent: '4', fees: 5_040_000 } })
    const amounts = (lost?: ReadonlySet<string>) =>
      creditsOf({ terms, periods: measured, feeOf: fee, ...(lost ? { lost } : {}) }).map(
        ({ amount, cappedBy, before }) => [amount, cappedBy, before],
      )
    expect(amounts()).toEqual([
      [105_000, null, 0],
      [96_600, 'term', 105_000],
      [0, 'term', 201_600],
    ])
    expect(amounts(new Set(['2026-07-01']))).toEqual([
      [105_000, null, 0],
      [105_000, null, 0],
      [96_600, 'term', 105_000],
    ])
  })

  it('is nothing where nothing was measured', () => {
    const measured = periods([outage('2026-09-01T00:00Z', 43_200, { cause: 'force_majeure' })])
    expect(creditsOf({ terms: credits(), periods: measured, feeOf: fee })[0]).toMatchObject({
      isMissed: false,
      amount: 0,
    })
  })
})

describe('the last day to claim', () => {
  it('is so many days after the last one of the period', () => {
    expect(owed(100, credits({ claim: { days: 7, after: 'period' } })).claimBy).toBe('2026-10-07')
    expect(owed(100).claimBy).toBe('2026-10-30')
  })

  it('is so many days after the figure was told, and open until then', () => {
    const claim = { days: 30, after: 'known' } as const
    expect(owed(100, credits({ claim })).claimBy).toBeNull()
    expect(claimBy(claim, { last: '2026-09-30' }, '2026-10-12')).toBe('2026-11-11')
    expect(claimBy({ days: 60, after: 'known' }, { last: '2026-12-31' }, '2026-12-31')).toBe('2027-03-01')
  })
})
