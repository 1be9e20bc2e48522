import { nobody, type Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import type { Counts, ImportStatus } from './import.ts'
import type { Mapping } from './mapping.ts'
import type { Cell, TableFormat } from './table.ts'

/** An import as it is stored. */
export interface ImportRow {
  readonly id: string
  readonly type: string
  readonly file_name: string
  readonly file_size: number
  readonly format: TableFormat
  readonly headers: readonly string[]
  readonly status: ImportStatus
  readonly mapping: Mapping
  readonly is_remembered: boolean
  readonly row_count: number
  readonly counts: Counts
  readonly chunk: number
  readonly chunks: number
  readonly progress: number
  readonly problem: string | null
  readonly created_at: Date
  readonly created_by: string | null
  readonly finished_at: Date | null
  readonly acts_as: ActsAs
  readonly attempts: number
}
/** A caller as it is kept with an import. */
export type ActsAs = Omit<Who, 'permissions' | 'via'> & { readonly permissions: readonly string[] }

export const keepWho = ({ permissions, via: _, ...rest }: Who): ActsAs => ({ ...rest, permissions: [...permissions] })
/** The caller an import acts as: whoever started it, by the door 'import'. */
export const actingWho = (kept: ActsAs): Who => ({
  ...nobody,
  ...kept,
  permissions: new Set(kept.permissions),
  via: 'import',
})

export async function findImport(db: Db, id: string): Promise<ImportRow | null> {
  const [row] = await db.query<ImportRow>({ text: 'select * from import where id = $1', values: [id] })
  return row ?? null
}

/** One row of the file as it is stored. */
export interface FileRow {
  readonly row: number
  readonly line: number
  readonly cells: readonly Cell[]
}
const page = 2000

/** All rows of a file, in its order. */
export async function* fileRows(db: Db, id: string): AsyncGenerator<FileRow> {
  for (let after = 0; ; after += page) {
    const rows = await db.query<FileRow>({
      text: 'select row, line, cells from import_row where import = $1 and row > $2 and row <= $3 order by row',
      values: [id, after, after + page],
    })
    yield* rows
    if (rows.length < page) return
  }
}
