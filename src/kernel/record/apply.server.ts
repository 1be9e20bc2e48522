import type { Db, Statement } from '../database/db.server.ts'
import {
  type Entry,
  entryColumns,
  type Fragment,
  type Happening,
  type Head,
  nextEntry,
  type Writer,
} from '../history/entry.server.ts'
import type { AnyRecord } from './define.ts'
import { type Columns, toPlain } from './fragment.ts'
import { formatNumber, titleOf } from './registry.ts'
import { fold, searchVector } from './search-text.ts'
import { envelopeColumns, fieldColumns } from './storage.ts'

/** One row about to be written: the whole new row, and what happened to it. */
export interface Change {
  readonly row: Columns & { readonly id: string }
  readonly head: Head
  readonly happening: Omit<Happening, 'recordId' | 'type'>
}

/** The one statement that inserts new rows with registry and history; 1,000 rows are a good number. */
export function insertion(writer: Writer, record: AnyRecord, changes: readonly Change[]): Statement {
  const written = changes.map((change) => recorded(writer, record, change))
  return { text: statements(record).insert, values: parameters(changes, written) }
}

/** Rewrites rows with registry and history in one statement. Returns the ids that were written; the others changed in the meantime. */
export async function updateRows(
  db: Db,
  writer: Writer,
  record: AnyRecord,
  changes: readonly Change[],
): Promise<ReadonlySet<string>> {
  const written = changes.map((change) => recorded(writer, record, change))
  const rows = await db.query<{ id: string }>({ text: statements(record).update, values: parameters(changes, written) })
  return new Set(rows.map((row) => row.id))
}

interface Recorded {
  readonly registry: Fragment
  readonly history: Fragment
}

function recorded(writer: Writer, record: AnyRecord, { row, head, happening }: Change): Recorded {
  const { entry, head: next } = nextEntry(writer, head, { ...happening, recordId: row.id, type: record.name })
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
  return { registry, history: historyRow(entry, next.chain) }
}

function historyRow(entry: Entry, hash: Buffer): Fragment {
  const { recordId, whoName, requestId, ...same } = entry
  return { ...same, record_id: recordId, who_name: whoName, request_id: requestId, hash: hex(hash) }
}

const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`

const parameters = (changes: readonly Change[], written: readonly Recorded[]): readonly string[] => [
  JSON.stringify(written.map((one) => one.registry)),
  JSON.stringify(changes.map((change) => change.row)),
  JSON.stringify(written.map((one) => one.history)),
]

/** By the fields, which are another object once some are added, then by name: two types may share their fields. */
const known = new WeakMap<AnyRecord['fields'], Map<string, { insert: string; update: string }>>()

/** The two statements of a record type: everything a write touches, at once. */
function statements(record: AnyRecord): { insert: string; update: string } {
  const sharing = known.get(record.fields) ?? new Map<string, { insert: string; update: string }>()
  const found = sharing.get(record.name) ?? build(record)
  known.set(record.fields, sharing.set(record.name, found))
  return found
}

const registryColumns = ['title', 'state', 'archived_at', 'entries', 'chain', 'search', 'folded']

function build(record: AnyRecord): { insert: string; update: string } {
  const columns = [...envelopeColumns, ...fieldColumns(record)].map((column) => column.name)
  const changing = columns.filter((name) => !['id', 'number', 'created_at', 'created_by'].includes(name))
  const entries = entryColumns.join(', ')
  const table = record.name
  const insert = `with registered as (
    insert into record (id, type, number, ${registryColumns.join(', ')})
    select id, type, number, ${registryColumns.join(', ')} from json_populate_recordset(null::public.record, $1::json)
  ), written as (
    insert into ${table} (${columns.join(', ')}) select ${columns.join(', ')} from json_populate_recordset(null::${table}, $2::json)
  ) insert into history (${entries}) select ${entries} from json_populate_recordset(null::history, $3::json)`
  const update = `with registered as (
    update record r set ${registryColumns.map((name) => `${name} = i.${name}`).join(', ')}
    from json_populate_recordset(null::public.record, $1::json) i where r.id = i.id and r.entries = i.entries - 1 returning r.id
  ), written as (
    update ${table} t set ${changing.map((name) => `${name} = x.${name}`).join(', ')}
    from json_populate_recordset(null::${table}, $2::json) x where t.id = x.id and t.id in (select id from registered)
  ), remembered as (
    insert into history (${entries}) select ${entries} from json_populate_recordset(null::history, $3::json) h
    where h.record_id in (select id from registered)
  ) select id from registered`
  return { insert, update }
}
