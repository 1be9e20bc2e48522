import type { AnyRecord } from '../record/define.ts'
import type { Field } from '../record/field.ts'
import { labelOf, settableFields } from '../record/registry.ts'
import { unitFieldOf, unitNamed } from '../record/interval.ts'
import { parseText, wordOf } from '../record/text.ts'
import { parseDayText } from '../record/text-date.ts'
import { parseNumberText, takeCurrency } from '../record/text-number.ts'
import { foldWord } from '../record/text-words.ts'
import { type ColumnMapping, defaultMatchOn, keyNames, type Mapping, noColumn } from './mapping.ts'
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
  const columns = sample.headers.map((header, column): ColumnMapping => {
    const choice = chosen.get(column)
    if (!choice) return { column, field: null }
    const place = choice.place === column ? {} : { place: choice.place }
    const field = record.fields[choice.field]
    return {
      column,
      field: choice.field,
      ...place,
      ...(field ? guessReading(field, valuesOf(sample, column), sample.format) : {}),
      ...(field?.kind === 'money' ? currencyIn(header) : {}),
    }
  })
  const all = [...withCurrency(record, sample, columns), ...besides(record, sample, { columns, mayWrite })]
  const matchOn = defaultMatchOn(record, all)
  return { columns: all, matchOn, mode: matchOn.length > 0 ? 'both' : 'create', empty: 'leave' }
}

const currencyHeaders = ['currency', 'currencycode', 'contractcurrency', 'wahrung', 'devise', 'iso4217']

/** An amount whose currency stands in a column of its own is put together of both. */
function withCurrency(
  record: AnyRecord,
  { headers, samples }: Sample,
  columns: readonly ColumnMapping[],
): readonly ColumnMapping[] {
  const amount = columns.find(({ field }) => field !== null && record.fields[field]?.kind === 'money')
  const beside = columns.find(
    ({ column, field }) => field === null && currencyHeaders.includes(foldWord(headers[column] ?? '')),
  )
  if (!amount || !beside || amount.currency !== undefined) return columns
  const saysItself = samples.some((cells) => takeCurrency(cellText(cells[amount.column])).currency !== null)
  if (saysItself) return columns
  return columns.map((one) => {
    if (one === amount) return { ...one, place: 0 }
    return one === beside ? { ...one, field: amount.field, place: 1 } : one
  })
}

/** 'Annual value (EUR)' says the currency of all its amounts. */
function currencyIn(header: string): Partial<ColumnMapping> {
  const code = /(?<![A-Za-z])([A-Z]{3})(?![A-Za-z])/.exec(header.replace(/€/g, 'EUR'))?.[1]
  return code !== undefined && currencies.has(code) ? { currency: code } : {}
}
const currencies = new Set(Intl.supportedValuesOf('currency'))

/** What no column is left for: a second reading of one that is taken, the unit that a header names, and what is usual. */
function besides(
  record: AnyRecord,
  sample: Sample,
  { columns, mayWrite }: { columns: readonly ColumnMapping[]; mayWrite: (field: string) => boolean },
): readonly ColumnMapping[] {
  const mapped = new Set(columns.map(({ field }) => field))
  const units = new Map(
    columns.flatMap(({ column, field }) => {
      const unit = field === null ? null : unitFieldOf(record, field)
      const named = unitIn(sample.headers[column] ?? '')
      return unit !== null && named !== null && record.fields[unit]?.options.of?.includes(named) ? [[unit, named]] : []
    }),
  )
  return settableFields(record).flatMap(([name, field]): readonly ColumnMapping[] => {
    if (mapped.has(name) || !mayWrite(name)) return []
    const unit = units.get(name)
    if (unit !== undefined) return [{ column: noColumn, field: name, always: wordOf(field.options, unit) }]
    if (field.options.usualInFiles !== undefined)
      return [{ column: noColumn, field: name, always: field.options.usualInFiles }]
    if (!field.options.required || field.options.default !== undefined) return []
    const [again] = [...fieldCandidates({ headers: foldedOf(sample), name, field, sample })].sort(byScore)
    const [column] = again && again.score >= 80 ? again.columns : []
    return column === undefined
      ? []
      : [{ column, field: name, isAgain: true, ...guessReading(field, valuesOf(sample, column), sample.format) }]
  })
}

/** The unit that a header names: 'Notice period (days)', 'Notice days', 'Kündigungsfrist in Tagen'. */
const unitIn = (header: string): string | null =>
  header
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 2)
    .map(unitNamed)
    .find((unit) => unit !== null) ?? null

function candidatesOf(record: AnyRecord, sample: Sample): readonly Candidate[] {
  const headers = foldedOf(sample)
  const own = keyNames(record)
    .flatMap((name) => exactly(headers, [foldWord(name)], name, 100))
    .filter(({ field, columns }) => columns.every((column) => isOwnKey(record, field, valuesOf(sample, column))))
  const fields = settableFields(record).flatMap(([name, field]) => fieldCandidates({ headers, name, field, sample }))
  return [...own, ...stateCandidates(record, headers, sample), ...fields].sort(byScore)
}

const foldedOf = ({ headers }: Sample): readonly string[] =>
  headers.map((header) => (isReportHeader(header) ? '' : foldWord(header)))

const byScore = (a: Candidate, b: Candidate): number => b.score - a.score

/** Other systems have ids and numbers, too: those of ours look as ours do. */
function isOwnKey(record: AnyRecord, key: string, values: readonly string[]): boolean {
  if (values.length === 0) return true
  const prefix = (record.number ?? '').replace(/\{.*$/, '').toLowerCase()
  const isOwn = (value: string): boolean =>
    key === 'id'
      ? /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
      : value.toLowerCase().startsWith(prefix) && /^\d+$/.test(value.slice(prefix.length))
  return values.filter(isOwn).length >= values.length / 2
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
  // Without what stands in brackets: 'Notice period (days)'.
  const bare = sample.headers.map((header) => foldWord(header.replace(/\s*[([].*?[)\]]/g, '')))
  const found = [
    ...names.flatMap((own) => exactly(headers, [own], name, 100)),
    ...others.flatMap((other, i) => exactly(headers, other, name, 90 - i / 100)),
    ...others.flatMap((other, i) => exactly(bare, other, name, 85 - i / 100)),
    ...names.flatMap((own) => exactly(bare, [own], name, 85)),
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
  if (field.kind === 'choice') return share((value) => 'value' in parseText(field, value)) >= 0.5
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
