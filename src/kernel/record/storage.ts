import type { AnyRecord } from './define.ts'
import type { Field } from './field.ts'
import { columnOf, storedFields } from './registry.ts'

/** One column of a record's table. */
export interface Column {
  readonly name: string
  readonly type: string
}

const types: Readonly<Record<string, string>> = {
  text: 'text',
  longText: 'text',
  int: 'bigint',
  decimal: 'numeric',
  percent: 'numeric',
  date: 'date',
  dateTime: 'timestamptz',
  duration: 'bigint',
  bool: 'boolean',
  choice: 'text',
  choices: 'text[]',
  ref: 'uuid',
  refs: 'uuid[]',
  email: 'text',
  url: 'text',
  phone: 'text',
  ip: 'inet',
  colour: 'text',
  secret: 'text',
  json: 'jsonb',
}

/** The columns that keep a field: one, or two for money. */
export function columnsOf(name: string, field: Field<unknown>): readonly Column[] {
  const column = columnOf(name)
  if (field.kind === 'money') {
    return [
      { name: `${column}_amount`, type: 'bigint' },
      { name: `${column}_currency`, type: 'text' },
    ]
  }
  const type = types[field.kind]
  if (!type) throw new Error(`Fields of kind '${field.kind}' are not stored.`)
  return [{ name: column, type }]
}

/** Columns of every record's table that hold its own fields, in declared order. */
export const fieldColumns = (record: AnyRecord): readonly Column[] =>
  storedFields(record).flatMap(([name, field]) => columnsOf(name, field))

/** The columns that every record's table has besides. `number` is the bare counter. */
export const envelopeColumns: readonly Column[] = [
  { name: 'id', type: 'uuid' },
  { name: 'number', type: 'bigint' },
  { name: 'version', type: 'int' },
  { name: 'state', type: 'text' },
  { name: 'created_at', type: 'timestamptz' },
  { name: 'created_by', type: 'uuid' },
  { name: 'updated_at', type: 'timestamptz' },
  { name: 'updated_by', type: 'uuid' },
  { name: 'archived_at', type: 'timestamptz' },
]

/** The name of the sequence that numbers a record. */
export const sequenceOf = (record: AnyRecord): string => `${record.name}_number`
