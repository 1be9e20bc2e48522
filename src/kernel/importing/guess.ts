import type { AnyRecord } from '../record/define.ts'
import type { Field } from '../record/field.ts'
import { labelOf, settableFields } from '../record/registry.ts'
import { parseDayText } from '../record/text-date.ts'
import { parseNumberText } from '../record/text-number.ts'
import { foldWord } from '../record/text-words.ts'
import { type ColumnMapping, defaultMatchOn, keyNames, type Mapping } from './mapping.ts'
import { parseState, stateName } from './state.ts'
import { type Cell, cellText, type TableFormat } from './table.ts'

/** What is known about a file before anyone mapped it. `samples` are its first rows. */
export interface Sample {
  readonly headers: readonly string[]
  readonly samples: readonly (readonly Cell[])[]
  readonly format: TableFormat
}
interface Candidate {
  readonly field: string
  readonly columns: readonly number[]
  readonly score: number
}

/** The same headers in the same order have the same signature, whatever their case and punctuation. */
export const signatureOf = (headers: readonly string[]): string =>
  headers
    .filter((header) => !isReportHeader(header))
    .map(foldWord)
    .join('|')

/** Columns that the report of refused rows adds; an import leaves them out by itself. */
export const reportHeaders = ['Import: line', 'Import: outcome', 'Import: reason'] as const
const isReportHeader = (header: string): boolean => reportHeaders.some((one) => one === header)

/** The most likely mapping: by names, labels and other names of fields, then by likeness, checked against the values. */
export function guessMapping(record: AnyRecord, sample: Sample, mayWrite: (field: string) => boolean): Mapping {
  const chosen = new Map<number, { field: string; place: number }>()
  const taken = new Set<string>()
  for (const { field, columns } of candidatesOf(record, sample)) {
    if (taken.has(field) || columns.some((column) => chosen.has(column)) || !mayWrite(field)) continue
    taken.add(field)
    columns.forEach((column, place) => chosen.set(column, { field, place: columns.length > 1 ? place : column }))
  }
  const columns = sample.headers.map((_, column): ColumnMapping => {
    const choice = chosen.get(column)
    if (!choice) return { column, field: null }
    const place = choice.place === column ? {} : { place: choice.place }
    const field = record.fields[choice.field]
    return {
      column,
      field: choice.field,
      ...place,
      ...(field ? guessReading(field, valuesOf(sample, column), sample.format) : {}),
    }
  })
  return { columns, matchOn: defaultMatchOn(record, columns), mode: 'both', empty: 'leave' }
}

function candidatesOf(record: AnyRecord, sample: Sample): readonly Candidate[] {
  const headers = sample.headers.map((header) => (isReportHeader(header) ? '' : foldWord(header)))
  const own = keyNames(record).flatMap((name) => exactly(headers, [foldWord(name)], name, 100))
  const fields = settableFields(record).flatMap(([name, field]) => fieldCandidates({ headers, name, field, sample }))
  return [...own, ...stateCandidates(record, headers, sample), ...fields].sort((a, b) => b.score - a.score)
}

/** Only where the values are states: 'State' can also be a part of a country. */
function stateCandidates(record: AnyRecord, headers: readonly string[], sample: Sample): readonly Candidate[] {
  if (!record.states) return []
  const named = [...exactly(headers, [stateName], stateName, 100), ...exactly(headers, ['status'], stateName, 80)]
  return named.filter(({ columns }) => {
    const values = columns.flatMap((column) => valuesOf(sample, column))
    return values.filter((value) => 'state' in parseState(record, value)).length >= values.length / 2
  })
}

function fieldCandidates({
  headers,
  name,
  field,
  sample,
}: {
  headers: readonly string[]
  name: string
  field: Field<unknown>
  sample: Sample
}): readonly Candidate[] {
  const names = [name, labelOf(name, field)].map(foldWord)
  const others = (field.options.alsoCalled ?? []).map((other) =>
    (typeof other === 'string' ? [other] : other).map(foldWord),
  )
  const found = [
    ...names.flatMap((own) => exactly(headers, [own], name, 100)),
    ...others.flatMap((other, i) => exactly(headers, other, name, 90 - i / 100)),
    ...alike(headers, [...names, ...others.flatMap((other) => (other.length === 1 ? other : []))], name),
  ]
  return found.filter(({ columns }) => columns.every((column) => isPlausible(field, valuesOf(sample, column))))
}

function exactly(
  headers: readonly string[],
  wanted: readonly string[],
  field: string,
  score: number,
): readonly Candidate[] {
  const columns = wanted.map((word) => headers.indexOf(word))
  return columns.includes(-1) ? [] : [{ field, columns, score }]
}

/** A header that holds the whole name ('Work e-mail'), or is held by it, weighed by how much of it is the same. */
function alike(headers: readonly string[], names: readonly string[], field: string): readonly Candidate[] {
  return headers.flatMap((header, column) => {
    const best = Math.max(
      0,
      ...names.map((name) =>
        header.length > 3 && name.length > 3 && (header.includes(name) || name.includes(header))
          ? Math.min(header.length, name.length) / Math.max(header.length, name.length)
          : 0,
      ),
    )
    return best >= 0.4 ? [{ field, columns: [column], score: 60 * best }] : []
  })
}

/** Kinds with a shape of their own are only guessed where the values have it. */
function isPlausible(field: Field<unknown>, values: readonly string[]): boolean {
  if (values.length === 0) return true
  const share = (test: (value: string) => boolean): number => values.filter(test).length / values.length
  if (field.kind === 'email') return share((value) => value.includes('@')) >= 0.5
  if (field.kind === 'date' || field.kind === 'dateTime') return share((value) => /\d/.test(value)) >= 0.5
  if (['int', 'decimal', 'percent', 'money'].includes(field.kind)) return share((value) => /\d/.test(value)) >= 0.5
  return true
}

const valuesOf = ({ samples }: Sample, column: number): readonly string[] =>
  samples.map((cells) => cellText(cells[column]).trim()).filter(Boolean)

/** How the text of a column is to be read, as far as its values tell. */
export function guessReading(
  field: Field<unknown>,
  values: readonly string[],
  format: TableFormat,
): Partial<ColumnMapping> {
  if (field.kind === 'date' || field.kind === 'dateTime') return guessDates(values, format)
  if (['decimal', 'percent', 'money', 'int'].includes(field.kind)) return guessDecimal(values, format)
  return {}
}

/** The order under which most values are days; only said where values could be read in several ways. */
function guessDates(values: readonly string[], format: TableFormat): Partial<ColumnMapping> {
  const isOpen = values.some((value) => /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}/.test(value))
  if (!isOpen) return {}
  const fits = (dateOrder: 'DMY' | 'MDY'): number =>
    values.filter((value) => 'day' in parseDayText(value, { dateOrder, yearsFrom: 1930 })).length
  const isEuropean = format.delimiter === ';' || values.some((value) => value.includes('.'))
  const dateOrder =
    fits('DMY') === fits('MDY') ? (isEuropean ? 'DMY' : 'MDY') : fits('DMY') > fits('MDY') ? 'DMY' : 'MDY'
  return { dateOrder }
}

function guessDecimal(values: readonly string[], format: TableFormat): Partial<ColumnMapping> {
  const bare = values.map((value) => value.replace(/[^\d.,-]/g, ''))
  const says = bare.flatMap((value) => {
    const comma = value.lastIndexOf(',')
    const point = value.lastIndexOf('.')
    if (comma < 0 && point < 0) return []
    if (comma >= 0 && point >= 0) return comma > point ? [',' as const] : ['.' as const]
    const sign = comma >= 0 ? (',' as const) : ('.' as const)
    const other = sign === ',' ? ('.' as const) : (',' as const)
    const isGrouped = /^-?\d{1,3}([.,]\d{3})+$/.test(value)
    return isGrouped ? (value.split(sign).length > 2 ? [other] : []) : [sign]
  })
  const isReadable = (sign: ',' | '.'): boolean =>
    bare.every((value) => value === '' || 'number' in parseNumberText(value, sign))
  const first = says[0] ?? (format.delimiter === ';' && bare.some((value) => /[.,]/.test(value)) ? ',' : undefined)
  return first && isReadable(first) ? { decimal: first } : {}
}
