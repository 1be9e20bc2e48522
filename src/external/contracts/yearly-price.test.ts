import { describe, expect, it } from 'vitest'
import { days, initial, lasting, months, rule, yearly } from '../../../test/kit/external/contract.ts'
import type { TermEvent, Uplift } from './terms.ts'
import { yearlyPrice } from './yearly-price.ts'

const on = (asOf: string, ...events: readonly TermEvent[]) => yearlyPrice({ events, asOf, lead: days(0) })
const eur = (minor: number) => ({ minor, currency: 'EUR' })

describe('what a contract comes to in a year', () => {
  it('is its price by month, quarter or year, however little of its term is left', () => {
    const contract = (per: 'month' | 'quarter' | 'year') =>
      initial('2025-01-01', {
        price: yearly(1000, { per }),
        rule: rule({ kind: 'fixed' }),
        until: lasting(24, 'months'),
      })
    expect(on('2026-12-30', contract('month'))).toEqual(eur(12_000))
    expect(on('2026-12-30', contract('quarter'))).toEqual(eur(4000))
    expect(on('2026-12-30', contract('year'))).toEqual(eur(1000))
  })

  it('is a part of what is paid for a term, by whole months where it has them', () => {
    const three = initial('2026-01-01', { price: yearly(30_000, { per: 'term' }), until: lasting(36, 'months') })
    expect(on('2026-06-01', three)).toEqual(eur(10_000))
    const odd = initial('2026-01-01', { price: yearly(10_000, { per: 'term' }), until: { endsOn: '2026-04-10' } })
    expect(on('2026-02-01', odd)).toEqual(eur(36_500))
  })

  it('is not known of what is paid once without an end, and of what has no price', () => {
    const once = initial('2026-01-01', {
      until: null,
      price: yearly(10_000, { per: 'term' }),
      rule: rule({ kind: 'evergreen', renewal: null }),
    })
    expect(on('2026-06-01', once)).toBeNull()
    expect(on('2026-06-01', initial('2026-01-01', { price: null }))).toBeNull()
    expect(on('2026-06-01')).toBeNull()
  })

  it('has gone up as was agreed, and begins with the first price', () => {
    const uplift: Uplift = { kind: 'percent', every: 'renewal', percent: '10' }
    const contract = initial('2025-01-01', { price: yearly(1000, { uplift }), until: { length: months(12) } })
    expect(on('2026-06-01', contract)).toEqual(eur(1100))
    const later = { ...contract, on: '2024-06-01' }
    expect(on('2024-07-01', later)).toEqual(eur(1000))
  })
})
