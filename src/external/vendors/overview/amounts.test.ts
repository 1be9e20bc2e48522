import { expect, it } from 'vitest'
import { amountsText, amountText } from './amounts.ts'

it('shows cents where there are some, and currencies side by side', () => {
  expect(amountText({ amount: '508000.00', currency: 'EUR' })).toBe('€508,000')
  expect(amountText({ amount: '508000.50', currency: 'EUR' })).toBe('€508,000.50')
  expect(amountText({ amount: '700', currency: 'JPY' })).toBe('¥700')
  expect(
    amountsText([
      { amount: '1.00', currency: 'EUR' },
      { amount: '2.00', currency: 'USD' },
      { amount: '3', currency: 'JPY' },
    ]),
  ).toBe('€1, $2 and ¥3')
})
