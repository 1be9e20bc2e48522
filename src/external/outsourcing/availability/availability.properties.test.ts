import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hour, minute, termsOf } from '../../../../test/kit/availability.ts'
import { alwaysOpen, type Calendar } from '../../../kernel/calendar/calendar.ts'
import { type Measured, measure } from './availability.ts'
import { creditsOf, type CreditTerms } from './credits.ts'
import type { OutageFacts } from './facts.ts'
import { judge } from './judge.ts'
import { compare, type Share } from './share.ts'
import { type AvailabilityTerms, causes } from './terms.ts'

// Around the day on which Berlin puts its clocks back, and the end of a month and of a quarter.
const start = Date.UTC(2026, 8, 20)
const window = [Date.UTC(2026, 6, 5), Date.UTC(2026, 11, 20)] as const
const asOf = Date.UTC(2027, 5, 1)
const office: Calendar = {
  timeZone: 'Europe/Berlin',
  hours: Array.from({ length: 7 }, (_, day) => (day < 5 ? [[8 * 60, 18 * 60]] : [])),
  holidays: new Set(['2026-10-03']),
}
const nights: Calendar = { ...alwaysOpen, hours: alwaysOpen.hours.map(() => [[22 * 60, 4 * 60]]) }

const someTerms: fc.Arbitrary<AvailabilityTerms> = fc
  .record({
    timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
    measuring: fc.constantFrom<AvailabilityTerms['measuring']>(
      { each: 'month' },
      { each: 'quarter' },
      { each: 'rolling', last: 30, unit: 'day' },
      { each: 'rolling', last: 3, unit: 'month' },
    ),
    holds: fc.constantFrom<AvailabilityTerms['holds']>(
      { from: '2020-01-01', until: null },
      { from: '2026-09-25', until: '2026-11-04' },
    ),
    hours: fc.constantFrom(null, office),
    counts: fc.constantFrom<AvailabilityTerms['counts']>(
      { is: 'time' },
      { is: 'userTime', users: 120 },
      { is: 'parts', weights: { web: 3, api: 2 } },
    ),
    countsDegradation: fc.boolean(),
    shortest: fc.constantFrom(0, 0, 300, 3600),
    excludes: fc.subarray([...causes]),
    maintenance: fc.option(
      fc.record({
        // Just more than what is given, so that the second half of a maintenance alone would be in time.
        noticeHours: fc.constantFrom(0, 2, 31, 72),
        allowance: fc.constantFrom(null, 0, 90, 600),
        windows: fc.constantFrom(null, nights),
      }),
    ),
    denominator: fc.constantFrom<AvailabilityTerms['denominator']>('adjusted', 'whole'),
    whileExcluded: fc.constantFrom<AvailabilityTerms['whileExcluded']>('forgiven', 'counts'),
  })
  .map((over) => termsOf(over))

/** Within six weeks, and by few minutes, so that outages touch, overlap and hide each other. */
const someOutage: fc.Arbitrary<Omit<OutageFacts, 'id'>> = fc
  .record({
    begins: fc.oneof(fc.integer({ min: 0, max: 42 * 24 * 12 }), fc.integer({ min: 0, max: 48 })),
    length: fc.integer({ min: 1, max: 60 }),
    isOpen: fc.integer({ min: 0, max: 15 }).map((one) => one === 0),
    part: fc.constantFrom(null, 'web', 'api', 'billing'),
    isDegradation: fc.constantFrom(false, false, true),
    isPlanned: fc.boolean(),
    notice: fc.constantFrom(null, 1, 30, 100),
    cause: fc.constantFrom(...causes),
    excludedWhy: fc.constantFrom(null, null, null, 'It was agreed.'),
    users: fc.constantFrom(null, 0, 7, 80, 119, 500),
    because: fc.constant(null),
  })
  .map(({ begins, length, isOpen, notice, ...rest }) => {
    const from = start + begins * 5 * minute
    const announcedAt = rest.isPlanned && notice !== null ? from - notice * hour : null
    return { ...rest, title: 'Something', from, to: isOpen ? null : from + length * 5 * minute, announcedAt }
  })
const someOutages = fc
  .array(someOutage, { maxLength: 10 })
  .map((list) => list.map((one, index): OutageFacts => ({ ...one, id: `o${index}` })))

const creditTerms: CreditTerms = {
  ...{ target: '99.9', base: 'contractFee', partial: 'prorated', capOfPeriod: '40' },
  tiers: [
    { below: '99.9', percent: '5' },
    { below: '99.5', percent: '10' },
    { below: '97', percent: '33.3' },
    { below: '90', percent: '100' },
  ],
  ...{ capOfTerm: { percent: '12', fees: 1_000_000 }, claim: { days: 7, after: 'period' } },
}
const measured = (terms: AvailabilityTerms, outages: readonly OutageFacts[]): readonly Measured[] =>
  measure({ terms, outages, window, asOf }).periods
const owed = (periods: readonly Measured[], terms = creditTerms): number =>
  creditsOf({ terms, periods, feeOf: () => ({ contractFee: 83_333, serviceFee: 0 }) }).reduce(
    (sum, { amount }) => sum + amount,
    0,
  )
const everything: Share = { part: 1n, of: 1n }
const availabilityOf = ({ availability }: Measured): Share => availability ?? everything

/** Holds of each period what both sides come to. */
function compared(before: readonly Measured[], after: readonly Measured[], rule: (sign: number) => void): void {
  expect(after.map(({ period }) => period)).toEqual(before.map(({ period }) => period))
  before.forEach((one, index) => {
    const other = after[index]
    if (other) rule(compare(availabilityOf(other), availabilityOf(one)))
  })
}
const check = (rule: (terms: AvailabilityTerms, outages: readonly OutageFacts[], pick: number) => void): void =>
  fc.assert(fc.property(someTerms, someOutages, fc.nat({ max: 1000 }), rule), { numRuns: 400 })

describe('availability, whatever the contract', () => {
  it('is a share from nothing to all, made of what was down and what is left', () => {
    check((terms, outages) => {
      for (const { availability, all, excluded, down, promised } of measured(terms, outages)) {
        expect(promised).toBeGreaterThanOrEqual(0)
        expect(down >= 0n && excluded >= 0n && down + excluded <= all).toBe(true)
        if (!availability) continue
        expect(availability.of).toBe(terms.denominator === 'adjusted' ? all - excluded : all)
        expect(availability.part).toBe(availability.of - down)
      }
    })
  })

  it('is never more, and what is owed never less, when more was down', () => {
    fc.assert(
      fc.property(someTerms, someOutages, someOutage, (terms, outages, one) => {
        const further: OutageFacts = { ...one, id: 'more', isPlanned: false, announcedAt: null, excludedWhy: null }
        if (judge(terms, [further], asOf)[0]?.verdict !== 'counts') return
        const [before, after] = [measured(terms, outages), measured(terms, [...outages, further])]
        compared(before, after, (sign) => expect(sign).toBeLessThanOrEqual(0))
        expect(owed(after)).toBeGreaterThanOrEqual(owed(before))
      }),
      { numRuns: 400 },
    )
  })

  it('is never more when an outage lasted longer', () => {
    check((terms, outages, pick) => {
      const counted = outages.filter((one) => !one.isPlanned && judge(terms, [one], asOf)[0]?.verdict === 'counts')
      const one = counted[pick % Math.max(1, counted.length)]
      if (!one || one.to === null) return
      const longer = { ...one, to: one.to + 35 * minute }
      const after = measured(
        terms,
        outages.map((each) => (each === one ? longer : each)),
      )
      compared(measured(terms, outages), after, (sign) => expect(sign).toBeLessThanOrEqual(0))
    })
  })

  it('is the same in whatever order outages were written down', () => {
    check((terms, outages, pick) => {
      const turned = [...outages.slice(pick % 7), ...outages.slice(0, pick % 7)].toReversed()
      expect(measured(terms, turned)).toEqual(measured(terms, outages))
    })
  })

  it('is the same when an outage is written down as two that adjoin', () => {
    check((terms, outages, pick) => {
      const one = outages[pick % Math.max(1, outages.length)]
      if (!one) return
      const middle = one.from + ((one.to ?? one.from + 50 * minute) - one.from) / 2
      const halves = [
        { ...one, to: middle },
        { ...one, id: `${one.id}b`, from: middle },
      ]
      const split = outages.flatMap((each) => (each === one ? halves : [each]))
      expect(measured(terms, split)).toEqual(measured(terms, outages))
    })
  })

  it('is never less, and nothing more is owed, when an outage is excluded', () => {
    check((some, outages, pick) => {
      // What was too short to count is no downtime: taking it out of the denominator is the case below this.
      const terms: AvailabilityTerms = some.denominator === 'adjusted' ? { ...some, shortest: 0 } : some
      const one = outages[pick % Math.max(1, outages.length)]
      if (!one) return
      const excluded = outages.map((each) => (each === one ? { ...each, excludedWhy: 'It was agreed.' } : each))
      if (!judge(terms, [one], asOf).every(({ verdict }) => verdict === 'counts')) return
      const [before, after] = [measured(terms, outages), measured(terms, excluded)]
      compared(before, after, (sign) => expect(sign).toBeGreaterThanOrEqual(0))
      expect(owed(after)).toBeLessThanOrEqual(owed(before))
    })
  })

  it('is never less when time more is excluded that stays in the denominator', () => {
    fc.assert(
      fc.property(someTerms, someOutages, someOutage, (some, outages, one) => {
        const terms: AvailabilityTerms = { ...some, denominator: 'whole' }
        const further: OutageFacts = {
          ...one,
          id: 'more',
          isPlanned: false,
          announcedAt: null,
          excludedWhy: 'It was agreed.',
        }
        const [before, after] = [measured(terms, outages), measured(terms, [...outages, further])]
        compared(before, after, (sign) => expect(sign).toBeGreaterThanOrEqual(0))
        expect(owed(after)).toBeLessThanOrEqual(owed(before))
      }),
      { numRuns: 400 },
    )
  })

  it('adds up: the months of a quarter are the quarter, and halves of a window are the window', () => {
    check((some, outages) => {
      const terms: AvailabilityTerms = { ...some, measuring: { each: 'month' } }
      const quarters = measured({ ...terms, measuring: { each: 'quarter' } }, outages)
      const months = measured(terms, outages)
      for (const { period, all, down, excluded, promised } of quarters) {
        const parts = months.filter((month) => period.months.some((name) => month.period.months.includes(name)))
        // The window cuts off months of the first and the last quarter.
        if (parts.length !== 3 && period.days === period.wholeDays) continue
        if (period.days !== period.wholeDays && !isCovered(parts, period.days)) continue
        expect(sumOf(parts, (one) => one.all)).toBe(all)
        expect(sumOf(parts, (one) => one.down)).toBe(down)
        expect(sumOf(parts, (one) => one.excluded)).toBe(excluded)
        expect(parts.reduce((sum, one) => sum + one.promised, 0)).toBe(promised)
      }
    })
  })

  it('counts each minute that is down and not excluded, as looking at every minute finds it', () => {
    const plain = someTerms.map(
      (terms): AvailabilityTerms => ({ ...terms, counts: { is: 'time' }, shortest: 0, hours: null }),
    )
    fc.assert(
      fc.property(plain, someOutages, (terms, outages) => {
        const findings = judge(terms, outages, asOf)
        const [period] = measured(terms, outages).filter(({ period: { span } }) => span[1] > start)
        if (!period) return
        let [down, excluded] = [0, 0]
        const [from, to] = period.period.span
        for (let at = from; at < to; at += 5 * minute) {
          const has = (verdict: 'counts' | 'excluded') =>
            findings.some((one) => one.verdict === verdict && one.from <= at && at < one.to)
          const [isDown, isExcluded] = [has('counts'), has('excluded')]
          if (terms.whileExcluded === 'forgiven' ? isDown && !isExcluded : isDown) down += 5 * minute
          else if (isExcluded) excluded += 5 * minute
        }
        expect([Number(period.down), Number(period.excluded)]).toEqual([down, excluded])
      }),
      { numRuns: 40 },
    )
  })
})

const sumOf = (parts: readonly Measured[], of: (one: Measured) => bigint): bigint =>
  parts.reduce((sum, one) => sum + of(one), 0n)
const isCovered = (parts: readonly Measured[], days: number): boolean =>
  parts.reduce((sum, { period }) => sum + period.days, 0) === days

describe('time that is excluded and taken out of the denominator', () => {
  it('makes what remains weigh more: it can lower a figure, which is what such a contract says', () => {
    const down = {
      id: 'down',
      title: 'Down',
      from: start,
      to: start + 40 * minute,
      part: null,
      users: null,
      because: null,
    } as const
    const plain = {
      isDegradation: false,
      isPlanned: false,
      announcedAt: null,
      cause: 'provider',
      excludedWhy: null,
    } as const
    const excused: OutageFacts = {
      ...down,
      ...plain,
      id: 'excused',
      from: start + 24 * hour,
      to: start + 34 * hour,
      cause: 'customer',
    }
    const of = (outages: readonly OutageFacts[]) =>
      measured(termsOf(), outages).find(({ period }) => period.first === '2026-09-01')?.availability ?? everything
    const outage: OutageFacts = { ...down, ...plain }
    expect(compare(of([outage, excused]), of([outage]))).toBe(-1)
    expect(of([outage])).toEqual({ part: BigInt((43_200 - 40) * minute), of: BigInt(43_200 * minute) })
    expect(of([outage, excused])).toEqual({ part: BigInt((42_600 - 40) * minute), of: BigInt(42_600 * minute) })
  })
})
