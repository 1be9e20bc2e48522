import type { Tone } from '../../../kernel/record/field.ts'

/** Impact and urgency, as ITIL has them. */
export const levels = ['high', 'medium', 'low'] as const
export type Level = (typeof levels)[number]
export const priorities = ['critical', 'high', 'moderate', 'low'] as const
export type Priority = (typeof priorities)[number]

export const priorityWords = { critical: '1 Critical', high: '2 High', moderate: '3 Moderate', low: '4 Low' } as const
export const priorityTones: Readonly<Record<Priority, Tone>> = {
  critical: 'bad',
  high: 'warning',
  moderate: 'neutral',
  low: 'neutral',
}

/** The priority for each impact, then each urgency. */
export type Matrix = Readonly<Record<Level, Readonly<Record<Level, Priority>>>>

/** What ITIL suggests, until a company decides for itself. */
export const usualMatrix: Matrix = {
  high: { high: 'critical', medium: 'high', low: 'moderate' },
  medium: { high: 'high', medium: 'moderate', low: 'low' },
  low: { high: 'moderate', medium: 'low', low: 'low' },
}

/** The priority of a ticket by the matrix. */
export const priorityOf = (matrix: Matrix, { impact, urgency }: { impact: Level; urgency: Level }): Priority =>
  matrix[impact][urgency]

/** What is wrong with a matrix, in words; null when nothing is. */
export function problemOfMatrix(value: unknown): string | null {
  for (const impact of levels)
    for (const urgency of levels) {
      const row = isObject(value) ? value[impact] : undefined
      const cell = isObject(row) ? row[urgency] : undefined
      if (!priorities.some((priority) => priority === cell))
        return `has no priority for impact ${impact} and urgency ${urgency}: one of ${priorities.join(', ')}.`
    }
  return null
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
