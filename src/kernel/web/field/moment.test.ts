import { expect, it } from 'vitest'
import { readMoment, timeText } from './moment.ts'

it('reads a moment as people type it, in their own time', () => {
  const there = new Date(2027, 2, 31, 14, 0).toISOString()
  for (const text of [
    '31 Mar 2027 14:00',
    '31 Mar 2027, 14:00',
    '31.3.2027 14:00',
    '2027-03-31 14:00',
    '31/3/2027 2pm',
  ])
    expect(readMoment(text), text).toBe(there)
  expect(readMoment('2027-03-31T14:00')).toBe(there)
  expect(readMoment('31 Mar 2027')).toBe(new Date(2027, 2, 31).toISOString())
  expect(readMoment(' ')).toBeNull()
  expect(timeText(new Date(there))).toBe('14:00')
})

it('says how to write what it can’t read', () => {
  for (const text of ['soon', '31 Mar 2027 25:00', '31.2.2027 14:00', '14:00'])
    expect(readMoment(text), text).toMatchObject({ unread: text, says: expect.stringContaining('31 Mar 2027 14:00') })
})
