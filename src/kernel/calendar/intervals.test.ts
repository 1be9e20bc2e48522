import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Calendar } from './calendar.ts'
import { businessBetween } from './business-time.ts'
import { clipped, difference, type Interval, intersection, joined, lengthOf, openWithin, union } from './intervals.ts'

describe('intervals', () => {
  it('are one where they touch, since each ends just before its end', () => {
    expect(
      joined([
        [10, 20],
        [0, 10],
        [30, 40],
        [35, 38],
      ]),
    ).toEqual([
      [0, 20],
      [30, 40],
    ])
    expect(intersection([[0, 10]], [[10, 20]])).toEqual([])
  })

  it('are nothing when they are empty or reversed', () => {
    expect(
      joined([
        [5, 5],
        [9, 3],
      ]),
    ).toEqual([])
    expect(clipped([[0, 10]], [7, 7])).toEqual([])
  })

  it('are cut into what is left by what is taken out of them', () => {
    expect(
      difference(
        [[0, 100]],
        [
          [10, 20],
          [90, 120],
        ],
      ),
    ).toEqual([
      [0, 10],
      [20, 90],
    ])
    expect(
      difference(
        [
          [0, 10],
          [20, 30],
        ],
        [[5, 25]],
      ),
    ).toEqual([
      [0, 5],
      [25, 30],
    ])
    expect(difference([[0, 10]], [[0, 10]])).toEqual([])
  })
})

/** Moments are few, so that everything happens: touching, nesting, covering. */
const some = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })))
  .map((list) => list.map(([from, to]): Interval => [from, to]))
const sets = some.map(joined)
const moments = Array.from({ length: 42 }, (_, at) => at)
const has = (intervals: readonly Interval[], at: number): boolean =>
  intervals.some(([from, to]) => from <= at && at < to)

describe('any intervals', () => {
  it('hold each moment that the sets of moments hold', () => {
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [a, b] = [joined(one), joined(other)]
        for (const at of moments) {
          const [inOne, inOther] = [has(one, at), has(other, at)]
          expect(has(a, at)).toBe(inOne)
          expect(has(union(a, b), at)).toBe(inOne || inOther)
          expect(has(intersection(a, b), at)).toBe(inOne && inOther)
          expect(has(difference(a, b), at)).toBe(inOne && !inOther)
          expect(has(clipped(a, [7, 23]), at)).toBe(inOne && at >= 7 && at < 23)
        }
      }),
    )
  })

  it('are written in one way alone: in order, apart from each other, none empty', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        for (const set of [a, union(a, b), intersection(a, b), difference(a, b), clipped(a, [3, 30])]) {
          expect(joined(set)).toEqual(set)
          set.forEach(([from, to], index) => {
            expect(from).toBeLessThan(to)
            expect(from).toBeGreaterThan(set[index - 1]?.[1] ?? -1)
          })
        }
      }),
    )
  })

  it('are as long as their parts: what is in one, in the other, and in both', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        expect(lengthOf(union(a, b)) + lengthOf(intersection(a, b))).toBe(lengthOf(a) + lengthOf(b))
        expect(lengthOf(difference(a, b)) + lengthOf(intersection(a, b))).toBe(lengthOf(a))
      }),
    )
  })

  it('come to the same in whatever order they are joined', () => {
    fc.assert(
      fc.property(sets, sets, sets, (a, b, c) => {
        expect(union(union(a, b), c)).toEqual(union(a, union(c, b)))
        expect(difference(difference(a, b), c)).toEqual(difference(a, union(b, c)))
        expect(joined([...a, ...b, ...c].toReversed())).toEqual(union(union(a, b), c))
      }),
    )
  })
})

describe('what is open within a window', () => {
  const calendar: Calendar = {
    timeZone: 'Europe/Berlin',
    hours: Array.from({ length: 7 }, (_, day) => (day < 5 ? [[22 * 60, 6 * 60]] : [])),
    holidays: new Set(['2026-12-25']),
  }
  const days = { min: Date.UTC(2025, 11, 20) / 60_000, max: Date.UTC(2027, 0, 12) / 60_000 }
  const minute = fc.integer(days).map((minutes) => minutes * 60_000)

  it('is as long as the open time between its ends, over the turn of a year too', () => {
    fc.assert(
      fc.property(minute, minute, (one, other) => {
        const window = [Math.min(one, other), Math.max(one, other)] as const
        const open = openWithin(calendar, window)
        expect(joined(open)).toEqual(open)
        expect(lengthOf(open)).toBe(businessBetween(calendar, new Date(window[0]), new Date(window[1])) * 1000)
        expect(clipped(open, window)).toEqual(open)
      }),
    )
  })
})
