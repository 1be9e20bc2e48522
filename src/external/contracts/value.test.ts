import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockOn, days, initial, lasting, months, rule, yearly } from '../../../test/kit/external/contract.ts'
import { coTermination } from './co-termination.ts'
import { dayAt, numberOf } from './civil.ts'
import type { Asking } from './contract.rules.ts'
import { addDays } from './day.ts'
import { paymentsOf, type Schedule } from './payments.ts'
import { type Amount, part } from './price.ts'
import type { TermEvent, Uplift } from './terms.ts'
import { percentOf, raised } from './uplift.ts'
import { contractValue } from './value.ts'

const asking = (events: readonly TermEvent[], over: Partial<Asking> = {}): Asking => ({
  ...{ events, asOf: '2026-01-01', lead: days(0) },
  ...over,
})
const eur = (minor: number): readonly Amount[] => [{ minor, currency: 'EUR' }]
const percent = (text: string, every: 'renewal' | 'year' = 'year'): Uplift => ({
  kind: 'percent',
  every,
  percent: text,
})
const year = (number: number): { readonly from: string; readonly to: string } => ({
  from: `${number}-01-01`,
  to: `${number}-12-31`,
})

describe('what a contract costs', () => {
  it('compounds a fixed uplift: 20 million at 7 % are 64.298 million in three years, at 3 % 61.818', () => {
    const value = (uplift: string): number => {
      const price = yearly(2_000_000_000, { uplift: percent(uplift) })
      const contract = initial('2026-01-01', { until: lasting(36, 'months'), price })
      return contractValue(asking([contract]), { from: '2026-01-01', to: '2028-12-31' })?.term?.[0]?.minor ?? 0
    }
    expect([value('7'), value('3'), value('7') - value('3')]).toEqual([6_429_800_000, 6_181_800_000, 248_000_000])
  })

  it('goes up with each renewal, not within a term, where that is agreed', () => {
    const price = yearly(100_000, { uplift: percent('10', 'renewal') })
    const contract = initial('2024-01-01', { until: lasting(24, 'months'), price })
    const value = contractValue(asking([contract]), { from: '2024-01-01', to: '2027-12-31' })
    expect(value?.years.map(({ amounts }) => amounts)).toEqual([eur(100_000), eur(100_000), eur(110_000), eur(121_000)])
    expect(value?.total).toEqual(eur(431_000))
  })

  it('follows an index between its floor and its cap, three months back', () => {
    const uplift: Uplift = { kind: 'index', every: 'year', index: 'HICP', lag: 3, cap: '5', floor: '1' }
    const change = (now: string): number =>
      percentOf(uplift, {
        ...{ on: '2027-01-01', since: '2026-01-01' },
        indexes: { HICP: { '2025-10': '125.00', '2026-10': now } },
      }).millionths
    // 128.41 / 125 is 2.728 % more; 135 is 8 % more, 125.5 is 0.4 % more, 120 is less.
    expect(['128.41', '135.00', '125.50', '120.00'].map(change)).toEqual([27_280, 50_000, 10_000, 10_000])
    expect(
      raised(1_000_000, uplift, {
        on: '2027-01-01',
        since: '2026-01-01',
        indexes: { HICP: { '2025-10': '125', '2026-10': '128.41' } },
      }),
    ).toBe(1_027_280)
  })

  it('takes an index value that isn’t published yet for the most that it may be', () => {
    const open = { on: '2030-01-01', since: '2029-01-01', indexes: {} }
    const uplift: Uplift = { kind: 'index', every: 'year', index: 'HICP', lag: 0, cap: '5', floor: null }
    expect(percentOf(uplift, open)).toEqual({ millionths: 50_000, isKnown: false, missing: ['2029-01', '2030-01'] })
    expect(percentOf({ ...uplift, cap: null }, open)).toMatchObject({ millionths: 0, isKnown: false })
  })

  it('rounds each raise to whole minor units, a half away from nothing', () => {
    const raising = { on: '2027-01-01', since: '2026-01-01', indexes: {} }
    expect(raised(1050, percent('1'), raising)).toBe(1061)
    expect(raised(1049, percent('1'), raising)).toBe(1059)
    expect(raised(-1050, percent('1'), raising)).toBe(-1061)
    expect(raised(9_007_199_254_740_000, percent('0.01'), raising)).toBe(9_008_099_974_665_474)
  })

  it('changes midway by an amendment, in another currency where that is agreed', () => {
    const contract = initial('2026-01-01', { price: yearly(12_000, { per: 'month' }) })
    const amendment: TermEvent = {
      ...{ kind: 'amendment', on: '2026-03-01', effectiveOn: '2026-07-01', rule: {} },
      price: yearly(20_000, { per: 'month', currency: 'USD' }),
    }
    const value = contractValue(asking([contract, amendment], { asOf: '2026-03-01' }), year(2026))
    expect(value?.total).toEqual([
      { minor: 72_000, currency: 'EUR' },
      { minor: 120_000, currency: 'USD' },
    ])
    // Before it was agreed nothing was known of it.
    expect(contractValue(asking([contract, amendment], { asOf: '2026-02-28' }), year(2026))?.total).toEqual(
      eur(144_000),
    )
  })

  it('has the price of a renewal or an extension from the first day that it adds', () => {
    const price = yearly(10_00, { per: 'month' })
    const contract = initial('2026-01-01', { price: yearly(12_00, { per: 'month' }), rule: rule({ kind: 'optional' }) })
    const renewal: TermEvent = { kind: 'renewal', on: '2026-06-01', until: null, price }
    const extension: TermEvent = { kind: 'extension', on: '2026-06-01', endsOn: '2027-03-31', price }
    const value = (event: TermEvent) =>
      contractValue(asking([contract, event], { asOf: '2026-06-01' }), { from: '2026-12-01', to: '2027-12-31' })?.years
    expect(value(renewal)?.map(({ to, amounts }) => [to, amounts])).toEqual([
      ['2026-12-31', eur(12_00)],
      ['2027-12-31', eur(120_00)],
    ])
    expect(value(extension)?.map(({ to, amounts }) => [to, amounts])).toEqual([
      ['2026-12-31', eur(12_00)],
      ['2027-03-31', eur(30_00)],
    ])
  })

  it('costs by the day what is part of a period', () => {
    const contract = initial('2026-02-10', { price: yearly(31_000, { per: 'month' }) })
    // Months run from the 10th: the first has 28 days. Ten of them, and a whole month more.
    const value = (to: string) =>
      contractValue(asking([contract], { asOf: '2026-02-10' }), { from: '2026-02-10', to })?.total
    expect(value('2026-02-19')).toEqual(eur(Math.round((31_000 * 10) / 28)))
    expect(value('2026-03-09')).toEqual(eur(31_000))
    expect(value('2026-04-09')).toEqual(eur(62_000))
  })

  it('spreads what is paid for a term over its days, and counts it on the first day where the term has no end', () => {
    const price = yearly(365_00, { per: 'term' })
    const contract = initial('2026-01-01', { price })
    expect(contractValue(asking([contract]), { from: '2026-03-01', to: '2026-03-10' })?.total).toEqual(eur(10_00))
    const open = initial('2026-01-01', { until: null, price, rule: rule({ kind: 'evergreen', renewal: null }) })
    expect(contractValue(asking([open]), year(2026))?.total).toEqual(eur(365_00))
    expect(contractValue(asking([open]), year(2027))?.total).toEqual(eur(0))
  })

  it('ends where the contract ends, and is cut where financial years begin', () => {
    const contract = initial('2025-11-01', { rule: rule({ kind: 'fixed' }), price: yearly(12_00, { per: 'month' }) })
    const value = contractValue(asking([contract]), { from: '2025-01-01', to: '2030-12-31', yearStartsIn: 4 })
    expect(value?.total).toEqual(eur(144_00))
    expect(value?.years).toEqual([
      { from: '2025-11-01', to: '2026-03-31', amounts: eur(60_00), isKnown: true },
      { from: '2026-04-01', to: '2026-10-31', amounts: eur(84_00), isKnown: true },
    ])
  })

  it('is nothing before anything was agreed', () => {
    expect(contractValue(asking([initial('2026-05-01')]), year(2026))).toBeNull()
  })
})

describe('payments', () => {
  const schedule = (over: Partial<Schedule> = {}): Schedule => ({
    ...{ every: 'quarter', isInAdvance: true, by: 'contract', dueAfter: days(30) },
    ...over,
  })
  const contract = initial('2026-02-15', { price: yearly(365_00) })
  const known = asking([contract], { asOf: '2026-02-15' })
  const life = { from: '2026-02-15', to: '2027-02-14' }

  it('fall due before or after each period, counted from the beginning of the contract', () => {
    const inAdvance = paymentsOf(known, life, schedule())
    expect(inAdvance.map(({ from, to, dueOn }) => [from, to, dueOn])).toEqual([
      ['2026-02-15', '2026-05-14', '2026-03-17'],
      ['2026-05-15', '2026-08-14', '2026-06-14'],
      ['2026-08-15', '2026-11-14', '2026-09-14'],
      ['2026-11-15', '2027-02-14', '2026-12-15'],
    ])
    expect(inAdvance.map(({ minor }) => minor)).toEqual([89_00, 92_00, 92_00, 92_00])
    const inArrears = paymentsOf(known, life, schedule({ isInAdvance: false, dueAfter: days(0) }))
    expect(inArrears.map(({ dueOn }) => dueOn)).toEqual(['2026-05-14', '2026-08-14', '2026-11-14', '2027-02-14'])
  })

  it('begin and end with part of a quarter where they follow the calendar', () => {
    const found = paymentsOf(known, life, schedule({ by: 'calendar' }))
    expect(found.map(({ from, minor }) => [from, minor])).toEqual([
      ['2026-02-15', 45_00],
      ['2026-04-01', 91_00],
      ['2026-07-01', 92_00],
      ['2026-10-01', 92_00],
      ['2027-01-01', 45_00],
    ])
  })

  it('are one for each term, or one for all', () => {
    const twoYears = { from: '2026-02-15', to: '2028-02-14' }
    expect(paymentsOf(known, twoYears, schedule({ every: 'term' })).map(({ minor }) => minor)).toEqual([365_00, 365_00])
    expect(paymentsOf(known, twoYears, schedule({ every: 'once' })).map(({ minor }) => minor)).toEqual([730_00])
  })

  it('don’t drift from the 31st', () => {
    const from31 = asking([initial('2026-01-31', { price: yearly(1200_00) })], { asOf: '2026-01-31' })
    const found = paymentsOf(from31, { from: '2026-01-31', to: '2026-05-30' }, schedule({ every: 'month' }))
    expect(found.map(({ from }) => from)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'])
  })
})

describe('several contracts that are to end on one day', () => {
  const contract = (startsOn: string, over: Parameters<typeof initial>[1] = {}) =>
    asking([initial(startsOn, { price: yearly(365_00), ...over })], { asOf: '2026-10-01' })

  it('are paid for longer or credited by the day', () => {
    const { contracts, sum } = coTermination(
      [
        { id: 'short', asking: contract('2026-01-01', { rule: rule({ kind: 'fixed' }) }) },
        { id: 'long', asking: contract('2026-04-11', { rule: rule({ kind: 'fixed' }) }) },
        { id: 'same', asking: contract('2026-04-01', { rule: rule({ kind: 'fixed' }) }) },
        { id: 'open', asking: contract('2026-04-01', { until: null, rule: rule({ kind: 'evergreen' }) }) },
        { id: 'new', asking: contract('2026-11-01') },
      ],
      '2027-03-31',
    )
    expect(contracts.map(({ id, change, days: more, amounts }) => [id, change, more, amounts])).toEqual([
      ['short', 'extended', 90, eur(90_00)],
      ['long', 'shortened', -10, eur(-10_00)],
      ['same', 'same', 0, []],
      ['open', 'by_notice', 0, []],
      ['new', 'unknown', 0, []],
    ])
    expect(sum).toEqual(eur(80_00))
    expect(contracts[0]?.says).toBe(
      'It runs until 31 March 2027 in place of 31 December 2026: 90 days are paid more, at the price of its last day.',
    )
  })
})

describe('parts of amounts', () => {
  const first = numberOf('2025-01-01')
  const day = fc.integer({ min: 0, max: 1500 }).map((after) => dayAt(first + after))
  const price = fc.record({
    minor: fc.integer({ min: 0, max: 10_000_000_000 }),
    currency: fc.constant('EUR'),
    per: fc.constantFrom('month' as const, 'quarter' as const, 'year' as const, 'term' as const),
    uplift: fc.constantFrom(null, percent('3.25'), percent('7', 'renewal')),
  })
  const contracts = fc
    .record({ startsOn: day, price, length: fc.integer({ min: 1, max: 30 }) })
    .map(({ startsOn, price: one, length }) =>
      asking([initial(startsOn, { price: one, until: { length: months(length) } })], { asOf: startsOn }),
    )
  const minorOf = (amounts: readonly Amount[] | undefined): number => amounts?.[0]?.minor ?? 0

  it('add up to the whole, wherever a stretch is cut', () => {
    fc.assert(
      fc.property(contracts, day, day, day, (one, ...cuts) => {
        const [from = '', middle = '', to = ''] = cuts.toSorted()
        const value = (stretch: { readonly from: string; readonly to: string }): number =>
          stretch.from > stretch.to ? 0 : minorOf(contractValue(one, stretch)?.total)
        expect(value({ from, to: middle }) + value({ from: addDays(middle, 1), to })).toBe(value({ from, to }))
        expect(
          minorOf(
            contractValue(one, { from, to })?.years.reduce<Amount[]>(
              (all, { amounts }) => [{ minor: minorOf(all) + minorOf(amounts), currency: 'EUR' }],
              [],
            ),
          ),
        ).toBe(value({ from, to }))
      }),
      { numRuns: 300 },
    )
  })

  it('are together what falls on the days that payments are for', () => {
    const schedules = fc.record({
      every: fc.constantFrom('month' as const, 'quarter' as const, 'year' as const, 'term' as const, 'once' as const),
      by: fc.constantFrom('contract' as const, 'calendar' as const),
      isInAdvance: fc.boolean(),
      dueAfter: fc.constant(days(14)),
    })
    fc.assert(
      fc.property(contracts, schedules, day, day, (one, schedule, ...cuts) => {
        const [from = '', to = ''] = cuts.toSorted()
        const found = paymentsOf(one, { from, to }, schedule)
        const total = found.reduce((sum, { minor }) => sum + minor, 0)
        expect(total).toBe(minorOf(contractValue(one, { from, to })?.total))
        found.forEach((payment, index) => {
          const next = found[index + 1]
          if (next) expect(next.from).toBe(addDays(payment.to, 1))
        })
      }),
      { numRuns: 300 },
    )
  })

  it('are exact where amount times days is beyond what a number holds', () => {
    expect(part(9_007_199_254_740_991, 1, 365)).toBe(24_677_258_232_167)
    expect(part(9_007_199_254_740_991, 365, 365)).toBe(9_007_199_254_740_991)
  })

  it('are what is committed, from the day to the last one', () => {
    fc.assert(
      fc.property(contracts, fc.integer({ min: 0, max: 900 }), (one, after) => {
        const asOf = addDays(one.asOf, after)
        const { commitment, committedUntil } = clockOn(asOf, one.events)
        if (committedUntil === null) return
        const value = contractValue({ ...one, asOf }, { from: asOf, to: committedUntil })
        expect(minorOf(commitment)).toBe(minorOf(value?.total))
      }),
      { numRuns: 300 },
    )
  })
})
