import { describe, expect, it } from 'vitest'
import { at, minute, outage, termsOf } from '../../../../test/kit/availability.ts'
import type { OutageFacts, RequestCount } from './facts.ts'
import { measureRequests } from './requests.ts'
import { sayPercent } from './share.ts'
import type { AvailabilityTerms } from './terms.ts'

const window = [at('2026-09-01T00:00Z'), at('2026-10-01T00:00Z')] as const

/** Five minutes with so many requests, of which so many failed. */
const stretch = (from: string, total: number, failed: number): RequestCount => ({
  ...{ from: at(from), to: at(from) + 5 * minute },
  ...{ total, failed },
})

function september(
  requests: readonly RequestCount[],
  over: Partial<AvailabilityTerms>,
  outages: readonly OutageFacts[] = [],
) {
  const terms = termsOf({ counts: { is: 'requests', by: 'all' }, ...over })
  const [measured] = measureRequests({ terms, requests, outages, window, asOf: at('2026-11-01T00:00Z') }).periods
  if (!measured) throw new Error('September is not measured.')
  return measured
}
const percent = (...given: Parameters<typeof september>): string | null => {
  const { availability } = september(...given)
  return availability && sayPercent(availability)
}
const averaged = { counts: { is: 'requests', by: 'rates' } } as const

describe('availability by requests', () => {
  const requests = [stretch('2026-09-03T10:00Z', 10, 1), stretch('2026-09-03T10:05Z', 990, 1)]

  it('is the share of all that did not fail', () => {
    expect(september(requests, {})).toMatchObject({ all: 1000n, down: 2n, availability: { part: 998n, of: 1000n } })
  })

  it('is another figure as the average of the shares of equal stretches', () => {
    // (1/10 + 1/990) ÷ 2 failed.
    expect(percent(requests, averaged)).toBe('94.9495')
  })

  it('averages stretches without requests as those in which none failed', () => {
    expect(percent([...requests, stretch('2026-09-03T10:10Z', 0, 0)], averaged)).toBe('96.6330')
  })

  it('averages thousands of different shares exactly', () => {
    const many = Array.from({ length: 8640 }, (_, n): RequestCount => {
      const from = window[0] + n * 5 * minute
      return { from, to: from + 5 * minute, total: 1000 + n, failed: n % 100 === 0 ? 1 : 0 }
    })
    const { availability } = september(many, averaged)
    const expected = many.reduce((sum, { total, failed }) => sum + failed / total, 0) / many.length
    expect(Number(((availability?.part ?? 0n) * 10n ** 15n) / (availability?.of ?? 1n)) / 1e15).toBeCloseTo(
      1 - expected,
      12,
    )
  })

  it('leaves out requests of excluded time, or takes them as if none had failed, as the contract says', () => {
    const excuse = [outage('2026-09-03T10:00Z', 5, { cause: 'customer' })]
    expect(september(requests, {}, excuse)).toMatchObject({ excluded: 10n, availability: { part: 989n, of: 990n } })
    expect(september(requests, { denominator: 'whole' }, excuse)).toMatchObject({
      availability: { part: 999n, of: 1000n },
    })
    // Not all of the stretch is excluded: it counts.
    const some = [outage('2026-09-03T10:01Z', 4, { cause: 'customer' })]
    expect(september(requests, {}, some)).toMatchObject({ excluded: 0n, down: 2n })
  })

  it('is none without a request', () => {
    expect(percent([], {})).toBeNull()
    expect(percent([], averaged)).toBeNull()
    expect(percent([stretch('2026-09-03T10:00Z', 0, 0)], {})).toBeNull()
  })

  it('counts each stretch in the month in which it begins, and none of another month', () => {
    const edges = [
      stretch('2026-08-31T23:55Z', 10, 10),
      stretch('2026-09-30T23:55Z', 10, 1),
      stretch('2026-10-01T00:00Z', 10, 10),
    ]
    expect(september(edges, {})).toMatchObject({ all: 10n, down: 1n })
  })
})
