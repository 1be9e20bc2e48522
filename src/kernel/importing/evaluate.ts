import type { AnyRecord } from '../record/define.ts'
import type { Field } from '../record/field.ts'
import { parseInterval, unitFieldOf } from '../record/interval.ts'
import { parseText, splitValues, type TextOptions } from '../record/text.ts'
import { checkValue } from '../record/values.ts'
import { columnsByField, type ColumnMapping, type Mapping, targetLabel } from './mapping.ts'
import { shorten } from './shorten.ts'
import { parseState, stateName } from './state.ts'
import { type Cell, cellText, type TableFormat } from './table.ts'

/** What is wrong with a row or worth knowing about it: at which field, in words that say what to do. */
export interface RowProblem {
  readonly field: string
  readonly says: string
}
/** One row as it was read: values by field, names that references are to be looked up by, and what couldn't be read. */
export interface ReadRow {
  readonly values: Readonly<Record<string, unknown>>
  readonly names: Readonly<Record<string, readonly string[]>>
  /** 'id' and 'number', where columns are mapped to them. */
  readonly keys: Readonly<Record<string, string>>
  /** The state that the row names, where a column is mapped to it. */
  readonly state: string | null
  readonly problems: readonly RowProblem[]
}
/** Reads rows of one file. */
export interface RowReader {
  /** All fields; an empty cell leaves its field out, or empties it where the mapping says so. */
  readonly read: (cells: readonly Cell[]) => ReadRow
  /** The value of a single field, null where it is empty or can't be read. */
  readonly readOne: (cells: readonly Cell[], field: string) => unknown
  /** The texts that a reference is to be looked up by. */
  readonly namesOf: (cells: readonly Cell[], field: string) => readonly string[]
}

const sheetErrors = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/

/** Prepares reading the rows of one file by its mapping. */
export function rowReader({
  record,
  mapping,
  format,
  width,
}: {
  record: AnyRecord
  mapping: Mapping
  format: TableFormat
  width: number
}): RowReader {
  const fields = [...columnsByField(mapping)]
  const columnsOf = new Map(fields)
  const counted = fields.flatMap(([name]) => {
    const unit = unitFieldOf(record, name)
    return unit === null ? [] : [[unit, name] as const]
  })
  const countOf = new Map(counted)
  const isReference = (field: Field<unknown> | undefined): boolean => field?.kind === 'ref' || field?.kind === 'refs'

  const read = (cells: readonly Cell[]): ReadRow => {
    const values: Record<string, unknown> = {}
    const names: Record<string, readonly string[]> = {}
    const keys: Record<string, string> = {}
    const problems: RowProblem[] = []
    /** Units that stand beside their numbers in one cell. */
    const ownUnits: Record<string, unknown> = {}
    let state: string | null = null
    if (cells.length > width)
      problems.push({
        field: '',
        says: `The row has ${cells.length} cells, but there are ${width} columns. Put quotation marks around text that contains the delimiter.`,
      })
    for (const [name, columns] of fields) {
      const field = record.fields[name]
      const given = joined(cells, columns)
      const length = lengthIn(record, name, given)
      // A currency beside an empty cell says no amount.
      const isEmpty = field?.kind === 'money' && columns.length > 1 && !/\d/.test(given)
      const text = isEmpty ? '' : (length?.text ?? given)
      Object.assign(ownUnits, length?.units)
      // The unit that all rows have is that of the numbers that there are.
      const count = columns[0]?.always === undefined ? undefined : columnsOf.get(countOf.get(name) ?? '')
      if (count && joined(cells, count) === '') continue
      if (name === stateName && text !== '') {
        const parsed = parseState(record, text)
        if ('state' in parsed) state = parsed.state
        else problems.push({ field: name, says: parsed.says })
      } else if (!field) keys[name] = text
      else if (sheetErrors.test(text))
        problems.push({
          field: name,
          says: `${targetLabel(record, name)} is a spreadsheet error (${text}). Mend the formula, or empty the cell.`,
        })
      else if (text === '') {
        const isCleared = mapping.empty === 'clear'
        const checked = isCleared ? checkValue(field, null) : null
        if (checked && 'value' in checked) values[name] = checked.value
      } else if (isReference(field)) names[name] = textsOf(field, text, columns)
      else {
        const checked = parseText(field, text, optionsOf(columns, cells, format))
        if ('value' in checked) values[name] = checked.value
        else
          problems.push({
            field: name,
            says: `${targetLabel(record, name)} ${checked.says} The file says '${shorten(text)}'.`,
          })
      }
    }
    return {
      ...{ names, keys, state, values: { ...values, ...ownUnits } },
      problems: problems.filter(({ field }) => !(field in ownUnits)),
    }
  }

  const readOne = (cells: readonly Cell[], name: string): unknown => {
    const columns = columnsOf.get(name)
    if (!columns) return null
    const text = joined(cells, columns)
    const field = record.fields[name]
    if (text === '' || sheetErrors.test(text)) return null
    if (!field) return text
    const checked = parseText(field, text, optionsOf(columns, cells, format))
    return 'value' in checked ? checked.value : null
  }

  const namesOf = (cells: readonly Cell[], name: string): readonly string[] => {
    const columns = columnsOf.get(name)
    const field = record.fields[name]
    const text = columns ? joined(cells, columns) : ''
    return columns && field && text !== '' && !sheetErrors.test(text) ? textsOf(field, text, columns) : []
  }
  return { read, readOne, namesOf }
}

/** A number that says its own unit, such as '90 days': the number, and the unit for the field that keeps it. */
function lengthIn(
  record: AnyRecord,
  name: string,
  text: string,
): { readonly text: string; readonly units: Readonly<Record<string, unknown>> } | null {
  const { unit: declared } = record.fields[name]?.options ?? {}
  const read = declared === undefined ? null : parseInterval(text)
  if (read === null) return null
  const unit = unitFieldOf(record, name)
  if (unit === null) return read.unit === declared ? { text: read.count, units: {} } : null
  return record.fields[unit]?.options.of?.includes(read.unit)
    ? { text: read.count, units: { [unit]: read.unit } }
    : null
}

function joined(cells: readonly Cell[], columns: readonly ColumnMapping[]): string {
  const textOf = ({ column, always }: ColumnMapping): string => always ?? plain(cells[column])
  const [only] = columns
  if (columns.length === 1 && only) return textOf(only)
  return columns.map(textOf).filter(Boolean).join(' ')
}

/** Our own export puts an apostrophe before text that a spreadsheet would take for a formula. */
const plain = (cell: Cell | undefined): string =>
  cellText(cell)
    .replace(/^'(?='*[=+\-@\t\r])/, '')
    .trim()

function textsOf(field: Field<unknown>, text: string, columns: readonly ColumnMapping[]): readonly string[] {
  return field.kind === 'ref' ? [text] : splitValues(text, 'refs', columns[0]?.separator)
}

/** A number that a spreadsheet keeps as a number has a point, whatever the column is said to have. */
function optionsOf(columns: readonly ColumnMapping[], cells: readonly Cell[], format: TableFormat): TextOptions {
  const [column] = columns
  const isNumber = column !== undefined && typeof cells[column.column] === 'number'
  const { dateOrder, decimal, yearsFrom, currency, separator } = column ?? {}
  return { dateOrder, yearsFrom, currency, separator, decimal: isNumber ? '.' : decimal, daySystem: format.daySystem }
}
