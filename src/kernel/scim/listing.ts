import type { Filter } from './filter.ts'
import { listResponse, type Resource } from './schemas.ts'

/** What a list is asked for. */
export interface Listing {
  readonly filter: Filter | null
  /** From 1. */
  readonly startIndex: number
  readonly count: number
}
export interface Found<T> {
  readonly total: number
  readonly rows: readonly T[]
}

/** An answer to a list, as RFC 7644, 3.4.2 has it. */
export const listOf = ({ total, rows }: Found<Resource>, startIndex: number): Resource => ({
  schemas: [listResponse],
  totalResults: total,
  startIndex,
  itemsPerPage: rows.length,
  Resources: rows,
})

/** What each of the named attributes must equal for a filter to be met: what can be asked of an index first. */
export function equalities(filter: Filter | null): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const part of filter === null ? [] : filter.kind === 'and' ? filter.parts : [filter])
    if (part.kind === 'compare' && part.operator === 'eq' && part.path.extension === null && part.path.sub === null)
      if (typeof part.value === 'string' && part.path.name) found.set(part.path.name.toLowerCase(), part.value)
  return found
}

/** Whether the filter asks for nothing beyond these equalities, so that what they find needs no second look. */
export const asksOnly = (filter: Filter | null, names: readonly string[]): boolean =>
  filter === null ||
  (filter.kind === 'and' ? filter.parts : [filter]).every(
    (part) =>
      part.kind === 'compare' &&
      part.operator === 'eq' &&
      typeof part.value === 'string' &&
      part.path.extension === null &&
      part.path.sub === null &&
      names.includes(part.path.name?.toLowerCase() ?? ''),
  )

export interface Choice {
  /** Names of those that are wanted; all where none is named. */
  readonly attributes: readonly string[]
  readonly excluded: readonly string[]
}

/** The resource with the attributes that are asked for; `id` and `schemas` are always among them. */
export function chosen(resource: Resource, { attributes, excluded }: Choice): Resource {
  const named = (names: readonly string[], key: string): boolean =>
    names.some(
      (name) => name.toLowerCase() === key.toLowerCase() || name.toLowerCase().startsWith(`${key.toLowerCase()}.`),
    )
  return Object.fromEntries(
    Object.entries(resource).filter(([key]) => {
      if (key === 'id' || key === 'schemas') return true
      return attributes.length > 0
        ? named(attributes, key)
        : !excluded.some((name) => name.toLowerCase() === key.toLowerCase())
    }),
  )
}
