import { readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { AnyRecord } from '../record/define.ts'
import type { Field } from '../record/field.ts'
import { columnOf, type Registry, storedFields } from '../record/registry.ts'
import { columnsOf, sequenceOf } from '../record/storage.ts'

const kernelFolder = join(import.meta.dirname, '..')
const sourceFolder = join(kernelFolder, '..')
const first = ['access', 'record', 'history']

/** The whole schema as the code declares it: extensions, the kernel rooms' own tables, a table per record, and what modules keep beside their records. */
export function declaredSchema(registry: Registry): string {
  return [
    '-- Written from the declarations by `npm run db:diff`.',
    'create extension if not exists pg_trgm;',
    ...roomSchemas(),
    ...registry.records.map(tableOf),
    ...registry.records.flatMap(foreignKeysOf),
    ...moduleSchemas(),
  ].join('\n\n')
}

/** The `schema.sql` of each kernel room: access, record and history first, since others point at them. */
function roomSchemas(): readonly string[] {
  const rooms = readdirSync(kernelFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const names = rooms.map((room) => room.name).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
  return names.flatMap((name) => {
    try {
      return [readFileSync(join(kernelFolder, name, 'schema.sql'), 'utf8').trim()]
    } catch {
      return []
    }
  })
}

/** The `schema.sql` of each part of a module, by path: tables that point at records, and that no record points at. */
const moduleSchemas = (): readonly string[] =>
  readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => basename(file) === 'schema.sql' && !file.startsWith('kernel'))
    .sort()
    .map((file) => readFileSync(join(sourceFolder, file), 'utf8').trim())

const rank = (name: string): number => (first.includes(name) ? first.indexOf(name) : first.length)

/** The table of one record with its indexes, and its number's sequence. */
export function tableOf(record: AnyRecord): string {
  const fields = storedFields(record).flatMap(([name, field]) =>
    columnsOf(name, field).map((column) => `  ${column.name} ${column.type}${constraintsOf(field)}`),
  )
  const lines = [
    `  id uuid primary key references record (id)`,
    `  number bigint${record.number ? ' not null' : ''}`,
    `  version int not null`,
    `  state text${record.states ? ' not null' : ''}`,
    `  created_at timestamptz not null`,
    `  created_by uuid`,
    `  updated_at timestamptz not null`,
    `  updated_by uuid`,
    `  archived_at timestamptz`,
    ...fields,
  ]
  return [
    ...(record.number ? [`create sequence ${sequenceOf(record)};`] : []),
    `create table ${record.name} (\n${lines.join(',\n')}\n);`,
    ...indexesOf(record),
  ].join('\n')
}

const arrays = ['refs', 'choices']

function constraintsOf(field: Field<unknown>): string {
  if (arrays.includes(field.kind)) return ` not null default '{}'`
  const { required, default: standard } = field.options
  if (standard === undefined) return required === true ? ' not null' : ''
  return ['string', 'number', 'boolean'].includes(typeof standard)
    ? ` not null default '${String(standard).replaceAll("'", "''")}'`
    : ' not null'
}

function indexesOf(record: AnyRecord): readonly string[] {
  const table = record.name
  const own = [
    `create index ${table}_created on ${table} (created_at, id);`,
    `create index ${table}_updated on ${table} (updated_at, id);`,
  ]
  const sorted = record.list.sort.replace('-', '')
  const numbered = record.number ? [`create unique index ${table}_by_number on ${table} (number);`] : []
  const states = record.states ? [`create index ${table}_state on ${table} (state, id);`] : []
  const fields = storedFields(record).flatMap(([name, field]) =>
    fieldIndexes({ table, name, field, isSorted: sorted === name }),
  )
  const further = (record.indexes ?? []).map((names) => {
    const columns = names.map((name) => columnOf(name))
    return `create index ${table}_by_${columns.join('_')} on ${table} (${columns.join(', ')}, id);`
  })
  return [...own, ...numbered, ...states, ...fields, ...further]
}

function fieldIndexes({
  table,
  name,
  field,
  isSorted,
}: {
  table: string
  name: string
  field: Field<unknown>
  isSorted: boolean
}): readonly string[] {
  const column = columnOf(name)
  const { unique, index } = field.options
  // What waits to be sorted in would be read by every list that is limited to the caller's own: nothing waits.
  if (field.kind === 'refs')
    return [`create index ${table}_${column} on ${table} using gin (${column}) with (fastupdate = off);`]
  const isUnique = unique
    ? [`create unique index ${table}_${column}_unique on ${table} (${uniqueKey(field, column)});`]
    : []
  const isIndexed =
    index || isSorted ? [`create index ${table}_${column} on ${table} (${columnsOf(name, field)[0]?.name}, id);`] : []
  return [...isUnique, ...isIndexed]
}

/** Two names that differ in case alone are the same name. */
export const uniqueKey = (field: Field<unknown>, column: string): string =>
  field.kind === 'text' ? `lower(${column})` : column

function foreignKeysOf(record: AnyRecord): readonly string[] {
  return storedFields(record).flatMap(([name, field]) =>
    field.kind === 'ref' && field.options.to
      ? [
          `alter table ${record.name} add constraint ${record.name}_${columnOf(name)}_fkey foreign key (${columnOf(name)}) references ${field.options.to} (id) deferrable;`,
        ]
      : [],
  )
}
