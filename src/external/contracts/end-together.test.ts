import { expect, it } from 'vitest'
import { usualDay } from './end-together.ts'

it('proposes the latest end that is still to come, so that no contract has to be cut short', () => {
  expect(usualDay(['2026-06-30', '2027-03-31', '2026-12-31'], '2026-03-01')).toBe('2027-03-31')
  expect(usualDay(['2026-02-28'], '2026-03-01')).toBeNull()
  expect(usualDay([], '2026-03-01')).toBeNull()
})
