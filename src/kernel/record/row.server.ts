import { type RawBuilder, sql } from 'kysely'
import { verdictSql } from '../access/rule.server.ts'
import { abilities, rightsOf } from '../access/abilities.ts'
import { fieldsIn } from '../access/rule.ts'
import type { Who } from '../access/who.ts'
import type { AnyRecord } from './define.ts'
import { type Field, secretMask } from './field.ts'
import { fromMinor } from './money.ts'
import { columnOf, formatNumber, type Registry, titleOf } from './registry.ts'
import { envelopeColumns, fieldColumns } from './storage.ts'

/** A row as the API sends it: envelope, title, abilities (`can`), and the fields the caller may see. */
export interface Row {
  readonly id: string
  readonly number: string | null
  readonly title: string
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
type DbRow = Record<string, unknown>

/** What to select for one caller and one set of fields, and how to read it back. */
export interface Shape {
  /** Outer select list over the page `p`. */
  readonly select: RawBuilder<unknown>
  readonly decode: (row: DbRow) => Row
}

interface Part {
  readonly select: readonly RawBuilder<unknown>[]
  readonly name: string
  readonly read: (row: DbRow, out: DbRow) => unknown
}

/** Builds the shape of rows of `record` for a caller; `columns` limits the fields (null: all that may be seen). */
export function shapeOf({
  record,
  registry,
  who,
  columns,
}: {
  record: AnyRecord
  registry: Registry
  who: Who
  columns: readonly string[] | null
}): Shape {
  const rights = rightsOf(who, record)
  const needed = new Set([...(columns ?? Object.keys(record.fields)), titleOf(record), ...fieldsOfRules(record)])
  const names = Object.keys(record.fields).filter((name) => needed.has(name) && !rights.hidden.has(name))
  const parts = names.map((name) => fieldPart({ record, registry, who, name }))
  const people = columns === null || columns.includes('createdBy') || columns.includes('updatedBy')
  const title = titleOf(record)
  const pattern = record.number
  const decode = (row: DbRow): Row => {
    const out: Record<string, unknown> = {
      id: row.id,
      number: pattern ? formatNumber(pattern, row.number as number) : null,
      title: row[columnOf(title)] ?? '',
      version: row.version,
      state: row.state ?? null,
      createdAt: isoOf(row.created_at),
      createdBy: people ? personOf(row.created_by, row.$created) : row.created_by,
      updatedAt: isoOf(row.updated_at),
      updatedBy: people ? personOf(row.updated_by, row.$updated) : row.updated_by,
      archivedAt: isoOf(row.archived_at),
    }
    if (title === 'number') out.title = out.number
    for (const part of parts) out[part.name] = part.read(row, out)
    out.can = abilities(rights, out)
    return out as Row
  }
  const nameOf = (column: string, as: string) =>
    sql`(select name from account where id = ${sql.ref(`p.${column}`)}) as ${sql.ref(as)}`
  const accounts = people ? [nameOf('created_by', '$created'), nameOf('updated_by', '$updated')] : []
  return {
    select: sql.join([
      ...envelopeColumns.map(({ name }) => sql.ref(`p.${name}`)),
      ...accounts,
      ...parts.flatMap((part) => part.select),
    ]),
    decode,
  }
}

/** All columns of a record's table by name: a prepared statement with a star would break when a column is added. */
export const ownColumns = (record: AnyRecord, alias: string): RawBuilder<unknown> =>
  sql.join([...envelopeColumns, ...fieldColumns(record)].map(({ name }) => sql.ref(`${alias}.${name}`)))

/** Fields that the record's rules look at: always read, so that abilities can be told. */
export function fieldsOfRules(record: AnyRecord): readonly string[] {
  const moves = Object.values(record.states?.moves ?? {}).flatMap(({ can }) => can ?? [])
  const actions = Object.values(record.actions ?? {}).map(({ can }) => can)
  const rules = [...Object.values(record.access), ...moves, ...actions]
  return [...new Set(rules.flatMap(fieldsIn))].filter((name) => record.fields[name])
}

function fieldPart({
  record,
  registry,
  who,
  name,
}: {
  record: AnyRecord
  registry: Registry
  who: Who
  name: string
}): Part {
  const field = record.fields[name] as Field<unknown>
  const column = columnOf(name)
  if (field.kind === 'ref') return refPart({ registry, who, name, field })
  if (field.kind === 'refs') return refsPart({ registry, who, name, field })
  if (field.kind === 'computed') return computedPart(name, field)
  if (field.kind === 'money') {
    const [amount, currency] = [`${column}_amount`, `${column}_currency`]
    const read = (row: DbRow): unknown =>
      row[amount] === null || row[amount] === undefined ? null : fromMinor(Number(row[amount]), String(row[currency]))
    return { name, select: [sql.ref(`p.${amount}`), sql.ref(`p.${currency}`)], read }
  }
  if (field.kind === 'secret') {
    const isSet = sql`(${sql.ref(`p.${column}`)} is not null) as ${sql.ref(column)}`
    return { name, select: [isSet], read: (row) => (row[column] === true ? secretMask : null) }
  }
  const read = field.kind === 'dateTime' ? (row: DbRow) => isoOf(row[column]) : (row: DbRow) => row[column] ?? null
  return { name, select: [sql.ref(`p.${column}`)], read }
}

function computedPart(name: string, field: Field<unknown>): Part {
  const { from, sql: expression, as } = field.options
  if (from) return { name, select: [], read: (_, out) => from(out as never) ?? null }
  const column = `$c_${name}`
  return {
    name,
    select: [sql`${sql.raw(`(${(expression ?? 'null').replaceAll(/\bt\./g, 'p.')})`)} as ${sql.ref(column)}`],
    read: (row) => (as === 'dateTime' ? isoOf(row[column]) : (row[column] ?? null)),
  }
}

interface Pointing {
  readonly registry: Registry
  readonly who: Who
  readonly name: string
  readonly field: Field<unknown>
}

/**
 * A reference reads as `{ id, title }`; the title is only looked up where the caller may read the target. Looked up one by one, not
 * joined: a ticket's fifteen joins took three times as long to plan and twice as long to run.
 */
function refPart({ registry, who, name, field }: Pointing): Part {
  const column = columnOf(name)
  const target = registry.record(field.options.to ?? '')
  const { read: verdict } = rightsOf(who, target)
  const read = (row: DbRow): unknown =>
    row[column] === null || row[column] === undefined ? null : { id: row[column], title: row[`$t_${name}`] ?? null }
  const title = sql`(select r.title from ${readableTitles(target, verdict)} where r.id = ${sql.ref(`p.${column}`)}) as ${sql.ref(`$t_${name}`)}`
  return { name, select: [sql.ref(`p.${column}`), ...(verdict === false ? [] : [title])], read }
}

function refsPart({ registry, who, name, field }: Pointing): Part {
  const column = columnOf(name)
  const target = registry.record(field.options.to ?? '')
  const { read: verdict } = rightsOf(who, target)
  const titles = sql`(select jsonb_object_agg(r.id, r.title) from ${readableTitles(target, verdict)} where r.id = any(${sql.ref(`p.${column}`)})) as ${sql.ref(`$t_${name}`)}`
  const read = (row: DbRow): unknown => {
    const ids = (row[column] ?? []) as readonly string[]
    const known = (row[`$t_${name}`] ?? {}) as Readonly<Record<string, string>>
    return ids.map((id) => ({ id, title: known[id] ?? null }))
  }
  return { name, select: [sql.ref(`p.${column}`), ...(verdict === false ? [] : [titles])], read }
}

/** The titles `r` of those of a record that the caller may read. */
const readableTitles = (target: AnyRecord, verdict: Parameters<typeof verdictSql>[1]): RawBuilder<unknown> =>
  verdict === true
    ? sql`record r`
    : sql`record r join ${sql.table(target.name)} o on o.id = r.id and ${verdictSql(target, verdict, 'o')}`

const isoOf = (value: unknown): string | null =>
  value instanceof Date ? value.toISOString() : ((value as string | null | undefined) ?? null)

const personOf = (id: unknown, name: unknown): unknown =>
  id === null || id === undefined ? null : { id, title: name ?? null }
