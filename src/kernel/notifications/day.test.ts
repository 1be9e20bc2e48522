import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digestTime, mailTime } from './day.ts'

const berlin = { timeZone: 'Europe/Berlin', quiet: { from: 20 * 60, to: 7 * 60 }, digestAt: 8 * 60 }

test.each([
  ['2026-01-15T12:00:00Z', '2026-01-15T12:00:00Z'],
  ['2026-01-15T19:30:00Z', '2026-01-16T06:00:00Z'],
  ['2026-01-16T03:00:00Z', '2026-01-16T06:00:00Z'],
  ['2026-01-16T06:00:00Z', '2026-01-16T06:00:00Z'],
  // Clocks are put forward on 29 March 2026.
  ['2026-03-28T22:00:00Z', '2026-03-29T05:00:00Z'],
])('quiet from 20:00 to 07:00 in Berlin: at %s a mail comes at %s', (now, at) => {
  expect(mailTime(new Date(now), berlin)).toEqual(new Date(at))
})

test('quiet hours within a day end on that day; none, and empty ones, hold nothing back', () => {
  const noon = { ...berlin, quiet: { from: 12 * 60, to: 13 * 60 } }
  expect(mailTime(new Date('2026-01-15T11:30:00Z'), noon)).toEqual(new Date('2026-01-15T12:00:00Z'))
  const now = new Date('2026-01-15T23:00:00Z')
  for (const quiet of [null, { from: 60, to: 60 }]) expect(mailTime(now, { ...berlin, quiet })).toEqual(now)
})

test.each([
  ['2026-01-15T06:59:00Z', '2026-01-15T07:00:00Z'],
  ['2026-01-15T07:00:00Z', '2026-01-16T07:00:00Z'],
  ['2026-03-28T12:00:00Z', '2026-03-29T06:00:00Z'],
])('a digest at 08:00 in Berlin: after %s it comes at %s', (now, at) => {
  expect(digestTime(new Date(now), berlin)).toEqual(new Date(at))
})

test('whatever the zone and the hours, mails come within a day and never in quiet hours, and digests within 25 hours', () => {
  const zone = fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Pacific/Auckland',
    'Pacific/Apia',
    'UTC',
  )
  const minute = fc.integer({ min: 0, max: 1439 })
  const moment = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(zone, minute, minute, minute, moment, (timeZone, from, to, digestAt, now) => {
      const day = { timeZone, quiet: { from, to }, digestAt }
      const mail = mailTime(now, day)
      expect(mail.getTime() - now.getTime()).toBeGreaterThanOrEqual(0)
      expect(mail.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000)
      expect(mailTime(mail, day)).toEqual(mail)
      const wait = digestTime(now, day).getTime() - now.getTime()
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(25 * 3_600_000)
    }),
  )
})
