/** A record as the API sends it: the envelope, what this caller `can` do to it, and its values by field name. */
export interface Row {
  readonly id: string
  readonly number: string | null
  readonly title: string | null
  readonly version: number
  readonly state: string | null
  readonly createdAt: string
  readonly createdBy: unknown
  readonly updatedAt: string
  readonly updatedBy: unknown
  readonly archivedAt: string | null
  readonly can: readonly string[]
  readonly [field: string]: unknown
}

/** One entry of a record's history, as `GET /{path}/{id}/history` gives it. */
export interface HistoryEntry {
  readonly id: string
  readonly at: string
  readonly who: { readonly name: string }
  readonly via: string
  readonly verb: string
  readonly changes: readonly HistoryChange[]
  readonly reason: string | null
  readonly sentence: string
  readonly batch: string | null
  readonly canUndo: boolean
}
export interface HistoryChange {
  readonly field: string
  readonly label: string
  readonly before: unknown
  readonly after: unknown
}

/** The name in a row's `createdBy` or `updatedBy`; 'someone' where it isn't told. */
export function nameOf(actor: unknown): string {
  const title = typeof actor === 'object' && actor !== null && 'title' in actor ? actor.title : null
  return typeof title === 'string' ? title : 'someone'
}
