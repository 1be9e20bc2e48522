import { describe, expect, it } from 'vitest'
import { addBusinessDays, isBusinessDay, shiftDay } from './business-day.ts'
import type { Calendar, Span } from './calendar.ts'

const open: readonly Span[] = [[540, 1020]]
const office: Calendar = {
  timeZone: 'Europe/Berlin',
  hours: [open, open, open, open, open, [], []],
  holidays: new Set(['2026-12-25', '2027-01-01']),
  exceptions: new Map([['2026-12-31', []]]),
}
const never: Calendar = { ...office, hours: [[], [], [], [], [], [], []], exceptions: new Map() }

describe('business days', () => {
  it('are those on which anything opens', () => {
    expect(['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-31'].map((day) => isBusinessDay(office, day))).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  it('take in what falls on a closed day, after it, before it, or not at all', () => {
    expect(shiftDay(office, '2026-12-25', 'keep')).toBe('2026-12-25')
    expect(shiftDay(office, '2026-12-25', 'next')).toBe('2026-12-28')
    expect(shiftDay(office, '2026-12-25', 'previous')).toBe('2026-12-24')
    expect(shiftDay(office, '2026-12-25', 'skip')).toBeNull()
    expect(shiftDay(office, '2026-12-24', 'skip')).toBe('2026-12-24')
    expect(shiftDay(never, '2026-12-24', 'next')).toBeNull()
  })

  it('are counted in both directions', () => {
    expect(addBusinessDays(office, '2026-12-24', 2)).toBe('2026-12-29')
    expect(addBusinessDays(office, '2027-01-04', -1)).toBe('2026-12-30')
    expect(addBusinessDays(office, '2026-12-26', 0)).toBe('2026-12-26')
    expect(addBusinessDays(never, '2026-12-24', 1)).toBeNull()
  })
})
