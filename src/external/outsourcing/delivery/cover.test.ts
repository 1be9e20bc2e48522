import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lengthOf } from '../../../kernel/calendar/intervals.ts'
import { covered, coverText, gaps, hoursOf, stretchText, week, weekdays, type Window } from './cover.ts'

const office: Window = { by: 'supplier', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', until: '18:00' }

describe('cover of a week', () => {
  it('names the hours in which nobody is there, the weekend as one', () => {
    expect(gaps([office]).map(stretchText)).toEqual([
      'Monday 18:00 to Tuesday 08:00',
      'Tuesday 18:00 to Wednesday 08:00',
      'Wednesday 18:00 to Thursday 08:00',
      'Thursday 18:00 to Friday 08:00',
      'Friday 18:00 to Monday 08:00',
    ])
    expect(coverText([office])).toBe('Nobody looks after it for 118 of 168 hours a week.')
  })

  it('takes an end that is not after the beginning for one on the next day, past Sunday into Monday', () => {
    const nights: Window = { by: 'us', days: [...weekdays], from: '18:00', until: '08:00' }
    expect(gaps([{ ...office, days: [...weekdays] }, nights])).toEqual([])
    expect(coverText([{ ...office, days: [...weekdays] }, nights])).toBe(
      'Somebody looks after it at every hour of the week.',
    )
    expect(covered([{ ...nights, days: ['sun'] }])).toEqual([
      [0, 480],
      [week - 360, week],
    ])
  })

  it('counts a whole day from 00:00 to 24:00, and from a time to itself', () => {
    for (const until of ['24:00', '00:00'])
      expect(lengthOf(covered([{ by: 'us', days: ['wed'], from: '00:00', until }]))).toBe(1440)
  })

  it('is open all week where nothing is written down, and says so differently', () => {
    expect(gaps([]).map(stretchText)).toEqual(['Monday 00:00 to Monday 00:00'])
    expect(coverText([])).toBe('Nothing is written down about who looks after it when.')
  })

  it('tells the minutes of each hour that each side covers', () => {
    const late: Window = { by: 'us', days: ['mon'], from: '17:30', until: '20:00' }
    const hours = hoursOf([office, late])
    expect(hours[17]).toEqual({ supplier: 60, us: 30, nobody: 0 })
    expect(hours[18]).toEqual({ supplier: 0, us: 60, nobody: 0 })
    expect(hours[20]).toEqual({ supplier: 0, us: 0, nobody: 60 })
  })
})

describe('for any windows', () => {
  const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  const text = time.map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
  const window: fc.Arbitrary<Window> = fc.record({
    by: fc.constantFrom('supplier', 'us'),
    days: fc.subarray([...weekdays], { minLength: 1 }),
    from: text,
    until: text,
  })
  const windows = fc.array(window, { maxLength: 8 })

  it('cover and gaps make a week, whatever their order', () => {
    fc.assert(
      fc.property(windows, (given) => {
        expect(lengthOf(covered(given)) + lengthOf(gaps(given))).toBe(week)
        expect(gaps(given.toReversed())).toEqual(gaps(given))
      }),
    )
  })

  it('the hours add up to the stretches, and one more window never opens a gap', () => {
    fc.assert(
      fc.property(windows, window, (given, more) => {
        const hours = hoursOf(given)
        expect(hours).toHaveLength(168)
        expect(hours.reduce((sum, { nobody }) => sum + nobody, 0)).toBe(lengthOf(gaps(given)))
        expect(hours.reduce((sum, { supplier }) => sum + supplier, 0)).toBe(lengthOf(covered(given, 'supplier')))
        expect(lengthOf(gaps([...given, more]))).toBeLessThanOrEqual(lengthOf(gaps(given)))
      }),
    )
  })
})
