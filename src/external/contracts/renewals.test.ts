import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockOn, initial, lasting, months, notice, office, rule, yearly } from '../../../test/kit/external/contract.ts'
import { addDays, daysBetween } from './day.ts'
import { placeIn, quarterOf, sayQuarter } from './quarter.ts'
import { sayReminder, stepOn, steps } from './reminder.ts'
import { addUp } from './renewals.ts'

const day = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays('2000-01-01', count))

describe('a quarter', () => {
  it('holds its day, and the next begins where it ends', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -40, max: 40 }), (one, by) => {
        const quarter = quarterOf(one)
        expect(quarter.from <= one && one <= quarter.to).toBe(true)
        expect(quarterOf(one, by + 1).from).toBe(addDays(quarterOf(one, by).to, 1))
        expect([89, 90, 91]).toContain(daysBetween(quarter.from, quarter.to))
      }),
    )
  })

  it('is said by its months, and places its days from nothing to one', () => {
    const quarter = quarterOf('2026-11-28')
    expect(sayQuarter(quarter)).toBe('October to December 2026')
    expect(['2026-09-01', '2026-10-01', '2026-11-16', '2027-02-01'].map((one) => placeIn(quarter, one))).toEqual([
      0, 0, 0.5, 1,
    ])
  })
})

describe('what hangs on a decision', () => {
  const stake = (...given: Parameters<typeof clockOn>) => clockOn(...given).stake
  it('is the term that follows by itself, with what its price goes up by', () => {
    const uplift = { kind: 'percent', every: 'renewal', percent: '5' } as const
    const signed = initial('2026-01-01', { price: yearly(1_200_000, { uplift }) })
    expect(stake('2026-06-01', [signed])).toEqual({
      ...{ from: '2027-01-01', to: '2027-12-31' },
      amounts: [{ minor: 1_260_000, currency: 'EUR' }],
      missing: [],
    })
  })

  it('is the option, a year of what has no end, or what the last year came to', () => {
    const price = yearly(1_200_000)
    const option = initial('2026-01-01', { rule: rule({ kind: 'optional', renewal: months(6) }), price })
    // 181 of the 365 days of 2027: 1,200,000 × 181 / 365 = 595,068.49.
    expect(stake('2026-06-01', [option])).toEqual({
      ...{ from: '2027-01-01', to: '2027-06-30' },
      amounts: [{ minor: 595_068, currency: 'EUR' }],
      missing: [],
    })
    const open = initial('2026-01-01', {
      ...{ until: null, price },
      rule: rule({ kind: 'evergreen', renewal: null, alignment: 'quarter_end', notice: notice(6, 'weeks') }),
    })
    expect(stake('2026-06-01', [open])).toMatchObject({ from: '2026-10-01', to: '2027-09-30' })
    const fixed = initial('2025-07-01', {
      ...{ until: lasting(18, 'months'), rule: rule({ kind: 'fixed', renewal: null, notice: null }), price },
    })
    expect(stake('2026-06-01', [fixed])).toEqual({
      ...{ from: '2026-01-01', to: '2026-12-31' },
      amounts: [{ minor: 1_200_000, currency: 'EUR' }],
      missing: [],
    })
  })

  it('is nothing once notice was given', () => {
    const signed = initial('2026-01-01', { price: yearly(1_200_000) })
    const given = { kind: 'notice', on: '2026-05-01', by: 'us', method: 'email', receivedOn: null } as const
    expect(clockOn('2026-06-01', [signed, given])).toMatchObject({ stake: null, outlook: 'leaving' })
  })

  it('adds up by currency, the largest first', () => {
    const money = (amount: string, currency = 'EUR') => ({ amount, currency })
    expect(addUp([money('10.40'), null, money('90.00', 'USD'), money('20.40')])).toEqual([
      money('90', 'USD'),
      money('31'),
    ])
  })
})

describe('a reminder', () => {
  it('has each of its steps once as the day comes nearer, the last one on the day and after', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -10, max: 70 }), (decideBy, left) => {
        const step = stepOn(decideBy, addDays(decideBy, -left))
        expect(step).toBe(left > 60 ? null : Math.min(...steps.filter((one) => one >= left)))
      }),
    )
  })

  it('says what is to be decided by when, and what happens otherwise', () => {
    const due = {
      ...{ name: 'Lines', decideBy: '2026-12-01', sendBy: '2026-12-29', end: '2027-03-31' },
      outlook: 'lapses' as const,
    }
    expect(sayReminder(due, '2026-11-30').title).toBe('Decide about “Lines” by tomorrow')
    expect(sayReminder(due, '2026-12-03')).toEqual({
      title: 'Decide about “Lines” now: 1 December 2026 has passed',
      text: 'It ends on 31 March 2027 unless its option is taken. What is decided has to be sent by 29 December 2026.',
    })
  })
})

describe('a notice that is sent on a closed day', () => {
  it('is said to count from the next business day', () => {
    const given = { kind: 'notice', on: '2026-05-02', by: 'us', method: 'email', receivedOn: null } as const
    const { trace } = clockOn('2026-06-01', [initial('2026-01-01'), given], { calendar: office() })
    expect(trace.map(({ says }) => says)).toContain(
      'We gave notice by e-mail, sent on 2 May 2026, and it counts as received on the next business day, on 4 May 2026. The contract ends on 31 December 2026.',
    )
  })
})
