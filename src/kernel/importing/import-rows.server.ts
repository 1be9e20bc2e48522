import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord } from '../record/define.ts'
import { labelOf, titleOf } from '../record/registry.ts'
import { byteOrderMark, csvLine } from './csv-text.ts'
import { formatValue } from '../record/text.ts'
import { type RowProblem, rowReader } from './evaluate.ts'
import { reportHeaders } from './guess.ts'
import type { ImportRowView, RowOutcome, ShownChange } from './import.ts'
import type { ImportRow } from './import-row.server.ts'
import { openImport } from './imports.server.ts'
import { columnsByField } from './mapping.ts'
import { stateName, stateWord } from './state.ts'
import { type Cell, cellText } from './table.ts'

interface Kept {
  readonly row: number
  readonly line: number
  readonly cells: readonly Cell[]
  readonly outcome: RowOutcome
  readonly record: string | null
  readonly changes: readonly ShownChange[] | null
  readonly problems: readonly RowProblem[] | null
}
/** Which rows of a preview or result: one outcome, or those that are taken but not as a whole. */
export type Wanted = RowOutcome | 'noted'

const conditions: Readonly<Record<'all' | 'noted' | 'open', string>> = {
  all: 'true',
  noted: `o.problems is not null and o.outcome not in ('refused', 'conflict')`,
  open: `(o.outcome in ('refused', 'conflict') or o.problems is not null)`,
}

async function keptRows(
  db: Db,
  id: string,
  { where, after, limit, outcome }: { where: string; after: number; limit: number; outcome?: string },
): Promise<readonly Kept[]> {
  return db.query<Kept>({
    text: `select o.row, r.line, r.cells, o.outcome, o.record, o.changes, o.problems
      from import_outcome o join import_row r on r.import = o.import and r.row = o.row
      where o.import = $1 and o.row > $2 and ($4::text is null or o.outcome = $4) and ${where} order by o.row limit $3`,
    values: [id, after, limit, outcome ?? null],
  })
}

/** A page of rows with what happens to them, in the order of the file. */
export async function listRows(
  { db, registry }: Pick<Kernel, 'db' | 'registry'>,
  who: Who,
  id: string,
  { outcome, after = 0, limit = 50 }: { outcome?: Wanted; after?: number; limit?: number },
): Promise<{ rows: readonly ImportRowView[]; next: number | null }> {
  const given = await openImport({ db }, who, id)
  const where = outcome === 'noted' ? conditions.noted : conditions.all
  const kept = await keptRows(db, id, {
    where,
    after,
    limit: limit + 1,
    ...(outcome && outcome !== 'noted' ? { outcome } : {}),
  })
  const show = shower(registry.record(given.type), given)
  const rows = kept.slice(0, limit).map(show)
  return { rows, next: kept.length > limit ? (rows.at(-1)?.row ?? null) : null }
}

function shower(record: AnyRecord, given: ImportRow): (kept: Kept) => ImportRowView {
  const reader = rowReader({ record, mapping: given.mapping, format: given.format, width: given.headers.length })
  const fields = [...columnsByField(given.mapping)].filter(([name]) => record.fields[name])
  return ({ row, line, cells, outcome, record: id, changes, problems }) => {
    // A title that all rows have tells none of them apart.
    const isSame = given.mapping.columns.some(({ field, always }) => field === titleOf(record) && always !== undefined)
    const title =
      (isSame ? null : reader.readOne(cells, titleOf(record))) ??
      cells.map(cellText).find((text) => text.trim() !== '') ??
      ''
    const asRead = (): readonly ShownChange[] => {
      const { values, names, state } = reader.read(cells)
      const begins = state === null ? [] : [{ field: stateName, label: 'State', before: '', after: stateWord(state) }]
      const others = fields.flatMap(([name]) => {
        const field = record.fields[name]
        const after = names[name]?.join('; ') ?? (field ? formatValue(field, values[name]) : '')
        return after === '' ? [] : [{ field: name, label: labelOf(name, field), before: '', after }]
      })
      return [...begins, ...others]
    }
    return {
      row,
      line,
      outcome,
      title: String(title),
      id,
      changes: outcome === 'update' ? (changes ?? []) : outcome === 'create' ? asRead() : [],
      problems: problems ?? [],
    }
  }
}

const pageSize = 1000

/** The rows that weren't imported, or not as a whole, as CSV: their own columns, then why. Can be mended and imported as it is. */
export async function* refusedCsv({ db }: Pick<Kernel, 'db'>, given: ImportRow): AsyncGenerator<string> {
  yield byteOrderMark + csvLine([...given.headers, ...reportHeaders])
  for (let after = 0; ; ) {
    const rows = await keptRows(db, given.id, { where: conditions.open, after, limit: pageSize })
    yield rows.map((row) => reportLine(row, given.headers.length)).join('')
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = last.row
  }
}

function reportLine({ line, cells, outcome, problems }: Kept, width: number): string {
  const own = Array.from({ length: width }, (_, column) => cellText(cells[column]))
  const says = (problems ?? []).map((problem) => problem.says).join(' ')
  const word = outcome === 'conflict' ? 'conflict' : outcome === 'refused' ? 'refused' : 'incomplete'
  // Cells beyond the headers stay beyond them, so that the row is refused until it is mended.
  return csvLine([...own, String(line), word, says, ...cells.slice(width).map(cellText)])
}
