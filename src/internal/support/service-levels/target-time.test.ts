import { describe, expect, it } from 'vitest'
import { hour, office } from '../../../../test/kit/support/clock.ts'
import { alwaysOpen } from '../../../kernel/calendar/calendar.ts'
import { problemOfTargetTime, readTargetTime, sayTargetTime, secondsOf, workingDay } from './target-time.ts'

describe('the time of a promise', () => {
  it.each([
    ['30 min', 0, 1800],
    ['8 h', 0, 8 * hour],
    ['1:30', 0, 1.5 * hour],
    ['2 days', 2, 0],
    ['1 working day', 1, 0],
    ['1.5 days', 1.5, 0],
    ['1 day 4 h', 1, 4 * hour],
    ['2d', 2, 0],
  ])('is read from “%s”', (text, days, seconds) => {
    expect(readTargetTime(text)).toEqual({ days, seconds })
  })

  it.each(['', 'soon', '0 h', '-1 h', '2 weeks', '900 days', '99999 h', 'PT4H 3 x'])(
    'is refused as “%s”, with what to write',
    (text) => {
      expect(problemOfTargetTime(text)).toContain('Write 30 min, 8 h or 2 working days.')
    },
  )

  it('is said with what its days come to', () => {
    const said = [
      { days: 2, seconds: 0 },
      { days: 1, seconds: hour },
      { days: 0, seconds: 1800 },
    ]
    expect(said.map((time) => sayTargetTime(time, office))).toEqual([
      '2 working days (18 h)',
      '1 working day and 1 h (10 h)',
      '30 min',
    ])
  })

  it('takes a day to be a working day of the calendar that counts', () => {
    const short = { ...office, hours: office.hours.map((spans, day) => (day === 4 ? ([[540, 900]] as const) : spans)) }
    expect(secondsOf({ days: 2, seconds: 60 }, office)).toBe(18 * hour + 60)
    expect(workingDay(short)).toBe(9 * hour)
    expect(secondsOf({ days: 2, seconds: 0 }, alwaysOpen)).toBe(48 * hour)
    expect(workingDay({ ...office, hours: [[], [], [], [], [], [], []] })).toBe(24 * hour)
  })
})
