import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { periodAt, periodOf, problemOfPeriod, shiftPeriod } from './period.ts'

describe('the period of a value', () => {
  it('is a month, a quarter, a half year or a year, up to the first day of the next', () => {
    expect(periodOf('2026-02')).toEqual({ cadence: 'monthly', from: '2026-02-01', until: '2026-03-01' })
    expect(periodOf('2026-Q4')).toEqual({ cadence: 'quarterly', from: '2026-10-01', until: '2027-01-01' })
    expect(periodOf('2026-H1')).toEqual({ cadence: 'half_yearly', from: '2026-01-01', until: '2026-07-01' })
    expect(periodOf('2026')).toEqual({ cadence: 'yearly', from: '2026-01-01', until: '2027-01-01' })
  })

  it('is refused in words where it is none', () => {
    for (const text of [
      '2026-13',
      '2026-00',
      '2026-9',
      '2026-Q5',
      '2026-Q0',
      '2026-H3',
      '2026-Q01',
      '26',
      'now',
      '2026-',
    ])
      expect(problemOfPeriod(text)?.says).toBe(`'${text}' is no period. Write 2026-09, 2026-Q3, 2026-H2 or 2026.`)
  })

  const day = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const cadence = fc.constantFrom('monthly', 'quarterly', 'half_yearly', 'yearly')

  it('holds the day that it was found by', () =>
    fc.assert(
      fc.property(day, cadence, (at, how) => {
        const period = periodOf(periodAt(at, how))
        expect(period?.cadence).toBe(how)
        expect(period && period.from <= at && at < period.until).toBe(true)
      }),
    ))

  it('is followed by the next without a gap, and found again by going back', () =>
    fc.assert(
      fc.property(day, cadence, fc.integer({ min: -60, max: 60 }), (at, how, count) => {
        const period = periodAt(at, how)
        expect(periodOf(shiftPeriod(period, 1))?.from).toBe(periodOf(period)?.until)
        expect(shiftPeriod(shiftPeriod(period, count), -count)).toBe(period)
      }),
    ))
})
