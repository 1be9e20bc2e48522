import type { Mapping } from './mapping.ts'
import type { RowProblem } from './evaluate.ts'
import type { TableFormat } from './table.ts'

/** How far an import has come. */
export type ImportStatus = 'mapping' | 'staging' | 'ready' | 'applying' | 'applied' | 'undoing' | 'undone' | 'failed'
export const outcomes = ['create', 'update', 'skip', 'conflict', 'refused'] as const
export type RowOutcome = (typeof outcomes)[number]
/** Rows by outcome; `noted` are those that are taken, but not as a whole. */
export type Counts = Readonly<Partial<Record<RowOutcome | 'noted', number>>>

/** An import as the API sends it. */
export interface ImportView {
  readonly id: string
  readonly type: string
  readonly fileName: string
  readonly fileSize: number
  readonly format: TableFormat
  readonly status: ImportStatus
  readonly columns: readonly { readonly name: string; readonly samples: readonly string[] }[]
  readonly mapping: Mapping
  /** Whether the mapping is the one such a file was last imported with. */
  readonly isRemembered: boolean
  readonly rows: number
  readonly counts: Counts
  readonly progress: number
  /** Why the work stopped, when it did. */
  readonly problem: string | null
  readonly createdAt: string
  readonly createdBy: string | null
  readonly finishedAt: string | null
}

/** One row of the preview, and of the result. */
export interface ImportRowView {
  readonly row: number
  readonly line: number
  readonly outcome: RowOutcome
  readonly title: string
  readonly id: string | null
  readonly changes: readonly ShownChange[]
  readonly problems: readonly RowProblem[]
}
/** One difference, as people read it. */
export interface ShownChange {
  readonly field: string
  readonly label: string
  readonly before: string
  readonly after: string
}
