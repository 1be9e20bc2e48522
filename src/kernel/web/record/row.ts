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
