import { Temporal } from 'temporal-polyfill'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthsBetween, nextReview, type Tier } from './review-due.ts'

describe('when a vendor is reviewed next', () => {
  it.each([
    ['strategic', null, '2026-04-15'],
    ['tactical', null, '2026-07-15'],
    ['operational', null, '2027-01-15'],
    ['commodity', null, '2028-01-15'],
    ['strategic', '2026-04-15', '2026-07-15'],
    ['strategic', '2026-04-28', '2026-07-15'],
  ] as const)('a %s one, last reviewed on %s, is due on %s', (tier, last, dueOn) =>
    expect(nextReview({ tier, since: '2026-01-15', last }).dueOn).toBe(dueOn),
  )

  it('says why', () =>
    expect(nextReview({ tier: 'tactical', since: '2026-01-15', last: '2026-07-10' }).says).toBe(
      'A vendor that is tactical is reviewed every six months, counted from 15 Jan 2026. The last review was on 10 Jul 2026. The next is due on 15 Jan 2027.',
    ))

  it('does not wander where a month is short: from 31 August by way of February back to the 31st', () => {
    const due = (last: string | null): string => nextReview({ tier: 'tactical', since: '2026-08-31', last }).dueOn
    expect([due(null), due('2027-02-28'), due('2027-08-31')]).toEqual(['2027-02-28', '2027-08-31', '2028-02-29'])
  })

  it('is not due again at once after a review that was held a little early, or late', () => {
    expect(nextReview({ tier: 'operational', since: '2026-01-15', last: '2027-01-10' }).dueOn).toBe('2028-01-15')
    expect(nextReview({ tier: 'operational', since: '2026-01-15', last: '2027-09-01' }).dueOn).toBe('2029-01-15')
  })

  const day = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const tiers = Object.keys(monthsBetween) as readonly Tier[]
  const facts = fc
    .record({ tier: fc.constantFrom(...tiers), since: day, days: fc.option(fc.nat(6000)) })
    .map(({ tier, since, days }) => ({
      tier,
      since,
      last: days === null ? null : Temporal.PlainDate.from(since).add({ days }).toString(),
    }))

  it('is later than the last, and than when reviews began', () =>
    fc.assert(
      fc.property(facts, (given) => {
        const { dueOn } = nextReview(given)
        expect(dueOn > given.since && dueOn > (given.last ?? given.since)).toBe(true)
      }),
    ))

  it('is a whole number of times from the beginning, on the same day of the month wherever the month has it', () =>
    fc.assert(
      fc.property(facts, (given) => {
        const [start, due] = [Temporal.PlainDate.from(given.since), Temporal.PlainDate.from(nextReview(given).dueOn)]
        const months = (due.year - start.year) * 12 + due.month - start.month
        expect(months % monthsBetween[given.tier]).toBe(0)
        expect(due.day).toBe(Math.min(start.day, due.daysInMonth))
      }),
    ))

  it('comes within one and a half times the distance after the last', () =>
    fc.assert(
      fc.property(facts, (given) => {
        fc.pre(given.last !== null)
        const most = Temporal.PlainDate.from(given.last ?? '').add({
          months: Math.ceil(monthsBetween[given.tier] * 1.5),
          days: 3,
        })
        expect(nextReview(given).dueOn <= most.toString()).toBe(true)
      }),
    ))

  it('is never later for a vendor that is closer', () =>
    fc.assert(
      fc.property(facts, (given) => {
        const due = tiers.map((tier) => nextReview({ ...given, tier }).dueOn)
        expect(due).toEqual(due.toSorted())
      }),
    ))
})
