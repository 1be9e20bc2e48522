import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testClock } from '../../../test/kit/clock.ts'
import { dayOf, today } from '../clock.ts'
import { dayBegins } from './day-begins.ts'
import { dayIn } from './day-in.ts'

const zones = [
  'Pacific/Auckland',
  'America/Los_Angeles',
  'Europe/Berlin',
  'Pacific/Kiritimati',
  'Asia/Kathmandu',
  'UTC',
]
const zone = fc.constantFrom(...zones)
const moment = fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
const dayMs = 86_400_000

describe('the day where an organisation is', () => {
  it.each([
    ['Pacific/Auckland', '2026-06-30T11:59:59.999Z', '2026-06-30'],
    ['Pacific/Auckland', '2026-06-30T12:00:00.000Z', '2026-07-01'],
    // Eight in the morning of 1 July, when it is still 30 June in universal time.
    ['Pacific/Auckland', '2026-06-30T20:00:00.000Z', '2026-07-01'],
    // Their summer is an hour further ahead.
    ['Pacific/Auckland', '2026-12-31T10:59:59.999Z', '2026-12-31'],
    ['Pacific/Auckland', '2026-12-31T11:00:00.000Z', '2027-01-01'],
    ['America/Los_Angeles', '2026-07-01T06:59:59.999Z', '2026-06-30'],
    ['America/Los_Angeles', '2026-07-01T07:00:00.000Z', '2026-07-01'],
    ['America/Los_Angeles', '2027-01-01T07:59:59.999Z', '2026-12-31'],
    ['America/Los_Angeles', '2027-01-01T08:00:00.000Z', '2027-01-01'],
    ['UTC', '2026-06-30T23:59:59.999Z', '2026-06-30'],
  ])('in %s at %s is %s', (timeZone, at, day) => {
    expect(dayIn(timeZone, new Date(at))).toBe(day)
  })

  it('is never more than one off that of universal time', () => {
    fc.assert(
      fc.property(zone, moment, (timeZone, at) => {
        const away = Date.parse(dayIn(timeZone, at)) - Date.parse(dayIn('UTC', at))
        expect(Math.abs(away)).toBeLessThanOrEqual(dayMs)
      }),
    )
  })

  it('never goes back while time goes on', () => {
    fc.assert(
      fc.property(zone, moment, fc.nat(3 * dayMs), (timeZone, at, later) => {
        expect(dayIn(timeZone, new Date(at.getTime() + later)) >= dayIn(timeZone, at)).toBe(true)
      }),
    )
  })

  it('begins when its first moment does, also on the days on which clocks are put forward and back', () => {
    fc.assert(
      fc.property(zone, moment, (timeZone, at) => {
        const day = dayIn(timeZone, at)
        const first = dayBegins(timeZone, day)
        expect(first.getTime()).toBeLessThanOrEqual(at.getTime())
        expect(dayIn(timeZone, first)).toBe(day)
        expect(dayIn(timeZone, new Date(first.getTime() - 1)) < day).toBe(true)
      }),
    )
  })

  it.each([
    ['America/Los_Angeles', '2026-03-08', 23],
    ['America/Los_Angeles', '2026-11-01', 25],
    ['Pacific/Auckland', '2026-09-27', 23],
    ['Pacific/Auckland', '2026-04-05', 25],
    ['Pacific/Auckland', '2026-07-01', 24],
  ])('in %s on %s has %d hours', (timeZone, day, hours) => {
    const next = new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10)
    expect(dayBegins(timeZone, next).getTime() - dayBegins(timeZone, day).getTime()).toBe(hours * 3_600_000)
  })

  it('begins after midnight where clocks are put forward over it', () => {
    expect(dayBegins('America/Sao_Paulo', '2018-11-04').toISOString()).toBe('2018-11-04T03:00:00.000Z')
  })

  it('is that of universal time for a clock that knows no organisation', () => {
    const clock = testClock('2026-06-30T20:00:00.000Z')
    expect(today(clock)).toBe('2026-06-30')
    const there = { ...clock, zone: () => 'Pacific/Auckland' }
    expect(today(there)).toBe('2026-07-01')
    expect(dayOf(there, new Date('2026-06-30T11:00:00.000Z'))).toBe('2026-06-30')
  })
})
