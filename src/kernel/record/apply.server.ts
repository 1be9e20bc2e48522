import { type RawBuilder, sql } from 'kysely'
import { rightsOf } from '../access/abilities.ts'
import { verdictSql } from '../access/rule.server.ts'
import { type Db, type Statement, textOf } from '../database/db.server.ts'
import {
  type Entry,
  entryColumns,
  type Fragment,
  type Happening,
  type Head,
  nextEntry,
  type Writer,
} from '../history/entry.server.ts'
import { at, compiled, filled, type Place, place } from './compiled.server.ts'
import type { AnyRecord } from './define.ts'
import { derivedColumns } from './derivation.server.ts'
import { type Columns, toPlain } from './fragment.ts'
import type { Told, Writing } from './outcome.server.ts'
import { formatNumber, titleOf } from './registry.ts'
import { type Row, shapeOf } from './row.server.ts'
import { fold, searchVector } from './search-text.ts'
import { envelopeColumns, fieldColumns } from './storage.ts'

/** One row about to be written: the whole new row, and what happened to it. */
export interface Change extends Event {
  readonly row: Columns & { readonly id: string }
  readonly head: Head
  /** What happened to it after that: the row is as it was left by the last of these. */
  readonly later?: readonly Event[]
}
interface Event {
  readonly happening: Omit<Happening, 'recordId' | 'type'>
  readonly told?: Told | undefined
}

/** The one statement that inserts new rows with registry and history; 1,000 rows are a good number. */
export function insertion(writer: Writer, record: AnyRecord, changes: readonly Change[]): Statement {
  return { text: statements(record, changes).insert, values: parameters(writer, record, changes) }
}

const places = { registry: place('registry'), row: place('row'), history: place('history') }

/** Inserts one new row with registry and history, and reads it as the caller may see it, in one statement; null where they may not. */
export async function insertOne(writing: Writing, record: AnyRecord, change: Change): Promise<Row | null> {
  const { db, registry, who } = writing
  const rights = rightsOf(who, record)
  const read = compiled(rights, 'new', () => {
    const { select, decode } = shapeOf({ record, registry, who, columns: null })
    const readable = verdictSql(record, rights.read, 't')
    const sources = {
      registry: rowsAt('public.record', places.registry),
      row: rowsAt(record.name, places.row),
      history: rowsAt('history', places.history),
    }
    const statement = sql`with ${insertRows(record, sources)} returning *), remembered as (${insertHistory(sources)})
      select ${select} from (select t.* from written t where ${readable}) p`
    return { statement, decode }
  })
  const [inRegistry, inTable, inHistory] = parameters(writing, record, [change])
  const given = new Map<Place, unknown>([
    [places.registry, inRegistry],
    [places.row, inTable],
    [places.history, inHistory],
  ])
  const [row] = await db.query<Record<string, unknown>>(filled(read, given))
  return row ? read.decode(row) : null
}

/** Rewrites rows with registry and history in one statement. Returns the ids that were written; the others changed in the meantime. */
export async function updateRows(
  db: Db,
  writer: Writer,
  record: AnyRecord,
  changes: readonly Change[],
): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ id: string }>({
    text: statements(record, changes).update,
    values: parameters(writer, record, changes),
  })
  return new Set(rows.map((row) => row.id))
}

interface Recorded {
  readonly registry: Fragment
  readonly history: readonly Fragment[]
}

function recorded(writer: Writer, record: AnyRecord, change: Change): Recorded {
  const { row, later = [] } = change
  let next = change.head
  const history = [change, ...later].map(({ happening, told }) => {
    const made = nextEntry(writerOf(writer, told), next, { ...happening, recordId: row.id, type: record.name })
    next = made.head
    return historyRow(made.entry, next.chain)
  })
  const number = record.number ? formatNumber(record.number, Number(row.number)) : null
  const values = toPlain(record, row)
  const title = titleOf(record) === 'number' ? number : values[titleOf(record)]
  const registry = {
    id: row.id,
    type: record.name,
    number,
    title: String(title ?? number ?? ''),
    state: row.state ?? null,
    archived_at: row.archived_at ?? null,
    entries: next.entries,
    chain: hex(next.chain),
    search: searchVector({ record, number, values }),
    folded: fold([number, title].filter(Boolean).join(' ')),
  }
  return { registry, history }
}

/** Whoever writes, or whom the past is told of. */
export const writerOf = ({ who, clock }: Writer, told: Told | undefined): Writer =>
  told ? { who: told.who ?? who, clock: { ...clock, now: () => told.at } } : { who, clock }

/** An entry as the table of the history takes it from JSON. */
export function historyRow(entry: Entry, hash: Buffer): Fragment {
  const { recordId, whoName, requestId, ...same } = entry
  return { ...same, record_id: recordId, who_name: whoName, request_id: requestId, hash: hex(hash) }
}

const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`

/** Registry, table and history as JSON; of many rows first what they share, then only what sets each apart. */
function parameters(writer: Writer, record: AnyRecord, changes: readonly Change[]): readonly string[] {
  // One moment for all of them: they are written together.
  const now = writer.clock.now()
  const clock = { ...writer.clock, now: () => now }
  const written = changes.map((change) => recorded({ ...writer, clock }, record, change))
  const tables = [
    written.map(({ registry }) => registry),
    changes.map(({ row }) => row),
    written.flatMap(({ history }) => history),
  ]
  if (changes.length === 1) return tables.map((rows) => JSON.stringify(rows))
  const parted = tables.map(partShared)
  return [...parted.map(({ apart }) => JSON.stringify(apart)), ...parted.map(({ shared }) => JSON.stringify(shared))]
}

/** The columns in which all rows have the very same value, and the rows without them. */
function partShared(rows: readonly Fragment[]): { readonly shared: Fragment; readonly apart: readonly Fragment[] } {
  const [first = {}] = rows
  const shared: Record<string, unknown> = {}
  const names: string[] = []
  for (const [name, value] of Object.entries(first)) {
    if (rows.every((row) => row[name] === value)) shared[name] = value
    else names.push(name)
  }
  const apart = rows.map((row) => {
    const own: Record<string, unknown> = {}
    for (const name of names) own[name] = row[name]
    return own
  })
  return { shared, apart }
}

interface Statements {
  readonly insert: string
  readonly update: string
}

/** By the fields, which are another object once some are added, then by name: two types may share their fields. */
const known = new WeakMap<AnyRecord['fields'], Map<string, { readonly one: Statements; readonly many: Statements }>>()

/** The two statements of a record type, for one row or many: everything a write touches, at once. */
function statements(record: AnyRecord, { length }: readonly Change[]): Statements {
  const sharing = known.get(record.fields) ?? new Map<string, { one: Statements; many: Statements }>()
  const found = sharing.get(record.name) ?? { one: build(record, ownRows), many: build(record, rowsOverShared) }
  known.set(record.fields, sharing.set(record.name, found))
  return length === 1 ? found.one : found.many
}

/** The rows of the n-th parameter; `rowsOverShared` takes what a row doesn't have from the parameter three further on. */
const ownRows = (table: string, n: number): string => `json_populate_recordset(null::${table}, $${n}::json)`
const rowsOverShared = (table: string, n: number): string =>
  `json_populate_recordset(json_populate_record(null::${table}, $${n + 3}::json), $${n}::json)`

/** The same of the one parameter at a place. */
const rowsAt = (table: string, from: Place): Sql =>
  sql`json_populate_recordset(null::${sql.raw(table)}, ${at(from)}::json)`

type Sql = RawBuilder<unknown>
/** What new rows are inserted from. */
interface Sources {
  readonly registry: Sql
  readonly row: Sql
  readonly history: Sql
}

const registryColumns = ['title', 'state', 'archived_at', 'entries', 'chain', 'search', 'folded']

function build(record: AnyRecord, rows: typeof ownRows): Statements {
  const columns = columnNames(record)
  const derived = derivedColumns(record)
  const isFixed = (name: string): boolean => ['id', 'number', 'created_at', 'created_by'].includes(name)
  const changing = columns.filter((name) => !isFixed(name) && !derived.has(name))
  const entries = entryColumns.join(', ')
  const table = record.name
  const sources = {
    registry: sql.raw(rows('public.record', 1)),
    row: sql.raw(rows(table, 2)),
    history: sql.raw(rows('history', 3)),
  }
  const insert = textOf(sql`with ${insertRows(record, sources)}) ${insertHistory(sources)}`).text
  const update = `with registered as (
    update record r set ${registryColumns.map((name) => `${name} = i.${name}`).join(', ')}
    from ${rows('public.record', 1)} i where r.id = i.id and r.entries = i.entries - 1 returning r.id
  ), written as (
    update ${table} t set ${changing.map((name) => `${name} = x.${name}`).join(', ')}
    from ${rows(table, 2)} x where t.id = x.id and t.id in (select id from registered)
  ), remembered as (
    insert into history (${entries}) select ${entries} from ${rows('history', 3)} h
    where h.record_id in (select id from registered)
  ) select id from registered`
  return { insert, update }
}

const columnNames = (record: AnyRecord): readonly string[] =>
  [...envelopeColumns, ...fieldColumns(record)].map((column) => column.name)

const names = (columns: readonly string[]): Sql => sql.raw(columns.join(', '))

/** The common tables `registered` and `written`; the second is left open for what it gives back. */
function insertRows(record: AnyRecord, { registry, row }: Sources): Sql {
  const [known, own] = [names(['id', 'type', 'number', ...registryColumns]), names(columnNames(record))]
  return sql`registered as (
    insert into record (${known}) select ${known} from ${registry}
  ), written as (
    insert into ${sql.table(record.name)} (${own}) select ${own} from ${row}`
}

const insertHistory = ({ history }: Sources): Sql =>
  sql`insert into history (${names(entryColumns)}) select ${names(entryColumns)} from ${history}`
