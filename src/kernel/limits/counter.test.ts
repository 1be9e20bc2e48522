import fc from 'fast-check'
import { expect, test } from 'vitest'
import { count, type Counter, secondsLeft, shareOf } from './counter.ts'

/** Several processes over one table; each tells the others when it must, or when `tells` says so. */
function run({
  processes,
  limit,
  requests,
}: {
  processes: number
  limit: number
  requests: readonly (readonly [at: number, tells: boolean])[]
}): number {
  let table = 0
  const counters = Array.from({ length: processes }, (): Counter => ({ minute: 0, settled: 0, pending: 0 }))
  const tell = (counter: Counter): void => {
    table += counter.pending
    counter.settled = table
    counter.pending = 0
  }
  let passed = 0
  for (const [at, tells] of requests) {
    const counter = counters[at % processes]
    if (!counter) continue
    const verdict = count(counter, limit)
    if (verdict === 'ask') tell(counter)
    if (verdict === 'go' || (verdict === 'ask' && counter.settled <= limit)) passed++
    if (tells) tell(counter)
  }
  return passed
}

const requests = fc.array(fc.tuple(fc.nat({ max: 7 }), fc.boolean()), { minLength: 0, maxLength: 600 })

test('one process lets through exactly the limit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), requests, (limit, sent) => {
      expect(run({ processes: 1, limit, requests: sent })).toBe(Math.min(limit, sent.length))
    }),
  )
})

test('several let through no more than a tenth each beyond it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 8 }),
      fc.integer({ min: 1, max: 200 }),
      requests,
      (processes, limit, sent) => {
        const passed = run({ processes, limit, requests: sent })
        expect(passed).toBeLessThanOrEqual(limit + (processes - 1) * (shareOf(limit) - 1))
        expect(passed).toBeGreaterThanOrEqual(Math.min(limit, sent.length) - processes * shareOf(limit))
      },
    ),
  )
})

test('far from the limit nobody is asked but once in a tenth of it', () => {
  const counter: Counter = { minute: 0, settled: 0, pending: 0 }
  const verdicts = Array.from({ length: 99 }, () => count(counter, 1000))
  expect(new Set(verdicts)).toEqual(new Set(['go']))
  expect(count(counter, 1000)).toBe('ask')
})

test('a minute ends in whole seconds, and never in none', () => {
  expect(secondsLeft(new Date('2026-03-01T12:00:00.000Z'))).toBe(60)
  expect(secondsLeft(new Date('2026-03-01T12:00:59.990Z'))).toBe(1)
})
