import { idsOf } from '../../access/rule.ts'
import type { AnyRecord } from '../../record/define.ts'
import type { Field, Ref } from '../../record/field.ts'
import { unreadOf } from './unread.ts'

/** One value as the API takes it: references, which editors hold as `{ id, title }`, become ids. */
export function wireOf(field: Field<unknown> | undefined, given: unknown): unknown {
  if (field?.kind === 'ref') return idsOf(given)[0] ?? null
  if (field?.kind === 'refs') return idsOf(given)
  const value = unreadOf(given)?.unread ?? given
  return value === '' || value === undefined ? null : value
}

/** Edited values of a record as the API takes them. */
export function wireValues(record: AnyRecord, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wireOf(record.fields[name], value)]))
}

/** Whether two values of a field say the same, whichever of their written forms they have. */
export function isSame(field: Field<unknown> | undefined, one: unknown, other: unknown): boolean {
  return JSON.stringify(wireOf(field, one)) === JSON.stringify(wireOf(field, other))
}

/** A reference in its read form, whether it came as `{ id, title }` or as a bare id. */
export function refOf(value: unknown): Ref | null {
  const id = idsOf(value)[0]
  if (!id) return null
  const title = typeof value === 'object' && value !== null && 'title' in value ? value.title : null
  return { id, title: typeof title === 'string' ? title : null }
}

export const refsOf = (value: unknown): readonly Ref[] =>
  Array.isArray(value) ? value.map(refOf).filter((ref) => ref !== null) : []
