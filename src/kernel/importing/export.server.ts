import { sql } from 'kysely'
import { maySee } from '../access/abilities.ts'
import type { Kernel } from '../kernel.server.ts'
import { pagesOf } from '../record/all-rows.server.ts'
import type { AnyRecord } from '../record/define.ts'
import { envelopeNames } from '../record/define.ts'
import { type Field, f, type Ref } from '../record/field.ts'
import { columnOf, labelOf, titleOf } from '../record/registry.ts'
import type { ListQuery } from '../record/read.server.ts'
import type { Records, Row } from '../record/store.server.ts'
import { formatValue, wordOf } from '../record/text.ts'
import { byteOrderMark, csvLine } from './csv-text.ts'
import { lookupFields } from './references.ts'
import { mostSheetRows, type SheetCell, xlsxStream } from './xlsx-writer.server.ts'

type Needs = Pick<Kernel, 'replica' | 'registry' | 'store'>
interface Column {
  readonly name: string
  readonly label: string
  readonly field: Field<unknown>
}
/** What is exported: which rows, in which order, and which columns (all that the caller may see, unless said). */
export interface Exporting {
  readonly records: Records
  readonly record: AnyRecord
  readonly query: ListQuery
}

/** A list as CSV, streamed page by page with the caller's own access. Importing it again changes nothing. */
export async function* exportCsv(needs: Needs, exporting: Exporting): AsyncGenerator<string> {
  const columns = columnsOf(exporting)
  yield byteOrderMark + csvLine(columns.map(({ label }) => label))
  const name = namer(needs, exporting)
  for await (const rows of pages(exporting)) {
    const named = await name(rows, columns)
    yield rows.map((row) => csvLine(columns.map((column) => named(row, column) ?? textOf(row, column)))).join('')
  }
}

/** A list as a workbook: days, moments and numbers as such, everything else as text. */
export function exportXlsx(needs: Needs, exporting: Exporting): AsyncGenerator<Buffer> {
  const columns = columnsOf(exporting)
  const widths = columns.map(({ label, field }) => ({
    name: label,
    width: field.kind === 'longText' ? 48 : Math.max(label.length + 2, 16),
  }))
  return xlsxStream(exporting.record.label[1], widths, sheetRows(needs, exporting, columns))
}

async function* sheetRows(
  needs: Needs,
  exporting: Exporting,
  columns: readonly Column[],
): AsyncGenerator<readonly SheetCell[]> {
  const name = namer(needs, exporting)
  let count = 0
  for await (const rows of pages(exporting)) {
    const named = await name(rows, columns)
    for (const row of rows) {
      if (++count === mostSheetRows) {
        yield [{ kind: 'text', text: 'A sheet holds no more rows. Export as CSV to have them all.' }]
        return
      }
      yield columns.map((column) => cellOf(row, column, named(row, column)))
    }
  }
}

const envelope: Readonly<Record<string, Field<unknown>>> = {
  number: f.text({ label: 'Number' }),
  state: f.text({ label: 'State' }),
  createdAt: f.dateTime({ label: 'Created' }),
  createdBy: f.text({ label: 'Created by' }),
  updatedAt: f.dateTime({ label: 'Changed' }),
  updatedBy: f.text({ label: 'Changed by' }),
  archivedAt: f.dateTime({ label: 'Archived' }),
  id: f.text({ label: 'Id' }),
}

/** The id is always there, so that the file finds its records again. */
function columnsOf({ record, records, query }: Exporting): readonly Column[] {
  const all = [...(record.number ? ['number'] : []), ...Object.keys(record.fields), ...(record.states ? ['state'] : [])]
  const asked = query.columns?.filter(
    (name) => record.fields[name] !== undefined || envelopeNames.some((own) => own === name),
  )
  const names = [...(asked && asked.length > 0 ? asked : all).filter((name) => name !== 'id'), 'id']
  return names.flatMap((name) => {
    const field = record.fields[name] ?? envelope[name]
    if (!field || !maySee(records.who, field)) return []
    return [{ name, field, label: labelOf(name, field) }]
  })
}

/** Of the whole list, whatever page of it was asked for. */
const pages = ({ records, record, query: { after: _, before: __, limit: ___, ...which } }: Exporting) =>
  pagesOf(records, record, which)

function textOf(row: Row, { name, field }: Column): string {
  const value = row[name]
  if (name === 'state') return value === null ? '' : wordOf({}, String(value))
  if (name === 'createdBy' || name === 'updatedBy') return nameIn(value)
  return formatValue(field, value)
}

const nameIn = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'name' in value ? String(value.name ?? '') : ''

function cellOf(row: Row, column: Column, named: string | null): SheetCell {
  const { name, field } = column
  const value = row[name]
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return null
  const kind = field.kind === 'computed' ? (field.options.as ?? 'text') : field.kind
  if (kind === 'bool') return { kind: 'yesNo', is: value === true }
  if ((kind === 'int' || kind === 'decimal' || kind === 'percent') && isExact(String(value)))
    return { kind: kind === 'percent' ? 'percent' : 'number', number: String(value) }
  if (kind === 'date' && String(value) >= '1900-03-01') return { kind: 'day', iso: String(value) }
  if (kind === 'dateTime' && String(value).endsWith('.000Z') && String(value) >= '1900-03-01')
    return { kind: 'moment', iso: String(value) }
  const text = named ?? textOf(row, column)
  return text === '' ? null : { kind: 'text', text }
}

/** A spreadsheet keeps fifteen digits. */
const isExact = (number: string): boolean => number.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15

/** Names references so that an import finds the same records: by their title, with a key behind it where others share the title. */
function namer({ replica, registry }: Needs, { records }: Exporting) {
  const known = new Map<string, string>()
  const nameAll = async (target: AnyRecord, refs: readonly Ref[]): Promise<void> => {
    const fresh = refs.filter(({ id, title }) => title !== null && !known.has(id))
    if (fresh.length === 0) return
    const shared = await sharedTitles(replica, target, [...new Set(fresh.map(({ title }) => title ?? ''))])
    const ambiguous = [...new Set(fresh.filter(({ title }) => shared.has(title ?? '')).map(({ id }) => id))]
    for (const { id, title } of fresh) known.set(id, title ?? '')
    for (let start = 0; start < ambiguous.length; start += 1000) {
      const page = await records.list(target, {
        filter: { id: ambiguous.slice(start, start + 1000) },
        archived: 'with',
        limit: 1000,
      })
      for (const row of page.rows) known.set(row.id, `${row.title} <${keyOf(target, row)}>`)
    }
  }
  return async (rows: readonly Row[], columns: readonly Column[]) => {
    if (known.size > 200_000) known.clear()
    for (const { name, field } of columns) {
      if (field.kind === 'ref' || field.kind === 'refs')
        await nameAll(
          registry.record(field.options.to ?? ''),
          rows.flatMap((row) => refsIn(row[name])),
        )
    }
    return (row: Row, { name, field }: Column): string | null =>
      field.kind === 'ref' || field.kind === 'refs'
        ? refsIn(row[name])
            .map(({ id, title }) => known.get(id) ?? title ?? '')
            .filter(Boolean)
            .join('; ')
        : null
  }
}

function refsIn(value: unknown): readonly Ref[] {
  if (Array.isArray(value)) return value as readonly Ref[]
  return typeof value === 'object' && value !== null && 'id' in value ? [value as Ref] : []
}

const keyOf = (target: AnyRecord, row: Row): string =>
  String(
    lookupFields(target)
      .slice(1)
      .filter((name) => name !== titleOf(target))
      .map((name) => row[name])
      .find((value) => value !== null && value !== undefined && value !== '') ?? row.id,
  )

async function sharedTitles(
  db: Kernel['db'],
  target: AnyRecord,
  titles: readonly string[],
): Promise<ReadonlySet<string>> {
  const title = titleOf(target)
  if (title === 'number' || target.fields[title]?.options.unique) return new Set()
  const column = sql.ref(columnOf(title))
  const rows = await db.query<{ title: string }>(
    sql`select ${column} as title from ${sql.table(target.name)} where ${column} = any(${titles}::text[]) group by 1 having count(*) > 1`,
  )
  return new Set(rows.map((row) => row.title))
}
