import { expect, it } from 'vitest'
import { days, initial, yearly } from '../../../../test/kit/external/contract.ts'
import type { Uplift } from '../terms.ts'
import { costOn } from '../cost-on.ts'
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

it('says of days which index value is missing for them and from when on, and what is counted in its place', () => {
  const cost = (cap: string | null, year: number, indexes = {}) =>
    costOn(
      {
        events: [initial('2026-01-01', { price: yearly(100_00, { uplift: { ...uplift, cap } }) })],
        ...{ asOf: '2026-06-01', lead: days(0), indexes },
      },
      { from: `${year}-01-01`, to: `${year}-12-31` },
    )
  expect(cost(null, 2026)).toEqual({ amounts: eur(100_00), isKnown: true, unsure: [] })
  expect(cost('5', 2027)).toEqual({
    ...{ amounts: eur(105_00), isKnown: true },
    unsure: [
      'On 1 January 2027 its price follows HICP, and no value of it is kept for January 2026 and January 2027: it is counted with the most that it may rise by, 5 %.',
    ],
  })
  const known = { HICP: { '2026-01': '100', '2027-01': '102' } }
  expect(cost(null, 2027, known)).toEqual({ amounts: eur(102_00), isKnown: true, unsure: [] })
  expect(cost(null, 2028, known)?.isKnown).toBe(false)
  expect(cost(null, 2028, known)?.unsure).toEqual([
    'On 1 January 2028 its price follows HICP, and no value of it is kept for January 2028: what it costs from then on isn’t known.',
  ])
  // What was missing for an earlier rise stays in the price.
  expect(cost('5', 2028, { HICP: { '2027-01': '102', '2028-01': '104' } })?.unsure).toHaveLength(1)
  expect(cost('5', 2025)).toBeNull()
})
