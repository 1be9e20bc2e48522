import { rightsOf } from '../access/abilities.ts'
import { satisfies } from '../access/rule.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord } from '../record/define.ts'
import type { Records } from '../record/store.server.ts'
import { rowReader } from './evaluate.ts'
import { actingWho, type FileRow, fileRows, type ImportRow } from './import-row.server.ts'
import { type Plan, planRows } from './plan.server.ts'
import { judgeRow, type StagedRow, type StoredRow } from './stage-row.ts'

/** Told after each chunk how many rows are through; false: stop, since somebody else goes on. */
export type Progress = (rows: number) => Promise<boolean>

/** Reads all rows of an import by its mapping and keeps for each what would happen. Nothing is written to records. Returns the number of chunks. */
export async function stageRows(
  kernel: Pick<Kernel, 'db' | 'registry' | 'store'>,
  given: ImportRow,
  progress: Progress,
): Promise<number> {
  const { db, registry, store } = kernel
  const who = actingWho(given.acts_as)
  const record = registry.record(given.type)
  const reader = rowReader({ record, mapping: given.mapping, format: given.format, width: given.headers.length })
  await db.query({ text: 'delete from import_outcome where import = $1', values: [given.id] })
  const plan = await planRows({ db, who, registry, record, mapping: given.mapping, reader }, fileRows(db, given.id))
  const create = rightsOf(who, record).create
  const mayCreate = (values: Readonly<Record<string, unknown>>): boolean => satisfies(create, { ...values })
  const exists = new Uint8Array(given.row_count + 1)
  let done = 0
  for (const chunk of plan.chunks) {
    const rows = await rowsOf(kernel, given.id, chunk.rows)
    const stored = await storedRows(store.as(who), record, plan, rows)
    const staged = rows.map(({ row, cells }) => {
      const decision = plan.decisionOf(row)
      const judged = judgeRow({
        record,
        mapping: given.mapping,
        decision,
        read: reader.read(cells),
        circle: plan.circles.get(row),
        stored: decision.kind === 'stored' ? stored.get(decision.id) : undefined,
        mayCreate,
        resolve: plan.resolve,
        willExist: (other) => exists[other] === 1,
        lineOf: plan.lineOf,
      })
      if (judged.outcome === 'create') exists[row] = 1
      return { row, judged }
    })
    await keep(kernel, given.id, chunk.number, staged)
    done += rows.length
    if (!(await progress(done))) break
  }
  return plan.chunks.length
}

const rowsOf = ({ db }: Pick<Kernel, 'db'>, id: string, rows: readonly number[]): Promise<readonly FileRow[]> =>
  db.query<FileRow>({
    text: 'select row, line, cells from import_row where import = $1 and row = any($2::int[]) order by row',
    values: [id, rows],
  })

async function storedRows(
  records: Records,
  record: AnyRecord,
  plan: Plan,
  rows: readonly FileRow[],
): Promise<ReadonlyMap<string, StoredRow>> {
  const ids = rows.flatMap(({ row }) => {
    const decision = plan.decisionOf(row)
    return decision.kind === 'stored' ? [decision.id] : []
  })
  if (ids.length === 0) return new Map()
  const page = await records.list(record, { filter: { id: ids }, archived: 'with', limit: 1000, sort: 'createdAt' })
  return new Map(page.rows.map((row) => [row.id, row]))
}

async function keep(
  { db }: Pick<Kernel, 'db'>,
  id: string,
  chunk: number,
  staged: readonly { readonly row: number; readonly judged: StagedRow }[],
): Promise<void> {
  const rows = staged.map(({ row, judged }) => ({
    ...judged,
    import: id,
    row,
    chunk: judged.outcome === 'create' || judged.outcome === 'update' ? chunk : null,
  }))
  await db.query({
    text: `insert into import_outcome (import, row, outcome, chunk, record, version, restore, set, changes, rows, problems)
      select import, row, outcome, chunk, record, version, restore, set, changes, rows, problems from json_populate_recordset(null::import_outcome, $1::json)`,
    values: [JSON.stringify(rows)],
  })
}
