import { describe, expect, it } from 'vitest'
import { promiseOf } from '../../../../test/kit/promise.ts'
import { chronicOf, creditTermsOf, problemsOfPromise, readTiers, termStart, termsOf } from './promise-terms.ts'

const around = { hours: null, windows: null }

describe('a promise as it is written down', () => {
  it('is read into the terms by which availability is measured', () => {
    expect(
      termsOf(
        promiseOf({ notice: 172_800, allowance: 36_000, counts: 'parts', parts: 'web 3\n- order desk: 2' }),
        around,
      ),
    ).toMatchObject({
      ...{ timeZone: 'Europe/Berlin', measuring: { each: 'month' }, holds: { from: '2026-01-01', until: null } },
      counts: { is: 'parts', weights: { web: 3, 'order desk': 2 } },
      maintenance: { noticeHours: 48, allowance: 600, windows: null },
    })
    expect(termsOf(promiseOf({ measuring: 'rolling_days', rollingOver: 30 }), around).measuring).toEqual({
      ...{ each: 'rolling', last: 30, unit: 'day' },
    })
    expect(termsOf(promiseOf({ maintenance: 'counts' }), around).maintenance).toBeNull()
  })

  it('is read into what is owed: tiers as contracts write them, caps of its own fees', () => {
    expect(creditTermsOf(promiseOf({ tiers: 'below 99.9: 10 %\n< 99 = 25', capOfTerm: '8.0000' }))).toMatchObject({
      ...{ target: '99.9', base: 'serviceFee', capOfPeriod: null, claim: { days: 30, after: 'period' } },
      tiers: [
        { below: '99.9', percent: '10' },
        { below: '99', percent: '25' },
      ],
      capOfTerm: { percent: '8', fees: 1_200_000 },
    })
    expect(chronicOf(promiseOf({ failures: 2, failuresOf: 3 }))).toEqual({
      ...{ failures: 2, of: 3, below: '99.9', needsNotice: false },
    })
    expect(chronicOf(promiseOf({}))).toBeNull()
  })

  it('is refused at the field that is wrong, with what to do', () => {
    expect(problemsOfPromise(promiseOf({ tiers: 'ten percent' }))).toEqual([
      { field: 'tiers', says: '“ten percent” can’t be read. Write one tier on each line: below 99.9: 10 %' },
    ])
    expect(problemsOfPromise(promiseOf({ tiers: 'below 99.95: 10 %' }))).toEqual([
      { field: 'tiers', says: 'Below 99.95 % would be owed although 99.9 % was kept.' },
    ])
    expect(problemsOfPromise(promiseOf({ timeZone: 'Berlin' }))).toMatchObject([{ field: 'timeZone' }])
    expect(problemsOfPromise(promiseOf({ holdsUntil: '2025-12-31' }))).toMatchObject([{ field: 'holdsUntil' }])
    expect(problemsOfPromise(promiseOf({ monthlyFee: null }))).toMatchObject([{ field: 'monthlyFee' }])
    expect(problemsOfPromise(promiseOf({ failures: 4, failuresOf: 3 }))).toMatchObject([{ field: 'failures' }])
    expect(problemsOfPromise(promiseOf({ failures: 4 }))).toMatchObject([{ field: 'failuresOf' }])
    expect(problemsOfPromise(promiseOf({ counts: 'users' }))).toMatchObject([{ field: 'users' }])
    expect(problemsOfPromise(promiseOf({ measuring: 'rolling_months' }))).toMatchObject([{ field: 'rollingOver' }])
    expect(problemsOfPromise(promiseOf({}))).toEqual([])
  })

  it('knows in which term a day lies, each as long as the first', () => {
    const says = { holdsFrom: '2024-03-15', termMonths: 12 }
    expect(termStart(says, '2024-03-15')).toBe('2024-03-15')
    expect(termStart(says, '2026-03-14')).toBe('2025-03-15')
    expect(termStart(says, '2026-03-15')).toBe('2026-03-15')
  })

  it('reads tiers line by line, and says which line it can’t', () => {
    expect(readTiers(null)).toEqual({ read: [], wrong: null })
    expect(readTiers('99.9 → 5 %\nmaybe').wrong).toBe('maybe')
  })
})
