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

/** The priority of a ticket by the matrix; null where impact or urgency isn't known. */
export const priorityOf = (
  matrix: Matrix,
  { impact, urgency }: { readonly impact: Level | null; readonly urgency: Level | null },
): Priority | null => (impact && urgency ? matrix[impact][urgency] : null)

type Ranked = Readonly<Record<string, unknown>>

/** What is meant where nobody says; what a log doesn't know isn't meant so. */
const usual = { impact: 'low', urgency: 'medium' } as const

/** What a ticket is written with: its priority, and of a new one impact and urgency. */
export function keptRank(matrix: Matrix, row: { readonly before: Ranked | null; readonly after: Ranked }): Ranked {
  if (row.before !== null || row.after['logged']) return { priority: keptPriority(matrix, row) }
  const impact = (row.after['impact'] as Level | null | undefined) ?? usual.impact
  const urgency = (row.after['urgency'] as Level | null | undefined) ?? usual.urgency
  return { impact, urgency, priority: priorityOf(matrix, { impact, urgency }) }
}

/**
 * The priority that a ticket is written with. What an imported log states counts until impact or urgency change here;
 * where one of them isn't known, neither is the priority.
 */
function keptPriority(
  matrix: Matrix,
  { before, after }: { readonly before: Ranked | null; readonly after: Ranked },
): Priority | null {
  const byMatrix = priorityOf(matrix, after as { impact: Level | null; urgency: Level | null })
  const stated = (after['logged'] as { readonly priority?: Priority } | null)?.priority
  if (stated === undefined) return byMatrix
  const differs = (name: string): boolean =>
    JSON.stringify(before?.[name] ?? null) !== JSON.stringify(after[name] ?? null)
  if (before === null || differs('logged')) return stated
  return differs('impact') || differs('urgency') ? byMatrix : ((before['priority'] as Priority | null) ?? null)
}

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
