import { describe, expect, it } from 'vitest'
import {
  clockOn,
  days,
  initial,
  lasting,
  months,
  notice,
  office,
  rule,
  yearly,
} from '../../../test/kit/external/contract.ts'
import type { RenewalRule, TermEvent } from './terms.ts'

/**
 * The Cloud Service Agreement of Common Paper, Standard Terms 2.1 (CC BY 4.0), entered from its text:
 *
 * 5.1 «For each Order Form, the Agreement will start on the Order Date, continue through the Subscription Period, and
 * automatically renew for additional Subscription Periods unless one party gives notice of non-renewal to the other party
 * before the Non-Renewal Notice Date.»
 *
 * 12.9 «Notices will be deemed given (a) upon confirmed delivery if by email, registered or
 * certified mail, or personal delivery; or (b) two days after mailing if by overnight commercial delivery.»
 *
 * The rest is variables of an order form: Order Date 31 January 2025, Subscription Period one year, Non-Renewal Notice Date
 * 30 days before the end of the Subscription Period, 24,000 dollars a year.
 */
const confirmed = { after: days(0), isOnConfirmation: true }
const terms: RenewalRule = rule({
  renewal: { count: 1, unit: 'years' },
  // Notice has to be given before the Non-Renewal Notice Date: that day itself is too late.
  notice: notice(30, 'days', true),
  receipts: {
    ...{ email: confirmed, registered: confirmed, by_hand: confirmed },
    courier: { after: days(2), isOnConfirmation: false },
  },
})
const order = (over: Partial<RenewalRule> = {}): TermEvent =>
  initial('2025-01-31', {
    until: lasting(1, 'years'),
    rule: { ...terms, ...over },
    price: yearly(2_400_000, { currency: 'USD' }),
  })

describe('the Common Paper agreement', () => {
  it('renews for further Subscription Periods from the Order Date on (5.1)', () => {
    // 31 January 2025 and a year: until 30 January 2026; then until 30 January 2027, and so on.
    const ends = ['2025-01-31', '2026-01-30', '2026-01-31', '2027-06-01'].map((day) => clockOn(day, [order()]).term.end)
    expect(ends).toEqual(['2026-01-30', '2026-01-30', '2027-01-30', '2028-01-30'])
  })

  it('has its last day for notice before the Non-Renewal Notice Date (5.1)', () => {
    // 30 days before 30 January 2027 is 31 December 2026, the Non-Renewal Notice Date; the last day before it is the 30th.
    const { exit } = clockOn('2026-06-01', [order()])
    expect(exit).toMatchObject({ end: '2027-01-30', counted: '2026-12-30', deadline: '2026-12-30' })
  })

  it('deems a notice by e-mail given upon confirmed delivery, and by courier two days after mailing (12.9)', () => {
    // Wednesday, 30 December 2026. By courier it has to be mailed on Monday the 28th.
    const calendar = office('2026-12-25', '2027-01-01')
    const lead = { count: 3, unit: 'weeks' } as const
    const byMail = clockOn('2026-06-01', [order()], { calendar, lead })
    expect(byMail.exit).toMatchObject({ sendBy: '2026-12-30', decideBy: '2026-12-09' })
    expect(byMail.trace.map(({ says }) => says)).toContain(
      'Sent by e-mail it counts as received once delivery is confirmed: it has to be sent by 30 December 2026.',
    )
    const byCourier = clockOn('2026-06-01', [order({ method: 'courier' })], { calendar, lead })
    // Three weeks before Monday, 28 December, is Monday, 7 December.
    expect(byCourier.exit).toMatchObject({ deadline: '2026-12-30', sendBy: '2026-12-28', decideBy: '2026-12-07' })
  })

  it('ends with the period where the courier’s notice is mailed in time, and a year later where it is not (5.1, 12.9)', () => {
    const mailed = (on: string): TermEvent => ({ kind: 'notice', on, by: 'us', method: 'courier', receivedOn: null })
    // Mailed on the 28th it is deemed given on the 30th, before the Non-Renewal Notice Date; on the 29th it is given on it.
    expect(clockOn('2027-01-05', [order(), mailed('2026-12-28')]).lastDay).toBe('2027-01-30')
    expect(clockOn('2027-01-05', [order(), mailed('2026-12-29')]).lastDay).toBe('2028-01-30')
  })

  it('commits to a further period once the date has passed (5.1)', () => {
    const clock = clockOn('2026-12-31', [order()])
    expect([clock.notice, clock.committedUntil]).toEqual(['missed', '2028-01-30'])
    // 31 days of this period are left (31 December to 30 January) of its 365: 2,400,000 × 334 / 365 = 2,196,164.38 have
    // fallen on the days before, which leaves 203,836; and 2,400,000 for the period to come.
    expect(clock.commitment).toEqual([{ minor: 203_836 + 2_400_000, currency: 'USD' }])
  })

  it('has the same days by an order of twelve months', () => {
    const byMonths = initial('2025-01-31', { rule: { ...terms, renewal: months(12) } })
    expect(clockOn('2027-06-01', [byMonths]).exit).toEqual(clockOn('2027-06-01', [order()]).exit)
  })
})
