import { stat } from 'node:fs/promises'
import { maySet, rightsOf } from '../access/abilities.ts'
import { holds } from '../access/rule.ts'
import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { badRequest, conflict, forbidden, invalid, notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord } from '../record/define.ts'
import { inSentence } from '../record/in-sentence.ts'
import { isUuid } from '../record/values.ts'
import { guessMapping } from './guess.ts'
import type { ImportView } from './import.ts'
import { type FileRow, findImport, type ImportRow, keepWho } from './import-row.server.ts'
import { checkMapping, type Mapping, targetNames } from './mapping.ts'
import { asRefusal, openTable } from './open-table.server.ts'
import { recallMapping } from './remember.server.ts'
import { cellText, type Table, Unreadable } from './table.ts'

type Needs = Pick<Kernel, 'db' | 'registry' | 'clock'>

/** A file to import: where it lies for now, what it is called, and what its rows are. */
export interface GivenFile {
  readonly path: string
  readonly fileName: string
  readonly type: string
  readonly sheet?: string
}

const sampleSize = 100
const shownSamples = 5

/** Reads a file into staging and guesses its mapping, all or nothing. Throws Invalid with line and byte where the file can't be read. */
export async function createImport(needs: Needs, who: Who, given: GivenFile): Promise<ImportView> {
  const record = recordNamed(needs, given.type)
  if (rightsOf(who, record).create === false && rightsOf(who, record).update === false)
    throw forbidden(`You may neither create nor change ${inSentence(record.label[1])}.`)
  const { size } = await stat(given.path)
  try {
    const table = await openTable(given.path, given.sheet)
    const id = await needs.db.transaction((tx) => store({ ...needs, db: tx }, who, record, given, { table, size }))
    return readImport(needs, who, id)
  } catch (error) {
    throw asRefusal(error)
  }
}

function recordNamed({ registry }: Pick<Kernel, 'registry'>, type: string): AnyRecord {
  const record = registry.records.find(({ name }) => name === type)
  if (!record)
    throw badRequest(`There is no kind of record called '${type.slice(0, 80)}'.`, [
      { field: 'type', says: `Choose one of: ${registry.records.map(({ name }) => name).join(', ')}.` },
    ])
  return record
}

async function store(
  needs: Needs,
  who: Who,
  record: AnyRecord,
  given: GivenFile,
  { table, size }: { table: Table; size: number },
): Promise<string> {
  const { db, clock } = needs
  const id = clock.id()
  await db.query({
    text: `insert into import (id, type, file_name, file_size, format, headers, status, mapping, is_remembered, row_count, counts, chunk, chunks, progress, created_at, created_by, acts_as, attempts)
      values ($1, $2, $3, $4, $5, $6, 'mapping', '{}', false, 0, '{}', 0, 0, 0, $7, $8, $9, 0)`,
    values: [
      id,
      record.name,
      given.fileName.slice(0, 255),
      size,
      JSON.stringify(table.format),
      table.headers,
      clock.now(),
      who.account,
      JSON.stringify(keepWho(who)),
    ],
  })
  const { rows, samples } = await storeRows(db, id, table)
  if (rows === 0) throw new Unreadable('The file has headers, but no rows below them.')
  const mayWrite = writable(who, record)
  const recalled = await recallMapping(needs, record.name, table.headers)
  const isUsable =
    recalled !== null && checkMapping({ record, headers: table.headers, mapping: recalled, mayWrite }).length === 0
  const mapping = isUsable
    ? recalled
    : guessMapping(record, { headers: table.headers, samples, format: table.format }, mayWrite)
  await db.query({
    text: 'update import set mapping = $2, is_remembered = $3, row_count = $4 where id = $1',
    values: [id, JSON.stringify(mapping), isUsable, rows],
  })
  return id
}

/** The caller may write a field; keys are never written, and the state changes as its moves allow. */
const writable =
  (who: Who, record: AnyRecord) =>
  (name: string): boolean => {
    const field = record.fields[name]
    return field ? maySet(who, field) : targetNames(record).includes(name)
  }

const perStatement = 2000

async function storeRows(
  db: Db,
  id: string,
  table: Table,
): Promise<{ readonly rows: number; readonly samples: readonly FileRow['cells'][] }> {
  const samples: FileRow['cells'][] = []
  let waiting: unknown[] = []
  let rows = 0
  const flush = async (): Promise<void> => {
    await db.query({
      text: 'insert into import_row (import, row, line, cells) select $1, row, line, cells from json_to_recordset($2::json) as x (row int, line int, cells jsonb)',
      values: [id, JSON.stringify(waiting).replaceAll('\\u0000', '\\ufffd')],
    })
    waiting = []
  }
  for await (const { line, cells } of table.rows) {
    rows += 1
    if (samples.length < sampleSize) samples.push(cells)
    waiting.push({ row: rows, line, cells })
    if (waiting.length === perStatement) await flush()
  }
  if (waiting.length > 0) await flush()
  return { rows, samples }
}

/** The import, where the caller may see it: their own, or any for whoever holds 'import.see_all'. */
export async function openImport({ db }: Pick<Kernel, 'db'>, who: Who, id: string): Promise<ImportRow> {
  const row = isUuid(id) ? await findImport(db, id) : null
  if (!row || !maySeeImport(who, row)) throw notFound('This import')
  return row
}

const maySeeImport = (who: Who, row: Pick<ImportRow, 'created_by'>): boolean =>
  who.isSystem || (row.created_by !== null && row.created_by === who.account) || holds(who, 'import.see_all')

/** The import as the API sends it. */
export async function readImport(needs: Pick<Kernel, 'db'>, who: Who, id: string): Promise<ImportView> {
  const row = await openImport(needs, who, id)
  const first = await needs.db.query<FileRow>({
    text: 'select row, line, cells from import_row where import = $1 and row <= $2 order by row',
    values: [id, sampleSize],
  })
  return view(row, await nameOf(needs, row.created_by), first)
}

async function nameOf({ db }: Pick<Kernel, 'db'>, account: string | null): Promise<string | null> {
  const [row] = await db.query<{ name: string }>({ text: 'select name from account where id = $1', values: [account] })
  return row?.name ?? null
}

function view(row: ImportRow, createdBy: string | null, first: readonly FileRow[]): ImportView {
  const columns = row.headers.map((name, column) => {
    const samples = first.map(({ cells }) => cellText(cells[column]).trim()).filter(Boolean)
    return { name, samples: [...new Set(samples)].slice(0, shownSamples).map((text) => text.slice(0, 120)) }
  })
  const { id, type, format, status, mapping, counts, progress, problem } = row
  return {
    id,
    type,
    fileName: row.file_name,
    fileSize: row.file_size,
    format,
    status,
    columns,
    mapping,
    isRemembered: row.is_remembered,
    rows: row.row_count,
    counts,
    progress,
    problem,
    createdAt: row.created_at.toISOString(),
    createdBy,
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

/** The last 100 imports that the caller may see, newest first, without their columns. */
export async function listImports(
  { db }: Pick<Kernel, 'db'>,
  who: Who,
): Promise<readonly Omit<ImportView, 'columns' | 'mapping'>[]> {
  const rows = await db.query<ImportRow & { name: string | null }>({
    text: `select i.*, a.name from import i left join account a on a.id = i.created_by
      where $1 or i.created_by = $2 order by i.created_at desc, i.id desc limit 100`,
    values: [who.isSystem || holds(who, 'import.see_all'), who.account],
  })
  return rows.map((row) => {
    const { columns: _, mapping: __, ...rest } = view(row, row.name, [])
    return rest
  })
}

const busy = 'This import is being worked on. Wait until that is done.'

/** Sets how the columns are read and asks for a new preview. */
export async function setMapping(needs: Needs, who: Who, id: string, mapping: Mapping): Promise<void> {
  const row = await openImport(needs, who, id)
  const record = recordNamed(needs, row.type)
  const says = checkMapping({ record, headers: row.headers, mapping, mayWrite: writable(who, record) })
  if (says.length > 0)
    throw invalid(
      says.map((one) => ({ field: 'mapping', says: one })),
      says[0],
    )
  const changed = await needs.db.query({
    text: `update import set mapping = $2, acts_as = $3, status = 'staging', progress = 0, counts = '{}', problem = null, chunk = 0, attempts = 0, leased_until = null
      where id = $1 and (status in ('mapping', 'ready') or status = 'failed' and chunk = 0) returning id`,
    values: [id, JSON.stringify(mapping), JSON.stringify(keepWho(who))],
  })
  if (changed.length === 0)
    throw conflict(
      ['applied', 'undone'].includes(row.status)
        ? 'This import is done. Upload the file again to import it in another way.'
        : busy,
    )
}

/** Asks for what the preview shows to be done. */
export async function startApplying(needs: Needs, who: Who, id: string): Promise<void> {
  await openImport(needs, who, id)
  await step(needs, who, id, {
    to: 'applying',
    from: `status = 'ready' or status = 'failed' and chunks > 0`,
    says: 'There is no preview to apply. Check the columns first, or wait until the work is done.',
  })
}

/** Asks for everything that the import did to be taken back. */
export async function startUndoing(needs: Needs, who: Who, id: string): Promise<void> {
  await openImport(needs, who, id)
  await step(needs, who, id, {
    to: 'undoing',
    from: `status = 'applied' or status = 'failed' and chunk > 0`,
    says: 'There is nothing to undo, or the import is being worked on.',
  })
}

async function step(
  { db }: Needs,
  who: Who,
  id: string,
  { to, from, says }: { to: string; from: string; says: string },
): Promise<void> {
  const changed = await db.query({
    text: `update import set status = $2, acts_as = $3, problem = null, attempts = 0, leased_until = null,
        progress = case when $2 = 'undoing' then 0 else progress end where id = $1 and (${from}) returning id`,
    values: [id, to, JSON.stringify(keepWho(who))],
  })
  if (changed.length === 0) throw conflict(says)
}

/** Throws away an import that wrote nothing, or was undone. */
export async function discardImport(needs: Needs, who: Who, id: string): Promise<void> {
  await openImport(needs, who, id)
  const gone = await needs.db.query({
    text: `delete from import where id = $1 and status in ('mapping', 'ready', 'failed', 'undone') and (chunk = 0 or status = 'undone') returning id`,
    values: [id],
  })
  if (gone.length === 0) throw conflict('This import has changed records. Undo it first.')
}
