import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeOf, contributions, type Movement } from './decompose.ts'

const part = fc.nat(500).chain((of) => fc.record({ value: fc.nat(of), of: fc.constant(of) }))
const movements = fc.array(fc.record({ key: fc.nat(), before: part, now: part }), { minLength: 1, maxLength: 20 })

describe('why a share moved', () => {
  it('is told in parts that sum to the whole change', () => {
    fc.assert(
      fc.property(movements, (all) => {
        const change = changeOf(all)
        const parts = contributions(all)
        if (change === null) expect(parts).toEqual([])
        else expect(parts.reduce((sum, { total }) => sum + total, 0)).toBeCloseTo(change, 9)
      }),
    )
  })

  it('is nothing where nothing moved', () => {
    fc.assert(
      fc.property(movements, (all) => {
        const still = all.map((one) => ({ ...one, now: one.before }))
        for (const { total } of contributions(still)) expect(total).toBeCloseTo(0, 12)
      }),
    )
  })

  it('names the team that did worse, not the one that stayed as it was', () => {
    const [first, second] = contributions<string>([
      { key: 'network', before: { value: 95, of: 100 }, now: { value: 60, of: 100 } },
      { key: 'desk', before: { value: 95, of: 100 }, now: { value: 95, of: 100 } },
    ])
    expect(first?.key).toBe('network')
    expect(first?.byMix).toBeCloseTo(0)
    expect(first?.total).toBeCloseTo(-0.175)
    expect(second?.total).toBeCloseTo(0)
  })

  it('names the weak team that got more of the work, though no team did worse (Simpson’s paradox)', () => {
    const all: readonly Movement<string>[] = [
      { key: 'weak', before: { value: 10, of: 20 }, now: { value: 40, of: 80 } },
      { key: 'strong', before: { value: 80, of: 80 }, now: { value: 20, of: 20 } },
    ]
    expect(changeOf(all)).toBeCloseTo(-0.3)
    for (const { byRate, byMix } of contributions(all)) {
      expect(byRate).toBe(0)
      expect(byMix).toBeLessThan(0)
    }
  })
})
