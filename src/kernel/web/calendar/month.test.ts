import { expect, it } from 'vitest'
import { monthAfter, weeksOf, windowOf } from './month.ts'

it('shows a month in whole weeks from Monday', () => {
  const weeks = weeksOf('2027-03')
  expect(weeks).toHaveLength(5)
  expect(weeks[0]?.[0]).toBe('2027-03-01')
  expect(weeks.at(-1)?.at(-1)).toBe('2027-04-04')
  expect(monthAfter('2026-12', 1)).toBe('2027-01')
})

it('asks for the days it shows, and for what the list asked already', () => {
  const days = { from: '2027-03-01', to: '2027-04-04', isMoment: false }
  expect(windowOf(days)).toEqual({ gte: '2027-03-01', lte: '2027-04-04' })
  expect(windowOf({ ...days, given: { within: '90d' } })).toEqual({
    within: '90d',
    gte: '2027-03-01',
    lte: '2027-04-04',
  })
  expect(windowOf({ ...days, given: { gte: 'today' } })).toEqual({
    gte: 'today',
    gt: '2027-02-28',
    lte: '2027-04-04',
  })
  expect(windowOf({ ...days, given: '2027-03-08' })).toBe('2027-03-08')
  expect(windowOf({ ...days, isMoment: true })).toEqual({
    gte: new Date(2027, 2, 1).toISOString(),
    lte: new Date(2027, 3, 4, 23, 59, 59, 999).toISOString(),
  })
})
