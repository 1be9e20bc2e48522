import { expect, test } from 'vitest'
import { errorText, nameText, scheduleText } from './system-words.ts'

test('schedules, names and errors read as sentences', () => {
  expect(scheduleText('10 1 * * *')).toBe('Daily at 01:10 UTC')
  expect(scheduleText('* * * * *')).toBe('Every minute')
  expect(scheduleText('5 * * * *')).toBe('Hourly, at 5 past')
  expect(scheduleText('0 * * * *')).toBe('Hourly')
  expect(scheduleText('*/5 * * * *')).toBe('*/5 * * * *')
  expect(scheduleText(null)).toBe('When asked for')
  expect(nameText('clean-up-files')).toBe('Clean up files')
  expect(errorText({ message: 'The disk is full.' })).toBe('The disk is full.')
  expect(errorText(null)).toBe('It said nothing.')
  expect(errorText({ code: 3 })).toBe('{"code":3}')
})
