import type { AnyRecord } from '../record/define.ts'
import { inSentence } from '../record/in-sentence.ts'
import { labelOf, settableFields } from '../record/registry.ts'
import type { DateOrder } from '../record/text-date.ts'
import type { DecimalSign } from '../record/text-number.ts'
import { stateName } from './state.ts'

/** What one column of a file becomes, and how its text is read. */
export interface ColumnMapping {
  /** The place of the column in the file; `noColumn` where all rows have the same. */
  readonly column: number
  /** The text that all rows have, as if it stood in a column. */
  readonly always?: string
  /** The column is read once more, for another field. */
  readonly isAgain?: boolean
  /** A field, 'state', 'id', 'number', or null: the column is left out. Columns of one text field are joined with a space. */
  readonly field: string | null
  /** The place among several columns of one field; the column's own place unless said. */
  readonly place?: number
  readonly dateOrder?: DateOrder
  readonly decimal?: DecimalSign
  /** The first year that two digits can mean. */
  readonly yearsFrom?: number
  readonly currency?: string
  readonly separator?: string
  /** The field of the target that a reference is looked up by; without it whatever identifies one record. */
  readonly by?: string
  /** What becomes of a row whose reference points at nothing: refused (the default), or taken with the reference left empty. */
  readonly unknown?: 'refuse' | 'empty'
}
/** The place of what stands in no column. */
export const noColumn = -1

/** Whether it stands beside the columns of the file: the same for all rows, or a column that is read once more. */
export const isBesides = ({ always, isAgain }: ColumnMapping): boolean => always !== undefined || isAgain === true

/** How a whole file is read. */
export interface Mapping {
  readonly columns: readonly ColumnMapping[]
  /** The fields that recognise an existing record, tried in this order. */
  readonly matchOn: readonly string[]
  readonly mode: 'both' | 'create' | 'update'
  /** What an empty cell does to an existing value. */
  readonly empty: 'leave' | 'clear'
}

/** Names besides fields that a column can be mapped to: only to recognise records, never written. */
export const keyNames = (record: AnyRecord): readonly string[] => (record.number ? ['id', 'number'] : ['id'])

/** Everything that a column can be mapped to: fields, the state, and the keys. */
export const targetNames = (record: AnyRecord): readonly string[] => [
  ...settableFields(record).map(([name]) => name),
  ...(record.states ? [stateName] : []),
  ...keyNames(record),
]

/** The label of whatever a column can be mapped to. */
export function targetLabel(record: AnyRecord, name: string): string {
  if (name === 'id') return 'Id'
  return labelOf(name, record.fields[name])
}

const matchable = ['text', 'email', 'int', 'phone', 'url', 'ip', 'ref', 'date', 'choice']

/** Fields that records can be recognised by, the declared ones first. */
export function matchableFields(record: AnyRecord): readonly string[] {
  const declared = record.matchOn ?? []
  const others = settableFields(record).flatMap(([name, field]) =>
    matchable.includes(field.kind) && field.kind !== 'ref' && !declared.includes(name) ? [name] : [],
  )
  return [...keyNames(record), ...declared, ...others]
}

/** The match keys that a mapping can use unless told otherwise: the record's own, as far as columns are mapped to them. */
export function defaultMatchOn(record: AnyRecord, columns: readonly ColumnMapping[]): readonly string[] {
  const mapped = new Set(columns.map(({ field }) => field))
  return [...keyNames(record), ...(record.matchOn ?? [])].filter((name) => mapped.has(name))
}

/** Everything that is wrong with a mapping, in words; `mayWrite` says whether the caller may set a field. */
export function checkMapping({
  record,
  headers,
  mapping,
  mayWrite,
}: {
  record: AnyRecord
  headers: readonly string[]
  mapping: Mapping
  mayWrite: (field: string) => boolean
}): readonly string[] {
  const targets = targetNames(record)
  const mapped = mapping.columns.flatMap(({ field }) => (field === null ? [] : [field]))
  const says: string[] = []
  for (const { column, field, always } of mapping.columns) {
    if (always === undefined && headers[column] === undefined) says.push(`The file has no column ${column + 1}.`)
    if (field !== null && !targets.includes(field)) says.push(`${record.label[0]} has no field '${field}'.`)
    else if (field !== null && always === '')
      says.push(`Say what ${inSentence(targetLabel(record, field))} is for all rows, or leave it out.`)
    else if (field !== null && !mayWrite(field))
      says.push(`You may not set ${inSentence(targetLabel(record, field))}. Leave that column out.`)
  }
  for (const field of new Set(mapped)) {
    const most = mostColumns[record.fields[field]?.kind ?? ''] ?? 1
    if (mapped.filter((other) => other === field).length > most)
      says.push(
        most === 1
          ? `Two columns are mapped to ${targetLabel(record, field)}. Choose one.`
          : `Three columns are mapped to ${targetLabel(record, field)}. Choose the amount and its currency.`,
      )
  }
  if (mapped.length === 0) says.push('No column is mapped to a field yet.')
  for (const field of mapping.matchOn) {
    if (!mapped.includes(field))
      says.push(`Records are to be recognised by ${targetLabel(record, field)}, but no column is mapped to it.`)
  }
  if (mapping.matchOn.length === 0 && mapping.mode !== 'create')
    says.push('Choose a field that recognises existing records, or only create new ones.')
  return says
}

/** Of how many columns one value can be put together: text of any number, an amount of itself and its currency. */
const mostColumns: Readonly<Record<string, number>> = { text: Infinity, longText: Infinity, money: 2 }

/** Columns that belong to each mapped field, in the order they are joined. */
export function columnsByField(mapping: Mapping): ReadonlyMap<string, readonly ColumnMapping[]> {
  const found = new Map<string, ColumnMapping[]>()
  // What all rows have comes last: it tells least.
  const placeOf = ({ place, column }: ColumnMapping): number => place ?? (column === noColumn ? 1_000_000 : column)
  const ordered = [...mapping.columns].sort((a, b) => placeOf(a) - placeOf(b))
  for (const column of ordered)
    if (column.field !== null) found.set(column.field, [...(found.get(column.field) ?? []), column])
  return found
}
