import { describe, expect, it } from 'vitest'
import { dayFrom, dayText, momentFrom } from './when.ts'

describe('days and moments', () => {
  it('writes a day out', () => {
    expect(dayText('2027-03-14')).toBe('14 Mar 2027')
  })

  it('tells how far a day is', () => {
    const today = '2026-11-23'
    expect(dayFrom('2026-11-23', today)).toBe('today')
    expect(dayFrom('2026-11-24', today)).toBe('tomorrow')
    expect(dayFrom('2026-11-20', today)).toBe('3 days ago')
    expect(dayFrom('2026-12-21', today)).toBe('in 4 weeks')
    expect(dayFrom('2027-03-14', today)).toBe('in 4 months')
    expect(dayFrom('2020-01-01', today)).toBe('7 years ago')
  })

  it('tells how far a moment is', () => {
    const now = new Date('2026-11-23T12:00:00Z')
    expect(momentFrom('2026-11-23T11:59:50Z', now)).toBe('just now')
    expect(momentFrom('2026-11-23T11:55:00Z', now)).toBe('5 minutes ago')
    expect(momentFrom('2026-11-23T09:00:00Z', now)).toBe('3 hours ago')
    expect(momentFrom('2026-11-13T12:00:00Z', now)).toBe('10 days ago')
  })
})
