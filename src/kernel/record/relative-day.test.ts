import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addSpan, relativeDay } from './relative-day.ts'

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('relative days', () => {
  test('words', () => {
    const today = '2026-11-23' // a Monday
    expect(relativeDay('today', today)).toBe('2026-11-23')
    expect(relativeDay('today-30d', today)).toBe('2026-10-24')
    expect(relativeDay('today+2w', today)).toBe('2026-12-07')
    expect(relativeDay('weekStart', '2026-11-29')).toBe('2026-11-23')
    expect(relativeDay('monthStart+1m', today)).toBe('2026-12-01')
    expect(relativeDay('quarterStart', today)).toBe('2026-10-01')
    expect(relativeDay('yearStart-1y', today)).toBe('2025-01-01')
    for (const no of ['tomorrow', 'today+', 'today+1x', '2026-01-01', '']) expect(relativeDay(no, today), no).toBe(null)
  })
  test('the end of a shorter month stays the end', () => {
    expect(addSpan('2026-01-31', '1m')).toBe('2026-02-28')
    expect(addSpan('2024-02-29', '1y')).toBe('2025-02-28')
    expect(addSpan('2026-03-31', '1m', -1)).toBe('2026-02-28')
  })
  test('days there and back, and later spans lie later', () => {
    fc.assert(
      fc.property(day, fc.nat(20_000), (from, days) => {
        const there = addSpan(from, `${days}d`) ?? ''
        expect(addSpan(there, `${days}d`, -1)).toBe(from)
        expect(there >= from).toBe(true)
      }),
    )
  })
})
