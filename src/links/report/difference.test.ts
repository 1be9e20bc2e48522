import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factWords, measuredFacts } from '../../external/vendors/index.ts'
import { differenceOf } from './difference.ts'

const usual = (fact: (typeof measuredFacts)[number], ours: string | null, theirs: string | null) =>
  differenceOf(fact, { ours, theirs, tolerance: factWords[fact].tolerance })

describe('a vendor’s figure beside ours', () => {
  it('is told by how much it differs and how much is let pass, and marked beyond that', () => {
    expect(usual('availability', '99.775684', '99.95')).toEqual({
      says: 'They say 0.174316 points more, beyond the 0.01 points that counting differently makes.',
      isBeyond: true,
    })
    expect(usual('availability', '99.95', '99.96')).toEqual({
      says: 'They say 0.01 points more, within the 0.01 points that counting differently makes.',
      isBeyond: false,
    })
    expect(usual('breach_minutes', '210', '0')).toEqual({
      says: 'They say 210 min less, beyond the 15 min that counting differently makes.',
      isBeyond: true,
    })
    expect(usual('cost', '100', '102')?.says).toBe(
      'They say 2 points more, beyond the 1 point that counting differently makes.',
    )
    expect(usual('tickets', '3', '2')).toEqual({ says: 'They say 1 less, where none is let pass.', isBeyond: true })
  })

  it('is judged by what is set, not by what is usual', () => {
    expect(differenceOf('availability', { ours: '99.7', theirs: '99.9', tolerance: '0.200000' })).toEqual({
      says: 'They say 0.2 points more, within the 0.2 points that counting differently makes.',
      isBeyond: false,
    })
  })

  it('is the same however it is written, and nothing where one isn’t known', () => {
    expect(usual('cost', '100.000000', '100')?.says).toBe('They say the same.')
    expect(usual('cost', null, '100')).toBeNull()
    expect(usual('cost', '100', null)).toBeNull()
  })

  it('is beyond for both sides alike, and never when more is let pass', () => {
    const figure = fc.integer({ min: 0, max: 100_000_000 }).map((millionths) => String(millionths / 1e6))
    fc.assert(
      fc.property(fc.constantFrom(...measuredFacts), figure, figure, figure, (fact, ours, theirs, tolerance) => {
        const one = differenceOf(fact, { ours, theirs, tolerance })
        const other = differenceOf(fact, { ours: theirs, theirs: ours, tolerance })
        expect(one?.isBeyond).toBe(other?.isBeyond)
        expect(one?.says.replace(' more', ' less')).toBe(other?.says.replace(' more', ' less'))
        const wider = differenceOf(fact, { ours, theirs, tolerance: String(Number(tolerance) + 1) })
        expect(one?.isBeyond || !wider?.isBeyond).toBe(true)
      }),
    )
  })
})
