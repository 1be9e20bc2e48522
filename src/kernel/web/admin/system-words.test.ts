import { expect, test } from 'vitest'
import { nameText, scheduleText, tookText } from './system-words.ts'

test('schedules, names and durations read as sentences', () => {
  expect(scheduleText('10 1 * * *')).toBe('Daily at 01:10 UTC')
  expect(scheduleText('* * * * *')).toBe('Every minute')
  expect(scheduleText('5 * * * *')).toBe('Hourly, at 5 past')
  expect(scheduleText('0 * * * *')).toBe('Hourly')
  expect(scheduleText('*/5 * * * *')).toBe('*/5 * * * *')
  expect(scheduleText(null)).toBe('When asked for')
  expect(nameText('clean-up-files')).toBe('Clean up files')
  expect([40, 2500, 180_000].map(tookText)).toEqual(['in 40 ms', 'in 2.5 s', 'in 3 min'])
})
