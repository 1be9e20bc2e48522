import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toldWeek } from './week.ts'

it('tells the week before on Monday at seven, where the reader is', () => {
  const week = { monday: '2026-11-23', from: '2026-11-16', to: '2026-11-22' }
  expect(toldWeek(new Date('2026-11-23T05:59:00Z'), 'Europe/Berlin')).toEqual({ ...week, isDue: false })
  expect(toldWeek(new Date('2026-11-23T06:00:00Z'), 'Europe/Berlin')).toEqual({ ...week, isDue: true })
  expect(toldWeek(new Date('2026-11-23T06:00:00Z'), 'America/New_York')).toEqual({ ...week, isDue: false })
  expect(toldWeek(new Date('2026-11-22T23:30:00Z'), 'Asia/Tokyo')).toEqual({ ...week, isDue: true })
})

it('has seven days and ends before its Monday, whenever and wherever', () => {
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Pacific/Auckland')
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
      zone,
      (now, timeZone) => {
        const { monday, from, to } = toldWeek(now, timeZone)
        expect(new Date(monday).getUTCDay()).toBe(1)
        expect([Date.parse(monday) - Date.parse(from), Date.parse(monday) - Date.parse(to)]).toEqual(
          [7, 1].map((days) => days * 86_400_000),
        )
      },
    ),
  )
})
