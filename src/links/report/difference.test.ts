import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measuredFacts } from '../../external/vendors/index.ts'
import { differenceOf } from './difference.ts'

describe('a vendor’s figure beside ours', () => {
  it('is told by how much it differs, and marked beyond what counting differently makes', () => {
    expect(differenceOf('availability', '99.775684', '99.95')).toEqual({
      says: 'They say 0.174316 points more.',
      isBeyond: true,
    })
    expect(differenceOf('availability', '99.95', '99.96')).toEqual({
      says: 'They say 0.01 points more, which is within what counting differently makes.',
      isBeyond: false,
    })
    expect(differenceOf('breach_minutes', '210', '0')).toEqual({ says: 'They say 210 min less.', isBeyond: true })
    expect(differenceOf('tickets', '3', '2')).toEqual({ says: 'They say 1 less.', isBeyond: true })
  })

  it('is the same however it is written, and nothing where one isn’t known', () => {
    expect(differenceOf('cost', '100.000000', '100')?.says).toBe('They say the same.')
    expect(differenceOf('cost', null, '100')).toBeNull()
    expect(differenceOf('cost', '100', null)).toBeNull()
  })

  it('is beyond for both sides alike', () => {
    const figure = fc.integer({ min: 0, max: 100_000_000 }).map((millionths) => String(millionths / 1e6))
    fc.assert(
      fc.property(fc.constantFrom(...measuredFacts), figure, figure, (fact, ours, theirs) => {
        const [one, other] = [differenceOf(fact, ours, theirs), differenceOf(fact, theirs, ours)]
        expect(one?.isBeyond).toBe(other?.isBeyond)
        expect(one?.says.replace('more', 'less')).toBe(other?.says.replace('more', 'less'))
      }),
    )
  })
})
