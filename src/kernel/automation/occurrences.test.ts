import { describe, expect, it } from 'vitest'
import type { Calendar, Span } from '../calendar/calendar.ts'
import { occurrencesOf, type Schedule } from './occurrences.ts'
import { problemOfRecurrence } from './recurrence.ts'

const open: readonly Span[] = [[540, 1080]]
const office: Calendar = {
  timeZone: 'Europe/Berlin',
  hours: [open, open, open, open, open, [], []],
  holidays: new Set(['2026-04-06', '2026-05-01', '2026-12-25']),
}
const schedule = (over: Partial<Schedule>): Schedule => ({
  recurrence: 'FREQ=DAILY',
  startsAt: '2026-01-01T07:00:00.000Z',
  timeZone: 'Europe/Berlin',
  shift: 'keep',
  calendar: null,
  ...over,
})
const days = (given: Partial<Schedule>, from: string, until: string): readonly string[] =>
  occurrencesOf(schedule(given), new Date(from), new Date(until)).map((at) => at.toISOString())

describe('what recurs', () => {
  it('GLPI #23519: on the first Monday of each month, at the same hour in summer and winter', () => {
    expect(days({ recurrence: 'FREQ=MONTHLY;BYDAY=1MO' }, '2026-03-01T00:00:00Z', '2026-05-31T00:00:00Z')).toEqual([
      '2026-03-02T07:00:00.000Z',
      '2026-04-06T06:00:00.000Z',
      '2026-05-04T06:00:00.000Z',
    ])
  })

  it('GLPI #21821: on day 10 of each month', () => {
    expect(days({ recurrence: 'FREQ=MONTHLY;BYMONTHDAY=10' }, '2026-01-01T00:00:00Z', '2026-03-31T00:00:00Z')).toEqual([
      '2026-01-10T07:00:00.000Z',
      '2026-02-10T07:00:00.000Z',
      '2026-03-10T07:00:00.000Z',
    ])
  })

  it('GLPI #18703: moves off closed days, to the next open day or the one before, or is left out', () => {
    const first = { recurrence: 'FREQ=MONTHLY;BYDAY=1MO', calendar: office }
    const april = ['2026-04-01T00:00:00Z', '2026-04-30T00:00:00Z'] as const
    expect(days({ ...first, shift: 'next' }, ...april)).toEqual(['2026-04-07T06:00:00.000Z'])
    expect(days({ ...first, shift: 'previous' }, ...april)).toEqual(['2026-04-03T06:00:00.000Z'])
    expect(days({ ...first, shift: 'skip' }, ...april)).toEqual([])
  })

  it('GLPI #6205 and #8168: happens once where several days move to the same one', () => {
    const daily = { recurrence: 'FREQ=DAILY', calendar: office, shift: 'next' } as const
    expect(days(daily, '2026-01-09T12:00:00Z', '2026-01-12T12:00:00Z')).toEqual(['2026-01-12T07:00:00.000Z'])
  })

  it('GLPI #2194: keeps to open hours when it recurs by the hour', () => {
    const hourly = { recurrence: 'FREQ=HOURLY', calendar: office, shift: 'next' } as const
    const found = days(hourly, '2026-01-09T15:30:00Z', '2026-01-12T09:30:00Z')
    expect(found).toEqual(['2026-01-09T16:00:00.000Z', '2026-01-12T08:00:00.000Z', '2026-01-12T09:00:00.000Z'])
  })

  it('looks from after one moment until another, so that windows that follow each other find each once', () => {
    const whole = days({}, '2026-01-01T00:00:00Z', '2026-01-10T00:00:00Z')
    const parts = [
      ...days({}, '2026-01-01T00:00:00Z', '2026-01-05T07:00:00Z'),
      ...days({}, '2026-01-05T07:00:00Z', '2026-01-10T00:00:00Z'),
    ]
    expect(parts).toEqual(whole)
  })
})

describe('a recurrence', () => {
  it('is refused with words when it can’t be read', () => {
    for (const text of [
      null,
      '',
      'daily',
      'FREQ=SECONDLY',
      'INTERVAL=2',
      'FREQ=DAILY;FREQ=DAILY',
      'FREQ=DAILY;BYDAY=XX',
    ])
      expect(problemOfRecurrence(text), String(text)).not.toBeNull()
    expect(problemOfRecurrence('FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=3')).toBeNull()
  })
})
