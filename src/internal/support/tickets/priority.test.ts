import { expect, it } from 'vitest'
import { keptRank, levels, priorities, priorityOf, problemOfMatrix, usualMatrix } from './priority.ts'

const priorityIn = (row: Parameters<typeof keptRank>[1]) => keptRank(usualMatrix, row)['priority']

it('never ranks more impact or more urgency lower', () => {
  const rank = (impact: number, urgency: number): number =>
    priorities.indexOf(
      priorityOf(usualMatrix, { impact: levels[impact] ?? null, urgency: levels[urgency] ?? null }) ?? 'low',
    )
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

it('is the one that an imported log states, until impact or urgency change here', () => {
  const told = { impact: 'low', urgency: 'low', priority: 'critical', logged: { system: 'old', priority: 'critical' } }
  expect(priorityIn({ before: null, after: told })).toBe('critical')
  expect(priorityIn({ before: told, after: { ...told, title: 'Another' } })).toBe('critical')
  const changed = { ...told, impact: 'high', priority: 'moderate' }
  expect(priorityIn({ before: told, after: changed })).toBe('moderate')
  expect(priorityIn({ before: changed, after: { ...changed, title: 'Another' } })).toBe('moderate')
})

it('is that of low impact and medium urgency where nobody says, and of a log that doesn’t know unknown', () => {
  const unsaid = { impact: null, urgency: null }
  expect(keptRank(usualMatrix, { before: null, after: unsaid })).toEqual({
    impact: 'low',
    urgency: 'medium',
    priority: 'low',
  })
  expect(keptRank(usualMatrix, { before: null, after: { ...unsaid, logged: { system: 'old' } } })).toEqual({
    priority: null,
  })
})
