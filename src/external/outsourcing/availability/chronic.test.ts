import { describe, expect, it } from 'vitest'
import { at, outage, termsOf } from '../../../../test/kit/availability.ts'
import { measure } from './availability.ts'
import { type ChronicTerms, refund, terminationRights } from './chronic.ts'

const twoOfThree: ChronicTerms = { failures: 2, of: 3, below: '99.9', needsNotice: false }

/** A year in which these months failed, by their numbers. */
function yearOf(failed: readonly number[], asOf = at('2027-02-01T00:00Z')) {
  const outages = failed.map((month) => outage(Date.UTC(2026, month - 1, 3), 120))
  const window = [at('2026-01-01T00:00Z'), at('2027-01-01T00:00Z')] as const
  return measure({ terms: termsOf(), outages, window, asOf }).periods
}
const rights = (failed: readonly number[], terms = twoOfThree, told?: readonly string[]) =>
  terminationRights(terms, yearOf(failed), told === undefined ? undefined : new Set(told)).map(
    ({ period, failed: rests }) => [period.first.slice(5, 7), rests.map(({ first }) => first.slice(5, 7))],
  )

describe('chronic failure', () => {
  it('is two of any three months in a row, with the second one', () => {
    expect(rights([3, 5])).toEqual([['05', ['03', '05']]])
    expect(rights([3, 4])).toEqual([['04', ['03', '04']]])
    expect(rights([3, 6, 9, 12])).toEqual([])
    expect(rights([1, 2])).toEqual([['02', ['01', '02']]])
  })

  it('arises anew with each failure that makes enough', () => {
    expect(rights([3, 4, 6])).toEqual([
      ['04', ['03', '04']],
      ['06', ['04', '06']],
    ])
    const inARow: ChronicTerms = { ...twoOfThree, failures: 3, of: 3 }
    expect(rights([3, 4, 5, 6], inARow)).toEqual([
      ['05', ['03', '04', '05']],
      ['06', ['04', '05', '06']],
    ])
  })

  it('counts only failures of which the supplier was told in time, where the contract says so', () => {
    const terms = { ...twoOfThree, needsNotice: true }
    expect(rights([3, 5], terms)).toEqual([])
    expect(rights([3, 5], terms, ['2026-05-01'])).toEqual([])
    expect(rights([3, 5], terms, ['2026-03-01', '2026-05-01'])).toEqual([['05', ['03', '05']]])
  })

  it('may begin lower than the promise', () => {
    expect(rights([3, 4], { ...twoOfThree, below: '99.5' })).toEqual([])
  })

  it('is none of a month that isn’t over', () => {
    const periods = yearOf([3, 4], at('2026-04-20T00:00Z'))
    expect(periods.at(-1)?.isFinal).toBe(false)
    expect(terminationRights(twoOfThree, periods)).toEqual([])
  })
})

describe('what was paid ahead', () => {
  const year = { fee: 1_200_000, first: '2026-01-16', last: '2027-01-15' }

  it('comes back for the days that are left', () => {
    // 280 of 365 days are left from 11 April on.
    expect(refund({ ...year, usedUntil: '2026-04-10' })).toBe(920_548)
    expect(refund({ ...year, usedUntil: '2027-01-15' })).toBe(0)
    expect(refund({ ...year, usedUntil: '2027-03-01' })).toBe(0)
    expect(refund({ ...year, usedUntil: '2025-12-31' })).toBe(1_200_000)
  })
})
