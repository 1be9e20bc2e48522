import { expect, it } from 'vitest'
import { amountsText } from './amounts.ts'

it('sets currencies side by side, which are never added up', () => {
  expect(
    amountsText([
      { amount: '1.00', currency: 'EUR' },
      { amount: '2.00', currency: 'USD' },
      { amount: '3', currency: 'JPY' },
    ]),
  ).toBe('€1, $2 and ¥3')
})
