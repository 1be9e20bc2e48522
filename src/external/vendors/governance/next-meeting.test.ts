import { Temporal } from 'temporal-polyfill'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MeetingCadence, nextMeeting } from './next-meeting.ts'

const berlin = { timeZone: 'Europe/Berlin', seriesFrom: null } as const

describe('when a meeting comes again', () => {
  it('is never where it was once', () =>
    expect(nextMeeting({ ...berlin, cadence: 'once', startsAt: '2026-03-03T09:00:00.000Z' })).toBeNull())

  it('keeps the hour when clocks are put forward', () =>
    expect(nextMeeting({ ...berlin, cadence: 'weekly', startsAt: '2026-03-24T09:00:00.000Z' })).toBe(
      '2026-03-31T08:00:00.000Z',
    ))

  it('keeps the second Tuesday of the month', () =>
    expect(nextMeeting({ ...berlin, cadence: 'monthly', startsAt: '2026-09-08T08:00:00.000Z' })).toBe(
      '2026-10-13T08:00:00.000Z',
    ))

  it('keeps the last Friday, be it the fourth or the fifth', () => {
    const next = (startsAt: string) =>
      nextMeeting({ ...berlin, cadence: 'monthly', startsAt, seriesFrom: '2026-01-30' })
    expect([
      next('2026-01-30T09:00:00.000Z'),
      next('2026-02-27T09:00:00.000Z'),
      next('2026-04-24T08:00:00.000Z'),
    ]).toEqual(['2026-02-27T09:00:00.000Z', '2026-03-27T09:00:00.000Z', '2026-05-29T08:00:00.000Z'])
  })

  it('goes back to its day after one that was moved', () =>
    expect(
      nextMeeting({ ...berlin, cadence: 'monthly', startsAt: '2026-10-15T08:00:00.000Z', seriesFrom: '2026-09-08' }),
    ).toBe('2026-11-10T09:00:00.000Z'))

  const cadence = fc.constantFrom<MeetingCadence>(
    'weekly',
    'fortnightly',
    'monthly',
    'quarterly',
    'half_yearly',
    'yearly',
  )
  const start = fc.date({ min: new Date('2000-01-01'), max: new Date('2050-12-31'), noInvalidDate: true })
  const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Singapore', 'Pacific/Auckland')

  it('stays on its weekday and moves on, for a hundred meetings', () =>
    fc.assert(
      fc.property(cadence, start, zone, (how, at, timeZone) => {
        const first = at.toISOString()
        const seriesFrom = Temporal.Instant.from(first).toZonedDateTimeISO(timeZone).toPlainDate().toString()
        let here = first
        for (let count = 0; count < 100; count += 1) {
          const next = nextMeeting({ cadence: how, startsAt: here, seriesFrom, timeZone }) ?? ''
          const gap = Temporal.Instant.from(here).until(next).total('hours') / 24
          const usual = {
            once: 0,
            weekly: 7,
            fortnightly: 14,
            monthly: 30,
            quarterly: 91,
            half_yearly: 182,
            yearly: 365,
          }[how]
          expect(gap).toBeGreaterThan(usual - 9)
          expect(gap).toBeLessThan(usual + 9)
          expect(Temporal.Instant.from(next).toZonedDateTimeISO(timeZone).dayOfWeek).toBe(
            Temporal.PlainDate.from(seriesFrom).dayOfWeek,
          )
          here = next
        }
      }),
      { numRuns: 30 },
    ))
})
