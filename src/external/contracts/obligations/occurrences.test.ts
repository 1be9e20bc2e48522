import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alwaysOpen, type Calendar } from '../../../kernel/calendar/calendar.ts'
import { dueAfter, occurrenceAfter, rhythmUnits } from './occurrences.ts'

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const rhythm = fc.record({ count: fc.integer({ min: 1, max: 24 }), unit: fc.constantFrom(...rhythmUnits) })

describe('a schedule', () => {
  test('goes by the first day: the end of a month stays one', () => {
    const monthly = { count: 1, unit: 'months' } as const
    expect(occurrenceAfter('2026-01-31', monthly, '2026-01-31')).toBe('2026-02-28')
    expect(occurrenceAfter('2026-01-31', monthly, '2026-02-28')).toBe('2026-03-31')
    expect(occurrenceAfter('2024-02-29', { count: 1, unit: 'years' }, '2027-03-01')).toBe('2028-02-29')
    expect(occurrenceAfter('2026-01-31', monthly, '2025-06-01')).toBe('2026-01-31')
  })

  test('gives the first day after the one asked for, whatever the rhythm', () => {
    fc.assert(
      fc.property(day, day, rhythm, (first, after, every) => {
        const next = occurrenceAfter(first, every, after)
        expect(next > after || next === first).toBe(true)
        // There is no day of the schedule between.
        const before = occurrenceAfter(first, every, '2000-01-01')
        expect(before).toBe(first > '2000-01-01' ? first : before)
        if (next > first) expect(occurrenceAfter(first, every, occurrenceBefore(first, every, next))).toBe(next)
      }),
    )
  })
})

/** The day before a day of the schedule, which leads to it again. */
const occurrenceBefore = (_first: string, _every: unknown, next: string): string =>
  new Date(Date.parse(`${next}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

const weekdays: Calendar = { ...alwaysOpen, hours: alwaysOpen.hours.map((spans, day) => (day < 5 ? spans : [])) }

describe('what is owed within a time', () => {
  test('counts whole days of hours, and business days by the calendar', () => {
    expect(dueAfter('2026-03-27', { count: 4, unit: 'hours' }, weekdays)).toBe('2026-03-27')
    expect(dueAfter('2026-03-27', { count: 72, unit: 'hours' }, weekdays)).toBe('2026-03-30')
    expect(dueAfter('2026-03-27', { count: 1, unit: 'business_days' }, weekdays)).toBe('2026-03-30')
    expect(dueAfter('2026-03-27', { count: 1, unit: 'business_days' }, alwaysOpen)).toBe('2026-03-28')
    expect(dueAfter('2026-01-31', { count: 1, unit: 'months' }, weekdays)).toBe('2026-02-28')
    expect(dueAfter('2026-03-27', null, weekdays)).toBe('2026-03-27')
  })
})
