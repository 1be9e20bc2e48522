import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at, termsOf } from '../../../../test/kit/availability.ts'
import type { RequestCount } from '../availability/facts.ts'
import { periodsOf } from '../availability/periods.ts'
import { explainMissing, knownTime, sayMissing } from './known-time.ts'

const day = 86_400_000
const terms = termsOf({ timeZone: 'UTC', counts: { is: 'requests', by: 'all' } })
const window = [at('2026-09-01T00:00Z'), at('2026-10-01T00:00Z')] as const
const [period] = periodsOf(terms, window)
if (!period) throw new Error('There is no September.')
const count = (from: number, to: number): RequestCount => ({ from, to, total: 10, failed: 0 })
const whole = (n: number): RequestCount => count(window[0] + n * day, window[0] + (n + 1) * day)
const september = (services: readonly (readonly RequestCount[])[], asOf = window[1] as number) =>
  knownTime({ terms, measured: { period }, services, asOf })
const all = Array.from({ length: 30 }, (_, n) => whole(n))

describe('for which days requests are counted', () => {
  it('says nothing where all are', () => {
    expect(sayMissing(september([all]))).toBeNull()
    expect(explainMissing(september([all]))).toEqual([])
  })

  it('names days without counts, and those with some: unknown, not 100 %', () => {
    const counts = all.filter((_, n) => n !== 3 && n !== 4 && n !== 20)
    expect(explainMissing(september([counts]))).toEqual([
      'No counts for 3 of 30 days (4 to 5 September 2026; 21 September 2026): unknown, not 100 %.',
    ])
    const half = [...all.slice(1), count(window[0], window[0] + day / 2)]
    expect(explainMissing(september([half]))).toEqual([
      'Counts for a part only of 1 of 30 days (1 September 2026): unknown, not 100 %.',
    ])
    expect(sayMissing(september([[]]))).toBe('no counts for 30 of 30 days')
  })

  it('takes a day as known once it is for every service', () => {
    expect(sayMissing(september([all, all.slice(0, 29)]))).toBe('counts for a part only of 1 of 30 days')
  })

  it('counts days that have begun, and of these what has passed', () => {
    expect(sayMissing(september([all.slice(0, 10)], window[0] + 10 * day))).toBeNull()
    expect(sayMissing(september([all.slice(0, 9)], window[0] + 9.5 * day))).toBe('no counts for 1 of 10 days')
  })

  it('counts days by the contract’s clocks, a day of 23 hours as well', () => {
    const berlin = termsOf({ counts: { is: 'requests', by: 'all' } })
    const [march] = periodsOf(berlin, [at('2026-03-10T00:00Z'), at('2026-03-20T00:00Z')])
    if (!march) throw new Error('There is no March.')
    const services = [[count(...march.span)]]
    expect(knownTime({ terms: berlin, measured: { period: march }, services, asOf: march.span[1] })).toEqual({
      ...{ days: 31, without: [], inPart: [] },
    })
  })

  it('adds up, and more counts make nothing less known', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(29 * 24), fc.integer({ min: 1, max: 24 })), { maxLength: 40 }), (spans) => {
        const counts = spans.map(([from, hours]) =>
          count(window[0] + from * 3_600_000, window[0] + (from + hours) * 3_600_000),
        )
        const known = september([counts])
        const more = september([[...counts, whole(7)]])
        expect(known.without.length + known.inPart.length).toBeLessThanOrEqual(known.days)
        expect(known.without.filter((one) => known.inPart.includes(one))).toEqual([])
        const missing = [...known.without, ...known.inPart]
        expect([...more.without, ...more.inPart].every((one) => missing.includes(one))).toBe(true)
        expect([...more.without, ...more.inPart]).not.toContain('2026-09-08')
      }),
    ))
})
