import { isDay } from '../../../kernel/record/values.ts'

/** Whether something is asked, or done: over earlier answers, or facts about whom it is for. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison
export type Comparison = Subject & { readonly is: Comparing; readonly value?: unknown }
export type Subject = { readonly answer: string } | { readonly person: string }
export const comparisons = ['answered', 'equals', 'contains', 'greater', 'less'] as const
export type Comparing = (typeof comparisons)[number]

interface Known {
  readonly answers: Readonly<Record<string, unknown>>
  readonly person: object | null
}

/** Whether a condition holds. What isn't answered equals nothing, contains nothing and is neither greater nor less. */
export function holdsFor(condition: Condition, known: Known): boolean {
  if ('all' in condition) return condition.all.every((part) => holdsFor(part, known))
  if ('any' in condition) return condition.any.some((part) => holdsFor(part, known))
  if ('not' in condition) return !holdsFor(condition.not, known)
  const value = bare('answer' in condition ? own(known.answers, condition.answer) : own(known.person, condition.person))
  const wanted = bare(condition.value)
  switch (condition.is) {
    case 'answered':
      return value !== null && value !== ''
    case 'equals':
      return (
        value !== null && (Array.isArray(value) ? value.length === 1 && same(value[0], wanted) : same(value, wanted))
      )
    case 'contains':
      return contains(value, wanted)
    case 'greater':
      return compare(value, wanted) === 1
    case 'less':
      return compare(value, wanted) === -1
  }
}

/** The keys of the answers that a condition looks at. */
export function answersIn(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(answersIn)
  if ('any' in condition) return condition.any.flatMap(answersIn)
  if ('not' in condition) return answersIn(condition.not)
  return 'answer' in condition ? [condition.answer] : []
}

const own = (from: object | null, key: string): unknown =>
  from !== null && Object.hasOwn(from, key) ? (from as Readonly<Record<string, unknown>>)[key] : undefined

/** References are compared by id, money by its amount; nothing is null, and so are no choices at all. */
function bare(value: unknown): unknown {
  if (value === undefined || value === null) return null
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(bare)
  if (typeof value !== 'object') return value
  if ('id' in value) return value.id
  return 'amount' in value ? value.amount : null
}

const same = (value: unknown, wanted: unknown): boolean =>
  typeof value === 'string' && typeof wanted === 'string'
    ? value.trim().toLowerCase() === wanted.trim().toLowerCase()
    : value === wanted || compare(value, wanted) === 0

function contains(value: unknown, wanted: unknown): boolean {
  if (wanted === null || value === null) return false
  if (Array.isArray(value)) return value.some((one) => same(one, wanted))
  return typeof value === 'string' && value.toLowerCase().includes(String(wanted).trim().toLowerCase())
}

/** -1, 0 or 1; null where the two can't be compared. Days are compared as text, which sorts them. */
function compare(value: unknown, wanted: unknown): -1 | 0 | 1 | null {
  if (isDayText(value) && isDayText(wanted)) return value < wanted ? -1 : value > wanted ? 1 : 0
  const [a, b] = [numeric(value), numeric(wanted)]
  if (a === null || b === null) return null
  return a < b ? -1 : a > b ? 1 : 0
}
const isDayText = (value: unknown): value is string => typeof value === 'string' && isDay(value)
function numeric(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'string' && /^-?\d{1,15}(\.\d{1,8})?$/.test(value) ? Number(value) : null
}
