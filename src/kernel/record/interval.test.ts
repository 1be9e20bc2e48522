import fc from 'fast-check'
import { expect, it } from 'vitest'
import { intervalText, parseInterval, unitNamed } from './interval.ts'

it.each([
  [1, 'months', false, '1 month'],
  [3, 'months', false, '3 months'],
  [1, 'business_days', false, '1 business day'],
  [10, 'business_days', false, '10 business days'],
  [0, 'days', false, '0 days'],
  [1, 'months', true, 'every month'],
  [3, 'months', true, 'every 3 months'],
  [1, 'quarters', true, 'every quarter'],
  [2, 'years', true, 'every 2 years'],
] as const)('says %i %s (how often: %s) as %s', (count, unit, isRhythm, said) =>
  expect(intervalText(count, unit, isRhythm)).toBe(said),
)

it('knows units by their words in English, German and French', () => {
  expect(['Days', 'Tage', 'jours', 'Monate', 'mois', 'Years', 'Jahren', 'Quartale'].map(unitNamed)).toEqual([
    ...['days', 'days', 'days', 'months', 'months', 'years', 'years', 'quarters'],
  ])
  expect(['EUR', 'notice', '', 'Y/N'].map(unitNamed)).toEqual([null, null, null, null])
})

it('reads every length that it says, and no bare number or other word', () => {
  const units = fc.constantFrom('days', 'business_days', 'weeks', 'months', 'quarters', 'years')
  fc.assert(
    fc.property(fc.nat(9999), units, (count, unit) => {
      expect(parseInterval(intervalText(count, unit))).toEqual({ count: String(count), unit })
    }),
  )
  expect(['90', '3 Monate', '6 Wochen', '90d', 'three months', '12 EUR', '1.5 years'].map(parseInterval)).toEqual([
    ...[null, { count: '3', unit: 'months' }, { count: '6', unit: 'weeks' }, { count: '90', unit: 'days' }],
    ...[null, null, null],
  ])
})
