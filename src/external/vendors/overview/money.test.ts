import { expect, it } from 'vitest'
import { differencesOf, sumsOf } from './money.ts'

it('adds amounts up to the cent by their currency, and converts none', () =>
  expect(
    sumsOf([
      { amount: '0.10', currency: 'EUR' },
      { amount: '0.20', currency: 'EUR' },
      null,
      { amount: '5', currency: 'JPY' },
    ]),
  ).toEqual([
    { amount: '5', currency: 'JPY' },
    { amount: '0.30', currency: 'EUR' },
  ]))

it('says by how much what was agreed differs from what is expected, currency by currency', () => {
  const eur = (amount: string) => ({ amount, currency: 'EUR' })
  expect(differencesOf([eur('100.00')], [eur('100.00')])).toEqual([])
  expect(differencesOf([eur('100.00')], [eur('99.10')])).toEqual([{ by: eur('0.90'), isMore: false }])
  expect(differencesOf([eur('100.00')], [{ amount: '7', currency: 'JPY' }])).toEqual([
    { by: { amount: '7', currency: 'JPY' }, isMore: true },
    { by: eur('100.00'), isMore: false },
  ])
})
