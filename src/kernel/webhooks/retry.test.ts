import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meaningOf, pauseAfter, pauses, wishOf } from './retry.ts'

test('is tried ten times over about three days', () => {
  const total = (chance: number): number =>
    pauses.reduce((sum, _, at) => sum + (pauseAfter(at + 1, { chance }) ?? 0), 0)
  expect(pauses).toHaveLength(9)
  expect(total(0) / 3_600_000).toBeCloseTo(68.2, 0)
  expect(total(1) / 3_600_000).toBeCloseTo(90.7, 0)
  expect(pauseAfter(10, { chance: 0.5 })).toBeNull()
})

test('each pause is longer than the one before, however chance falls', () => {
  const chance = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), chance, chance, (attempts, one, other) => {
      expect(pauseAfter(attempts + 1, { chance: one }) ?? 0).toBeGreaterThan(
        pauseAfter(attempts, { chance: other }) ?? 0,
      )
    }),
  )
})

test('who asks for more time gets it, up to a day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(), (attempts, wish) => {
      const pause = pauseAfter(attempts, { chance: 0.5, wish }) ?? 0
      expect(pause).toBeGreaterThanOrEqual(Math.min(wish, 86_400_000))
      expect(pause).toBeLessThanOrEqual(Math.max(86_400_000 * 1.2, 0))
    }),
  )
  const now = new Date('2026-03-01T12:00:00Z')
  expect(wishOf('120', now)).toBe(120_000)
  expect(wishOf('Sun, 01 Mar 2026 12:01:00 GMT', now)).toBe(60_000)
  expect([wishOf('soon', now), wishOf(undefined, now)]).toEqual([undefined, undefined])
})

test('only 2xx has arrived, and only 410 ends it', () => {
  expect([200, 204, 299].map(meaningOf)).toEqual(['arrived', 'arrived', 'arrived'])
  expect([301, 400, 404, 429, 500].map(meaningOf)).toEqual(['again', 'again', 'again', 'again', 'again'])
  expect(meaningOf(410)).toBe('gone')
})
