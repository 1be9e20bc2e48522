import { expect, it } from 'vitest'
import { levels, priorities, priorityOf, problemOfMatrix, usualMatrix } from './priority.ts'

it('never ranks more impact or more urgency lower', () => {
  const rank = (impact: number, urgency: number): number =>
    priorities.indexOf(priorityOf(usualMatrix, { impact: levels[impact] ?? 'low', urgency: levels[urgency] ?? 'low' }))
  for (const impact of [0, 1, 2])
    for (const urgency of [0, 1, 2]) {
      expect(rank(impact, urgency)).toBeLessThanOrEqual(rank(Math.min(impact + 1, 2), urgency))
      expect(rank(impact, urgency)).toBeLessThanOrEqual(rank(impact, Math.min(urgency + 1, 2)))
    }
})

it('names the cell that a matrix lacks', () => {
  expect(problemOfMatrix(usualMatrix)).toBeNull()
  expect(problemOfMatrix({ ...usualMatrix, low: { high: 'low' } })).toBe(
    'has no priority for impact low and urgency medium: one of critical, high, moderate, low.',
  )
  expect(problemOfMatrix('high')).toContain('impact high and urgency high')
})
