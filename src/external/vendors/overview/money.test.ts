import { expect, it } from 'vitest'
import { sumsOf } from './money.ts'

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
