import { describe, expect, it } from 'vitest'
import type { Agreed } from './contribution.ts'
import { costsOf } from './costs.ts'

const eur = (amount: string) => ({ amount, currency: 'EUR' })
const agreed = (...prices: Agreed['prices']): Agreed => ({
  ...{ contracts: prices.length, prices, bound: null, unbound: 0, notice: null },
})

describe('what a vendor costs a year', () => {
  it('is what is expected of its engagements alone, where nothing was agreed', () =>
    expect(costsOf([{ id: 'a', expected: eur('5.00') }], null)).toEqual({ expected: [eur('5.00')], agreed: null }))

  it('holds what contracts say against what is expected of the same engagements', () => {
    const engagements = [
      { id: 'a', expected: eur('100.00') },
      { id: 'b', expected: eur('40.00') },
      { id: 'c', expected: null },
    ]
    const prices = [
      { engagement: 'a', perYear: eur('70.00') },
      { engagement: 'a', perYear: eur('50.00') },
      { engagement: 'c', perYear: eur('9.00') },
      { engagement: 'c', perYear: null },
    ]
    expect(costsOf(engagements, agreed(...prices))).toEqual({
      expected: [eur('140.00')],
      agreed: {
        ...{ contracts: 4, perYear: [eur('129.00')], unpriced: 1 },
        // Of 'c' nothing is expected, so that there is nothing to differ from.
        differs: [{ by: eur('20.00'), isMore: true }],
        uncovered: { count: 1, expected: [eur('40.00')] },
      },
    })
  })
})
