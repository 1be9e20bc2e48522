import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Span } from '../../kernel/calendar/calendar.ts'
import { problemOfHours, readHours, sayHours } from './hours.ts'

it('reads hours as people write them', () => {
  expect(readHours('08:00–12:00, 13:00–17:00')).toEqual([
    [480, 720],
    [780, 1020],
  ])
  expect(readHours('9 - 17')).toEqual([[540, 1020]])
  expect(readHours('22:00–06:00')).toEqual([[1320, 360]])
  expect(readHours('00:00-24:00')).toEqual([[0, 1440]])
  expect([readHours('all day'), readHours(' Closed '), readHours(null)]).toEqual([[[0, 1440]], [], []])
})

it('says what is wrong instead of guessing', () => {
  for (const text of ['nine to five', '8:00', '25:00–26:00', '08:60–09:00', '09:00–09:00', '24:00–06:00', '8–12,'])
    expect(problemOfHours(text), text).toContain("can't be read")
  expect(problemOfHours('08:00–12:00, 11:00–15:00')).toContain('overlap')
  expect(problemOfHours('20:00–06:00, 22:00–23:00')).toContain('overlap')
  expect(problemOfHours('08:00–12:00, 12:00–15:00')).toBeNull()
})

it('reads what it says', () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 1440 }))
    .filter(([from, to]) => from !== to)
  fc.assert(
    fc.property(fc.array(span, { maxLength: 4 }), (spans: Span[]) => {
      expect(readHours(sayHours(spans))).toEqual(spans)
    }),
  )
})
