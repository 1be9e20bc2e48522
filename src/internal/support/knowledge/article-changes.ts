import type { Field } from '../../../kernel/record/field.ts'
import { labelOf } from '../../../kernel/record/registry.ts'
import { checkValue } from '../../../kernel/record/values.ts'

/** What readers see or find an article by: of a published one it changes with the next edition, whoever writes it by whatever way. */
const held = ['title', 'summary', 'topic', 'words', 'audience', 'units', 'language', 'services'] as const
/** What may wait for the next edition besides: who writes the article anew decides it together with the rest. */
const mayWait: readonly string[] = [...held, 'owner', 'reviewEvery']

/** Values of an article by field, beside its text, that are taken over when it is published. */
export type Changes = Readonly<Record<string, unknown>>

/** The changes as they wait after a write: those that waited, and those that this write made of what readers see. Null when none wait. */
export function waiting(before: Changes, after: Changes): Changes | null {
  const given = changesIn(after)
  const made = held.filter((name) => !isSame(before[name], after[name])).map((name) => [name, after[name]])
  const all = Object.entries({ ...given, ...Object.fromEntries(made) })
  const now = { ...after, ...asBefore(before) }
  const differing = all.filter(([name, value]) => !isSame(now[name], value))
  return differing.length === 0 ? null : Object.fromEntries(differing)
}

/** What readers see, as it was. */
export const asBefore = (before: Changes): Changes => Object.fromEntries(held.map((name) => [name, before[name]]))

export const changesIn = ({ changes }: Changes): Changes => (isObject(changes) ? changes : {})

/** What is wrong with changes that are to wait, in words, or null. */
export function changesProblem(fields: Readonly<Record<string, Field<unknown>>>, value: unknown): string | null {
  if (!isObject(value)) return 'must be values by the names of fields.'
  for (const [name, one] of Object.entries(value)) {
    const field = mayWait.includes(name) ? fields[name] : undefined
    if (!field) return `can’t have “${name}”: these may wait: ${mayWait.join(', ')}.`
    if (field.options.to !== undefined && ![one].flat().every((id) => id === null || typeof id === 'string'))
      return `are wrong: ${labelOf(name, field)} must be named by ids.`
    const checked = checkValue(field, one)
    if ('says' in checked) return `are wrong: ${labelOf(name, field)} ${checked.says}`
  }
  return null
}

const isObject = (value: unknown): value is Changes =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An empty list and no value are the same, and so are two lists of the same. */
const isSame = (one: unknown, other: unknown): boolean => written(one) === written(other)
const written = (value: unknown): string =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0) ? '' : JSON.stringify(value)
