import { describe, expect, it } from 'vitest'
import { at, hour, maintenance, minute, outage, termsOf } from '../../../../test/kit/availability.ts'
import type { Calendar } from '../../../kernel/calendar/calendar.ts'
import { measure } from './availability.ts'
import { creditsOf, type CreditTerms } from './credits.ts'
import { explainCredit } from './explain-credit.ts'
import { explain, explainRequests } from './explain.ts'
import type { OutageFacts } from './facts.ts'
import { measureRequests } from './requests.ts'
import type { AvailabilityTerms } from './terms.ts'
import { sayDays, sayLength, sayStretches } from './words.ts'

const window = [at('2026-09-01T12:00Z'), at('2026-09-29T00:00Z')] as const

function told(
  terms: AvailabilityTerms,
  outages: readonly OutageFacts[],
  asOf = at('2027-01-01T00:00Z'),
): readonly string[] {
  const measurement = measure({ terms, outages, window, asOf })
  const [measured] = measurement.periods
  if (!measured) throw new Error('September is not measured.')
  return explain({ terms, measurement, measured, target: '99.9', hoursName: terms.hours && 'the office' })
}
/** What is said of outages alone. */
const ofOutages = (...given: Parameters<typeof told>): readonly string[] =>
  told(...given).filter((sentence) => /2026, \d\d:\d\d to /.test(sentence))

describe('an outage in words', () => {
  it('says why maintenance counts after all', () => {
    const terms = termsOf({ maintenance: { noticeHours: 48, allowance: 60, windows: null } })
    const outages = [
      maintenance('2026-09-05T20:00Z', 90, 72),
      maintenance('2026-09-06T20:00Z', 10, 47.96),
      maintenance('2026-09-07T20:00Z', 10, 0.5),
      maintenance('2026-09-08T20:00Z', 10, -1),
      maintenance('2026-09-09T20:00Z', 10, null),
    ]
    expect(ofOutages(terms, outages)).toEqual([
      'Update of the servers, 5 September 2026, 20:00 to 21:00, is excluded, since it was maintenance, announced in time: 60 min.',
      'Update of the servers, 5 September 2026, 21:00 to 21:30, counts although it was announced, since the 60 min of maintenance a month were used up: 30 min.',
      'Update of the servers, 6 September 2026, 20:00 to 20:10, counts although it was planned, since it was announced 47.9 h before it began and the contract asks for 48 h: 10 min.',
      'Update of the servers, 7 September 2026, 20:00 to 20:10, counts although it was planned, since it was announced 30 min before it began and the contract asks for 48 h: 10 min.',
      'Update of the servers, 8 September 2026, 20:00 to 20:10, counts although it was planned, since it was announced only after it began and the contract asks for 48 h: 10 min.',
      'Update of the servers, 9 September 2026, 20:00 to 20:10, counts although it was planned, since it was never announced: 10 min.',
    ])
    expect(ofOutages(termsOf({ maintenance: null }), outages.slice(0, 1))[0]).toContain(
      'since the contract excuses no maintenance',
    )
  })

  it('says what failed below the service where it counts, and why it doesn’t where it doesn’t', () => {
    const below = { because: 'Core switch Hamburg carries the lines between all sites' }
    const outages = [
      outage('2026-09-12T10:00Z', 30, below),
      maintenance('2026-09-13T10:00Z', 10, null, below),
      outage('2026-09-14T10:00Z', 20, { ...below, cause: 'customer' }),
    ]
    expect(ofOutages(termsOf(), outages)).toEqual([
      'Mail did not work, 12 September 2026, 10:00 to 10:30, counts, because Core switch Hamburg carries the lines between all sites: 30 min.',
      'Update of the servers, 13 September 2026, 10:00 to 10:10, counts, because Core switch Hamburg carries the lines between all sites, although it was planned, since it was never announced: 10 min.',
      'Mail did not work, 14 September 2026, 10:00 to 10:20, is excluded, since the cause was our own: 20 min.',
    ])
  })

  it('says what is forgiven, what is too short, and what lies in another month', () => {
    const terms = termsOf({ shortest: 300 })
    const outages = [
      outage('2026-08-31T23:00Z', 90),
      outage('2026-09-12T10:00Z', 30, { cause: 'customer', title: 'Our firewall' }),
      outage('2026-09-12T10:20Z', 30),
      outage('2026-09-13T10:00Z', 4),
      outage('2026-09-14T10:00Z', 20, { isDegradation: true }),
    ]
    expect(ofOutages(terms, outages)).toEqual([
      'Mail did not work, 1 September 2026, 00:00 to 00:30 (as far as it lies in the period), counts: 30 min.',
      'Our firewall, 12 September 2026, 10:00 to 10:30, is excluded, since the cause was our own: 30 min.',
      'Mail did not work, 12 September 2026, 10:20 to 10:50, counts: 30 min. 10 min of it lie in excluded time and are forgiven.',
      'Mail did not work, 13 September 2026, 10:00 to 10:04, counts: 4 min. 4 min of it are nothing, as less than 5 min without a break is no outage.',
      'Mail did not work, 14 September 2026, 10:00 to 10:20, is no downtime, since it worked badly and the contract counts only what did not work: 20 min.',
    ])
  })

  it('says how many users it hit, and which part', () => {
    const users = termsOf({ counts: { is: 'userTime', users: 1200 } })
    expect(told(users, [outage('2026-09-12T10:00Z', 30, { users: 50 })]).slice(-2)).toEqual([
      'Mail did not work, 12 September 2026, 10:00 to 10:30, counts for 50 of 1,200 users: 30 min.',
      'It was down for 1,500 user-minutes: (51,840,000 user-minutes − 1,500 user-minutes) ÷ 51,840,000 user-minutes = 99.9971 %.',
    ])
    const parts = termsOf({ counts: { is: 'parts', weights: { web: 3, api: 2 } } })
    expect(
      ofOutages(parts, [outage('2026-09-12T10:00Z', 30, { part: 'web' }), outage('2026-09-13T10:00Z', 5)]),
    ).toEqual([
      'Mail did not work, 12 September 2026, 10:00 to 10:30, counts for web (weight 3 of 5): 30 min.',
      'Mail did not work, 13 September 2026, 10:00 to 10:05, counts for all parts: 5 min.',
    ])
  })

  it('counts the promised hours alone, and says that it goes on and the month isn’t over', () => {
    const hours: Calendar = {
      timeZone: 'UTC',
      hours: Array.from({ length: 7 }, (_, day) => (day < 5 ? [[8 * 60, 18 * 60]] : [])),
      holidays: new Set(),
    }
    const goesOn = outage('2026-09-14T17:30Z', 1, { to: null })
    expect(told(termsOf({ hours }), [goesOn], at('2026-09-15T08:20Z'))).toEqual([
      'September 2026, by the clocks of UTC: promised in the hours of the office are 13,200 min.',
      'Mail did not work, 14 September 2026, 17:30 to 15 September 2026, 08:20 (it goes on), counts: 50 min of the promised hours.',
      'It was down for 50 min: (13,200 min − 50 min) ÷ 13,200 min = 99.6212 %.',
      'The period isn’t over: this is what it comes to if nothing more happens.',
    ])
  })

  it('says that there was none', () => {
    expect(told(termsOf(), []).slice(1)).toEqual(['No outage is known in it.', 'It was never down: 100.0000 %.'])
  })
})

describe('a credit in words', () => {
  const money = (minor: number) => `€${(minor / 100).toFixed(2)}`
  const terms: CreditTerms = {
    ...{ target: '99.9', base: 'serviceFee', partial: 'whole', capOfPeriod: '20', capOfTerm: null },
    ...{ tiers: [{ below: '99.8', percent: '30' }], claim: { days: 1, after: 'known' } },
  }
  const said = (minutes: number, over: Partial<CreditTerms> = {}) => {
    const all = { ...terms, ...over }
    const { periods } = measure({
      ...{ terms: termsOf(), outages: [outage('2026-09-02T00:00Z', minutes)], window, asOf: at('2027-01-01T00:00Z') },
    })
    const fee = { contractFee: 1, serviceFee: 50_000 }
    return creditsOf({ terms: all, periods, feeOf: () => fee }).flatMap((credit) =>
      explainCredit({ credit, terms: all, money }),
    )
  }

  it('says that the promise was kept, or missed by too little', () => {
    expect(said(43.2)).toEqual(['99.9 % is promised: kept.'])
    expect(said(50)).toEqual([
      '99.9 % is promised: missed.',
      'No tier of the contract begins that high, so nothing is owed.',
    ])
  })

  it('says what caps it, and when it has to be claimed', () => {
    expect(said(100)).toEqual([
      '99.9 % is promised: missed.',
      '99.7685 % is below 99.8 %: 30 % of the fee of the service of €500.00 are €150.00.',
      'At most 20 % of it are owed for one period: €100.00.',
      'Claim it within 1 day of the day on which the supplier tells the figure.',
    ])
    expect(said(100, { capOfTerm: { percent: '1', fees: 0 } }).slice(2)).toEqual([
      'All credits of the term are at most 1 % of its fees of €0.00. Earlier ones took €0.00, which leaves €0.00.',
      'So nothing is left to claim.',
    ])
  })
})

describe('requests in words', () => {
  it('say how many failed, and what excused some', () => {
    const terms = termsOf({ counts: { is: 'requests', by: 'rates' } })
    const stretch = (from: number, total: number, failed: number) => ({ from, to: from + 5 * minute, total, failed })
    const requests = [stretch(at('2026-09-03T10:00Z'), 10, 1), stretch(at('2026-09-03T11:00Z'), 990, 1)]
    const outages = [outage('2026-09-03T10:00Z', 60, { cause: 'customer', title: 'Our firewall' })]
    const measurement = measureRequests({ terms, requests, outages, window, asOf: window[1] + 40 * 24 * hour })
    const [measured] = measurement.periods
    if (!measured) throw new Error('September is not measured.')
    expect(explainRequests({ terms, measurement, measured, target: '99.9', hoursName: null })).toEqual([
      'September 2026, by the clocks of UTC: promised around the clock are 43,200 min.',
      'Our firewall, 3 September 2026, 10:00 to 11:00, is excluded, since the cause was our own.',
      '10 requests of excluded time are left out.',
      'Of 990 requests 1 failed: 99.8990 %, as the average of its stretches of time.',
    ])
  })
})

describe('words for time', () => {
  it('say days as people do', () => {
    expect(sayDays('2026-09-01', '2026-09-30')).toBe('September 2026')
    expect(sayDays('2026-07-01', '2026-09-30')).toBe('July to September 2026')
    expect(sayDays('2025-12-01', '2026-02-28')).toBe('December 2025 to February 2026')
    expect(sayDays('2026-09-10', '2026-09-30')).toBe('10 to 30 September 2026')
    expect(sayDays('2026-09-30', '2026-09-30')).toBe('30 September 2026')
    expect(sayDays('2026-09-02', '2026-10-01')).toBe('2 September to 1 October 2026')
    expect(sayDays('2025-12-31', '2026-01-29')).toBe('31 December 2025 to 29 January 2026')
  })

  it('say lengths exactly', () => {
    expect([0, 59_999, 60_000, 90_000, 43_200 * minute, minute + 1].map(sayLength)).toEqual([
      '0 min',
      '59.999 s',
      '1 min',
      '1.5 min',
      '43,200 min',
      '1 min 0.001 s',
    ])
  })

  it('say stretches by the clocks of the contract, seconds only where there are some', () => {
    const say = sayStretches('Europe/Berlin')
    expect(say([at('2026-08-31T22:00:00Z'), at('2026-09-01T22:00:30Z')])).toBe(
      '1 September 2026, 00:00 to 2 September 2026, 00:00:30',
    )
  })
})
