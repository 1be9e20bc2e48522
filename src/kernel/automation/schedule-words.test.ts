import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problemOfRecurrence } from './recurrence.ts'
import { places, planOf, type Plan, recurrenceOf, recurrenceWords, weekdays } from './schedule-words.ts'

const interval = fc.integer({ min: 1, max: 99 })
const plans: fc.Arbitrary<Plan> = fc.oneof(
  fc.record({ every: fc.constant('day' as const), interval }),
  fc.record({ every: fc.constant('week' as const), interval, days: fc.subarray([...weekdays], { minLength: 1 }) }),
  fc.record({
    every: fc.constant('month' as const),
    interval,
    day: fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant(-1)),
  }),
  fc.record({
    every: fc.constant('place' as const),
    interval,
    place: fc.constantFrom(...places),
    weekday: fc.constantFrom(...weekdays),
  }),
)

describe('how often, in words', () => {
  it('reads back every plan that it wrote, and writes none that would be refused', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(planOf(recurrenceOf(plan))).toEqual(plan)
        expect(problemOfRecurrence(recurrenceOf(plan))).toBeNull()
      }),
    )
  })

  it.each([
    ['FREQ=DAILY', 'every day'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'every weekday'],
    ['FREQ=WEEKLY;BYDAY=TH,MO', 'every Monday and Thursday'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', 'every 2 weeks on Friday'],
    ['FREQ=MONTHLY;BYDAY=1MO', 'the first Monday of every month'],
    ['FREQ=MONTHLY;BYDAY=+1MO', 'the first Monday of every month'],
    ['FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=3', 'the last Friday of every 3 months'],
    ['FREQ=MONTHLY;BYMONTHDAY=10', 'day 10 of every month'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'the last day of every month'],
  ])('says %s as %s', (recurrence, words) => {
    expect(recurrenceWords(recurrence)).toBe(words)
  })

  it.each([
    'FREQ=DAILY;COUNT=3',
    'FREQ=HOURLY',
    'FREQ=WEEKLY',
    'FREQ=WEEKLY;BYDAY=1MO',
    'FREQ=MONTHLY;BYMONTHDAY=1,15',
    'FREQ=MONTHLY;BYMONTHDAY=0',
    'FREQ=MONTHLY;BYDAY=5MO',
    'FREQ=YEARLY;BYMONTH=4;BYDAY=1MO',
    'nonsense',
  ])('leaves %s as it is written, so that nothing of it is lost', (recurrence) => {
    expect([planOf(recurrence), recurrenceWords(recurrence)]).toEqual([null, recurrence])
  })
})
