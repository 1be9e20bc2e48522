import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { InHand, KeptPromise } from '../../internal/support/index.ts'
import { clipped, type Interval, joined, lengthOf } from '../../kernel/calendar/intervals.ts'
import { expectedIn } from './expected.ts'
import { medianOf, ticketFacts } from './ticket-facts.ts'

/** A promise that began at a second and was worked on until another, at all hours. */
function promise(startedAt: number, { promised, used, isEnded }: Work): KeptPromise {
  const breachedAt = used > promised ? startedAt + promised : null
  const late: Interval = [startedAt + promised, startedAt + used]
  return {
    ...{ startedAt, breachedAt, breachedBy: Math.max(0, used - promised) / 1000 },
    stoppedAt: isEnded ? startedAt + used : null,
    overtime: (within) => (breachedAt === null ? 0 : lengthOf(clipped([late], within)) / 1000),
  }
}
interface Work {
  readonly promised: number
  readonly used: number
  readonly isEnded: boolean
}
const work = fc.record({
  promised: fc.integer({ min: 1, max: 500 }),
  used: fc.integer({ min: 1, max: 900 }),
  isEnded: fc.boolean(),
})
const ticket = fc.record({ from: fc.integer({ min: 0, max: 900 }), works: fc.array(work, { maxLength: 3 }) })
const tickets = fc.array(ticket, { maxLength: 8 }).map((all) =>
  all.map(({ from, works }, index): InHand => {
    const until = from + Math.max(1, ...works.map(({ used }) => used))
    const promises = works.map((one) => promise(from, one))
    const isOver = works.every(({ isEnded }) => isEnded)
    return { ticket: String(index), agreement: 'a', spans: joined([[from, until]]), isOver, promises }
  }),
)
const all: Interval = [0, 3000]
const cut = fc.uniqueArray(fc.integer({ min: 1, max: 2999 }), { maxLength: 5 }).map((cuts) => {
  const edges = [0, ...cuts.toSorted((a, b) => a - b), 3000]
  return edges.slice(1).map((until, index): Interval => [edges[index] ?? 0, until])
})

describe('tickets in hand', () => {
  it('are decided in one period at most, and in the whole of them exactly as in their parts', () =>
    fc.assert(
      fc.property(tickets, cut, (some, periods) => {
        const parts = periods.map((within) => ticketFacts(some, within))
        const whole = ticketFacts(some, all)
        const of = (facts: ReturnType<typeof ticketFacts>) => [
          ...facts.inTime,
          ...facts.late.map(({ ticket: id }) => id),
        ]
        const decided = parts.flatMap(of)
        expect(new Set(decided).size).toBe(decided.length)
        expect(decided.toSorted()).toEqual(of(whole).toSorted())
      }),
    ))

  it('run beyond their promises for as long in a year as in its months', () =>
    fc.assert(
      fc.property(tickets, cut, (some, periods) => {
        const sum = (within: Interval): number =>
          ticketFacts(some, within).beyond.reduce((total, { seconds }) => total + seconds, 0)
        expect(periods.reduce((total, one) => total + sum(one), 0)).toBeCloseTo(sum(all), 6)
      }),
    ))

  it('are in hand in each period that they reach into, and open at its end where they go on', () =>
    fc.assert(
      fc.property(tickets, cut, (some, periods) => {
        for (const within of periods) {
          const { handled, open, finished } = ticketFacts(some, within)
          expect(open.every((id) => handled.includes(id))).toBe(true)
          expect(open.some((id) => finished.some(({ ticket: done }) => done === id))).toBe(false)
        }
      }),
    ))

  it('count once under two contracts, and are in time only if both were kept', () => {
    const twice = [
      { used: 5, agreement: 'a' },
      { used: 15, agreement: 'b' },
    ].map(
      ({ used, agreement }): InHand => ({
        ...{ ticket: 'one', agreement, spans: [[0, used]], isOver: true },
        promises: [promise(0, { promised: 10, used, isEnded: true })],
      }),
    )
    const { handled, inTime, late } = ticketFacts(twice, all)
    expect({ handled, inTime, late }).toEqual({
      handled: ['one'],
      inTime: [],
      late: [{ ticket: 'one', seconds: 0.005 }],
    })
  })
})

describe('the middle', () => {
  it('is between the two in the middle, and nothing of nothing', () =>
    expect([medianOf([3, 1, 2]), medianOf([4, 1, 2, 3]), medianOf([])]).toEqual([2, 2.5, null]))
})

describe('what is expected', () => {
  const always = { from: null, to: null }
  it('comes to the yearly amount in each year, and falls by the day', () => {
    expect(expectedIn(366_00, { from: '2028-01-01', to: '2028-12-31' }, always)).toBe(366_00)
    expect(expectedIn(366_00, { from: '2028-02-01', to: '2028-02-29' }, always)).toBe(29_00)
    expect(expectedIn(365_00, { from: '2026-02-01', to: '2026-02-28' }, always)).toBe(28_00)
    expect(expectedIn(365_00, { from: '2026-12-31', to: '2027-01-01' }, always)).toBe(2_00)
  })
  it('is nothing before it is bought, or after', () => {
    const days = { from: '2026-02-01', to: '2026-02-28' }
    expect(expectedIn(365_00, days, { from: '2026-02-21', to: null })).toBe(8_00)
    expect(expectedIn(365_00, days, { from: null, to: '2026-01-31' })).toBe(0)
    expect(expectedIn(365_00, days, { from: '2026-03-01', to: null })).toBe(0)
  })
})
