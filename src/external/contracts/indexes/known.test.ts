import { expect, it } from 'vitest'
import { days, initial, yearly } from '../../../../test/kit/external/contract.ts'
import type { Uplift } from '../terms.ts'
import { contractValue } from '../value.ts'

const eur = (minor: number) => [{ minor, currency: 'EUR' }]
const uplift: Uplift = { kind: 'index', every: 'renewal', index: 'HICP', lag: 0, cap: null, floor: '1' }
const of = (cap: string | null, indexes = {}) =>
  contractValue(
    {
      events: [initial('2026-01-01', { price: yearly(100_00, { uplift: { ...uplift, cap } }) })],
      ...{ asOf: '2026-06-01', lead: days(0), indexes },
    },
    { from: '2026-01-01', to: '2028-12-31' },
  )

it('what it costs is not known from the month on of which an index value is missing, unless a most is agreed', () => {
  expect(of(null)?.years.map(({ isKnown }) => isKnown)).toEqual([true, false, false])
  expect(of('5')?.years.map(({ amounts, isKnown }) => [amounts, isKnown])).toEqual([
    [eur(100_00), true],
    [eur(105_00), true],
    [eur(110_25), true],
  ])
  const value = of(null, { HICP: { '2026-01': '100', '2027-01': '102' } })
  expect(value?.years.map(({ isKnown }) => isKnown)).toEqual([true, true, false])
  expect(value?.missing).toEqual([{ on: '2028-01-01', index: 'HICP', months: ['2028-01'], cap: null }])
})
