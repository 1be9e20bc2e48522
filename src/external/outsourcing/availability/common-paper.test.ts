// The Common Paper Service Level Agreement, Standard Terms 2.0 (CC BY 4.0), entered from its text; the figures beside it were
// worked out by hand. What an order form fills in (target, credit, scheduled downtime, fees) is said where it is made up.
import { describe, expect, it } from 'vitest'
import { at, maintenance, outage } from '../../../../test/kit/availability.ts'
import { type Measured, measure } from './availability.ts'
import { refund, terminationRights } from './chronic.ts'
import { creditsOf, type CreditTerms, problemsOfCredits } from './credits.ts'
import { explain } from './explain.ts'
import { explainCredit } from './explain-credit.ts'
import type { OutageFacts } from './facts.ts'
import { sayPercent } from './share.ts'
import { type AvailabilityTerms, problemsOfTerms } from './terms.ts'

// 1.1: "as calculated each calendar month". 1.2: a partial month includes only the days of the Subscription Period.
// 4.1: Available Minutes are the minutes of the month minus Excluded Minutes and Scheduled Downtime.
// 4.2: Downtime Minutes are those in which it is not available, minus Excluded Minutes and Scheduled Downtime.
// 4.3: Excluded Minutes are (a) force majeure, (b) internet connectivity, (c) somebody else's equipment or software, (d) unauthorised use.
const terms: AvailabilityTerms = {
  timeZone: 'America/New_York',
  measuring: { each: 'month' },
  // The order form's Subscription Period: a year from 16 January.
  holds: { from: '2026-01-16', until: '2027-01-15' },
  hours: null,
  counts: { is: 'time' },
  countsDegradation: false,
  shortest: 0,
  excludes: ['force_majeure', 'internet', 'third_party', 'customer'],
  // The order form's Scheduled Downtime: announced 72 hours ahead.
  maintenance: { noticeHours: 72, allowance: null, windows: null },
  denominator: 'adjusted',
  whileExcluded: 'forgiven',
}

// 3.1 with the order form's Target Uptime and Uptime Credit; 3.2: 7 days from the end of the month; 3.3: at most 8 % of the fees
// of the Subscription Period.
const credits: CreditTerms = {
  target: '99.9',
  tiers: [
    { below: '99.9', percent: '5' },
    { below: '99', percent: '10' },
  ],
  base: 'contractFee',
  partial: 'prorated',
  capOfPeriod: null,
  capOfTerm: { percent: '8', fees: 1_200_000 },
  claim: { days: 7, after: 'period' },
}
const feeOf = () => ({ contractFee: 100_000, serviceFee: 100_000 })
const money = (minor: number) => `$${(minor / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`

const asOf = at('2027-02-01T00:00-05:00')
const measured = (outages: readonly OutageFacts[]) =>
  measure({ terms, outages, window: [at('2026-01-01T00:00-05:00'), asOf], asOf })
const inMonth = (periods: readonly Measured[], month: string): Measured => {
  const found = periods.find(({ period }) => period.first.startsWith(month))
  if (!found) throw new Error(`${month} is not measured.`)
  return found
}
const minutesOf = ({ all, excluded, down }: Measured) => [all, excluded, down].map((part) => Number(part) / 60_000)

const january = [
  maintenance('2026-01-18T02:00-05:00', 120, 80),
  outage('2026-01-20T09:00-05:00', 45, { cause: 'internet', title: 'No way to the provider' }),
  outage('2026-01-25T10:00-05:00', 60),
]
const february = outage('2026-02-10T10:00-05:00', 40)
const march = outage('2026-03-10T10:00-04:00', 500)

describe('the Common Paper agreement', () => {
  it('is entered without a contradiction', () =>
    expect([...problemsOfTerms(terms), ...problemsOfCredits(credits)]).toEqual([]))

  it('4.1 to 4.3 in a partial month: (23,040 − 165 − 60) ÷ (23,040 − 165) = 99.7377 %', () => {
    const first = inMonth(measured(january).periods, '2026-01')
    // 16 of 31 days are part of the Subscription Period: 16 × 1,440.
    expect([first.period.first, first.period.days]).toEqual(['2026-01-16', 16])
    expect(minutesOf(first)).toEqual([23_040, 165, 60])
    expect(first.availability).toEqual({ part: 22_815n * 60_000n, of: 22_875n * 60_000n })
    expect(first.availability && sayPercent(first.availability)).toBe('99.7377')
  })

  it('4.2: what is not available while it is excluded or scheduled is no downtime', () => {
    const during = outage('2026-01-18T01:30-05:00', 60)
    // Half an hour before the scheduled downtime counts; the half within it doesn't.
    expect(minutesOf(inMonth(measured([...january, during]).periods, '2026-01'))).toEqual([23_040, 165, 90])
  })

  it('4.1 in the month in which the clocks are put forward: 743 hours', () => {
    const third = inMonth(measured([march]).periods, '2026-03')
    expect(minutesOf(third)).toEqual([44_580, 0, 500])
    expect(third.availability && sayPercent(third.availability)).toBe('98.8784')
  })

  it('3.1: 40 min of February keep the target, 41 don’t, and 40 min 19.2 s are exactly 99.9 %', () => {
    const missed = (minutes: number) =>
      creditsOf({
        terms: credits,
        periods: measured([{ ...february, to: february.from + minutes * 60_000 }]).periods,
        feeOf,
      })
        .filter(({ isMissed }) => isMissed)
        .map(({ measured: { period } }) => period.first)
    expect(missed(40)).toEqual([])
    expect(missed(40.32)).toEqual([])
    expect(missed(41)).toEqual(['2026-02-01'])
  })

  it('3.1 and 3.2: what January and March owe, and until when they are claimed', () => {
    const owed = creditsOf({ terms: credits, periods: measured([...january, february, march]).periods, feeOf })
      .filter(({ amount }) => amount > 0)
      .map(({ base, amount, claimBy }) => [base, amount, claimBy])
    // January: 5 % of 1,000.00 × 16 ÷ 31 = 516.129…, which is 25.806…; March: 10 % of 1,000.00.
    expect(owed).toEqual([
      [51_613, 2581, '2026-02-07'],
      [100_000, 10_000, '2026-04-07'],
    ])
  })

  it('3.3: all credits of the Subscription Period are at most 960.00', () => {
    const months = ['03', '04', '05', '06', '07', '08', '09', '10', '11', '12'].map((month) =>
      outage(`2026-${month}-12T10:00Z`, 500),
    )
    const last = outage('2027-01-05T10:00Z', 500)
    const owed = creditsOf({ terms: credits, periods: measured([...january, ...months, last]).periods, feeOf })
    const amounts = owed.map(({ amount, cappedBy }) => [amount, cappedBy])
    // January 25.81 and nine months of 100.00 are 925.81; December gets the 34.19 that are left, January 2027 nothing.
    expect(amounts.slice(0, 2)).toEqual([
      [2581, null],
      [0, null],
    ])
    expect(amounts.slice(2, 11)).toEqual(Array.from({ length: 9 }, () => [10_000, null]))
    expect(amounts.slice(11)).toEqual([
      [3419, 'term'],
      [0, 'term'],
    ])
    expect(owed.reduce((sum, { amount }) => sum + amount, 0)).toBe(96_000)
  })

  it('3.4: two of three months in a row, of which the provider was told in time, end the order form with a refund', () => {
    const chronic = { failures: 2, of: 3, below: '99.9', needsNotice: true }
    const { periods } = measured([...january, february, march])
    expect(terminationRights(chronic, periods, new Set(['2026-03-01']))).toEqual([])
    const [right, ...more] = terminationRights(chronic, periods, new Set(['2026-01-16', '2026-03-01']))
    expect(more).toEqual([])
    expect([right?.period.last, right?.failed.map(({ first }) => first)]).toEqual([
      '2026-03-31',
      ['2026-01-16', '2026-03-01'],
    ])
    // Ended on 10 April, 280 of 365 days are left: 12,000.00 × 280 ÷ 365.
    expect(refund({ fee: 1_200_000, first: '2026-01-16', last: '2027-01-15', usedUntil: '2026-04-10' })).toBe(920_548)
  })

  it('tells all of it in sentences', () => {
    const measurement = measured(january)
    const first = inMonth(measurement.periods, '2026-01')
    const [credit] = creditsOf({ terms: credits, periods: [first], feeOf })
    if (!credit) throw new Error('Nothing is owed.')
    expect([
      ...explain({ terms, measurement, measured: first, target: '99.9', hoursName: null }),
      ...explainCredit({ credit, terms: credits, money }),
    ]).toEqual([
      '16 to 31 January 2026, by the clocks of America/New_York: promised around the clock are 23,040 min.',
      'The contract holds on 16 of its 31 days, and only these count.',
      'Update of the servers, 18 January 2026, 02:00 to 04:00, is excluded, since it was maintenance, announced in time: 120 min.',
      'No way to the provider, 20 January 2026, 09:00 to 09:45, is excluded, since the cause was the internet: 45 min.',
      'Mail did not work, 25 January 2026, 10:00 to 11:00, counts: 60 min.',
      '165 min are excluded and taken out of what could be available: 23,040 min less 165 min leave 22,875 min.',
      'It was down for 60 min: (22,875 min − 60 min) ÷ 22,875 min = 99.7377 %.',
      'As excluded time is taken out, each minute that remains weighs a little more.',
      '99.9 % is promised: missed.',
      '99.7377 % is below 99.9 % and not below 99 %: 5 % of the fee of the contract, for the days on which it holds, of $516.13 are $25.81.',
      'Claim it by 7 February 2026 at the latest: 7 days after its last day, 31 January 2026.',
    ])
  })
})
