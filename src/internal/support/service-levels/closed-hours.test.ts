import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOpen } from '../../../kernel/calendar/business-time.ts'
import { alwaysOpen, type Calendar } from '../../../kernel/calendar/calendar.ts'
import { closedHours } from './closed-hours.ts'

const weekdays: Calendar = {
  timeZone: 'Europe/Athens',
  hours: Array.from({ length: 7 }, (_, day) => (day < 5 ? [[480, 1020]] : [])),
  holidays: new Set(['2026-03-25']),
}
const at = (text: string) => new Date(text)

describe('hours that are closed now', () => {
  it.for([
    ['in the evening', '2026-03-02T20:00Z', '2026-03-03T06:00:00.000Z'],
    ['on Friday evening', '2026-03-06T20:00Z', '2026-03-09T06:00:00.000Z'],
    ['before a holiday', '2026-03-24T20:00Z', '2026-03-26T06:00:00.000Z'],
    ['before clocks go forward', '2026-03-27T20:00Z', '2026-03-30T05:00:00.000Z'],
    ['at the moment of closing', '2026-03-02T15:00Z', '2026-03-03T06:00:00.000Z'],
  ] as const)('begin again: %s', ([, now, opensAt]) => {
    expect(closedHours(weekdays, at(now))).toEqual({ opensAt, timeZone: 'Europe/Athens' })
  })

  it('are none while they are open, and where they never begin', () => {
    expect(closedHours(weekdays, at('2026-03-02T06:00Z'))).toBeNull()
    expect(closedHours(alwaysOpen, at('2026-03-02T03:00Z'))).toBeNull()
    expect(closedHours({ ...weekdays, hours: [] }, at('2026-03-02T06:00Z'))).toBeNull()
  })

  it('begin again at a moment that is ahead and open, and not a moment before', () => {
    const moments = fc.date({ min: at('2026-01-01T00:00Z'), max: at('2027-01-01T00:00Z'), noInvalidDate: true })
    fc.assert(
      fc.property(moments, (now) => {
        const closed = closedHours(weekdays, now)
        expect(closed === null).toBe(isOpen(weekdays, now))
        if (closed === null) return
        const opens = at(closed.opensAt)
        expect(opens.getTime()).toBeGreaterThan(now.getTime())
        expect(isOpen(weekdays, opens)).toBe(true)
        expect(isOpen(weekdays, new Date(opens.getTime() - 1))).toBe(false)
      }),
    )
  })
})
