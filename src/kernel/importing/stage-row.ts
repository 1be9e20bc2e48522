import type { AnyRecord } from '../record/define.ts'
import type { Field } from '../record/field.ts'
import { inSentence } from '../record/in-sentence.ts'
import { labelOf } from '../record/registry.ts'
import { formatValue } from '../record/text.ts'
import { checkValues } from '../record/values.ts'
import type { ReadRow, RowProblem } from './evaluate.ts'
import type { RowOutcome, ShownChange } from './import.ts'
import type { Mapping } from './mapping.ts'
import type { Decision } from './match.ts'
import type { Resolved } from './references.ts'
import { moveBetween, stateName, stateWord } from './state.ts'

/** A record as the caller may see it now. */
export interface StoredRow {
  readonly id: string
  readonly version: number
  readonly archivedAt: string | null
  readonly can: readonly string[]
  readonly [field: string]: unknown
}
/** What will happen to one row, ready to be kept and applied. */
export interface StagedRow {
  readonly outcome: RowOutcome
  readonly record: string | null
  readonly version: number | null
  readonly restore: boolean
  /** The values to write by field; under 'state' the state to start in, or to go to. */
  readonly set: Readonly<Record<string, unknown>> | null
  readonly changes: readonly ShownChange[] | null
  /** References to new rows of the same file: field → row numbers. */
  readonly rows: Readonly<Record<string, readonly number[]>> | null
  readonly problems: readonly RowProblem[] | null
}
/** What one row is judged by. `stored` is the record it is about as the caller sees it. */
export interface Judging {
  readonly record: AnyRecord
  readonly mapping: Mapping
  readonly decision: Decision
  readonly read: ReadRow
  readonly circle: RowProblem | undefined
  readonly stored: StoredRow | undefined
  readonly mayCreate: (values: Readonly<Record<string, unknown>>) => boolean
  readonly resolve: (field: string, text: string) => Resolved
  /** Whether a row of the same file comes to be, as far as is known by now. */
  readonly willExist: (row: number) => boolean
  readonly lineOf: (row: number) => number
}

type Values = Record<string, unknown>
interface References {
  readonly ids: Values
  readonly rows: Record<string, readonly number[]>
  /** What the references read as. */
  readonly shown: Record<string, string>
  readonly problems: readonly RowProblem[]
  /** What was left out, and why: the row is taken nevertheless. */
  readonly notes: readonly RowProblem[]
}

/** Judges one row: created, updated, skipped because nothing changes, in conflict, or refused with reasons. */
export function judgeRow(judging: Judging): StagedRow {
  const { decision, read, circle } = judging
  if (decision.kind === 'refused' || decision.kind === 'conflict')
    return refusal(decision.kind, [...decision.problems, ...read.problems])
  if (decision.kind === 'keyless') {
    const unread = read.problems.some(({ field }) => judging.mapping.matchOn.includes(field))
    return refusal('refused', unread ? read.problems : [...decision.problems, ...read.problems])
  }
  const references = followNames(judging)
  const problems = [...(circle ? [circle] : []), ...read.problems, ...references.problems]
  if (problems.length > 0) return refusal('refused', problems)
  return decision.kind === 'new' ? asNew(judging, references) : asUpdate(judging, references)
}

const refusal = (outcome: 'conflict' | 'refused', problems: readonly RowProblem[]): StagedRow => ({
  outcome,
  record: null,
  version: null,
  restore: false,
  set: null,
  changes: null,
  rows: null,
  problems,
})

function followNames(judging: Judging): References {
  const { record, mapping, read, resolve, willExist, lineOf } = judging
  const found: {
    ids: Values
    rows: Record<string, number[]>
    shown: Record<string, string>
    problems: RowProblem[]
    notes: RowProblem[]
  } = { ids: {}, rows: {}, shown: {}, problems: [], notes: [] }
  for (const [name, texts] of Object.entries(read.names)) {
    const field = record.fields[name] as Field<unknown>
    const isLeftEmpty =
      mapping.columns.some((column) => column.field === name && column.unknown === 'empty') && !field.options.required
    const ids: string[] = []
    const rows: number[] = []
    const titles: string[] = []
    for (const text of texts) {
      const resolved = resolve(name, text)
      if ('says' in resolved)
        (isLeftEmpty ? found.notes : found.problems).push({
          field: name,
          says: isLeftEmpty ? `${resolved.says} It is left empty.` : resolved.says,
        })
      else if ('id' in resolved) ids.push(resolved.id)
      else if (willExist(resolved.row)) rows.push(resolved.row)
      else {
        const says = `${labelOf(name, field)}: line ${lineOf(resolved.row)} is not imported itself, so this stays empty. Mend that line, and import both again.`
        ;(field.options.required ? found.problems : found.notes).push({ field: name, says })
      }
      if (!('says' in resolved)) titles.push('id' in resolved ? resolved.title : text)
    }
    if (rows.length > 0) found.rows[name] = rows
    if (field.kind === 'refs' || ids.length > 0) found.ids[name] = field.kind === 'refs' ? ids : ids[0]
    found.shown[name] = titles.join('; ')
  }
  return found
}

function asNew({ record, mapping, read, mayCreate }: Judging, { ids, rows, notes }: References): StagedRow {
  const one = inSentence(record.label[0])
  if (mapping.mode === 'update')
    return refusal('refused', [{ field: '', says: `There is no such ${one} yet, and this import only updates.` }])
  const set = { ...withoutNulls(read.values), ...ids }
  const { problems } = checkValues(record, { ...set, ...pending(rows) }, null)
  if (problems.length > 0) return refusal('refused', problems)
  if (!mayCreate(set))
    return refusal('refused', [{ field: '', says: `You may not create ${inSentence(record.label[1])}.` }])
  return {
    outcome: 'create',
    record: null,
    version: null,
    restore: false,
    set: { ...set, ...(read.state === null ? {} : { [stateName]: read.state }) },
    changes: null,
    rows: orNull(rows),
    problems: notes.length > 0 ? notes : null,
  }
}

const somebody = '00000000-0000-7000-8000-000000000000'
/** Stands in for records of the same file that don't have an id yet. */
const pending = (rows: References['rows']): Values =>
  Object.fromEntries(Object.keys(rows).map((name) => [name, somebody]))

function asUpdate(
  { record, mapping, decision, read, stored }: Judging,
  { ids, rows, shown, notes }: References,
): StagedRow {
  const one = inSentence(record.label[0])
  if (!stored || decision.kind !== 'stored')
    return refusal('refused', [{ field: '', says: `This ${one} exists, but you may not see it.` }])
  const same = {
    record: stored.id,
    version: stored.version,
    restore: false,
    set: null,
    changes: null,
    rows: null,
    problems: null,
  }
  if (mapping.mode === 'create') return { ...same, outcome: 'skip' }
  const given = { ...read.values, ...ids }
  const names = Object.keys(given).filter(
    (name) => rows[name] !== undefined || !isSame(record.fields[name], given[name], stored[name]),
  )
  const set = Object.fromEntries(names.map((name) => [name, given[name]]))
  const changed = [...new Set([...names, ...Object.keys(rows)])]
  const restore = stored.archivedAt !== null
  const goes =
    read.state !== null && read.state !== stored.state ? { from: String(stored.state), to: read.state } : null
  if (changed.length === 0 && !restore && !goes)
    return { ...same, outcome: 'skip', problems: notes.length > 0 ? notes : null }
  const mayChange = stored.can.includes(restore ? 'restore' : 'update')
  if (!mayChange && (restore || changed.length > 0))
    return refusal('refused', [{ field: '', says: `You may not ${restore ? 'restore' : 'change'} this ${one}.` }])
  // What may be done to an archived record is known once it is back.
  const way = goes && moveBetween(record, { ...goes, may: (move) => restore || stored.can.includes(`move:${move}`) })
  if (way && 'says' in way) return refusal('refused', [{ field: stateName, says: way.says }])
  const { problems } = checkValues(record, { ...set, ...pending(rows) }, plainRow(record, stored))
  if (problems.length > 0) return refusal('refused', problems)
  const changes = changed.map((name) =>
    difference(
      record,
      name,
      stored[name],
      shown[name] ?? formatValue(record.fields[name] as Field<unknown>, given[name]),
    ),
  )
  const archived = restore ? [{ field: '', label: 'Archived', before: 'yes', after: 'no' }] : []
  const moved = goes
    ? [{ field: stateName, label: 'State', before: stateWord(goes.from), after: stateWord(goes.to) }]
    : []
  return {
    ...same,
    outcome: 'update',
    restore,
    set: { ...set, ...(goes ? { [stateName]: goes.to } : {}) },
    changes: [...archived, ...moved, ...changes],
    rows: orNull(rows),
    problems: notes.length > 0 ? notes : null,
  }
}

function difference(record: Judging['record'], name: string, before: unknown, after: string): ShownChange {
  const field = record.fields[name] as Field<unknown>
  return { field: name, label: labelOf(name, field), before: formatValue(field, before), after }
}

const orNull = (rows: References['rows']): References['rows'] | null => (Object.keys(rows).length > 0 ? rows : null)

const withoutNulls = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))

const idsIn = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(idsIn)
  return typeof value === 'object' && value !== null && 'id' in value ? value.id : value
}

/** The stored row with bare ids, as the record's own checks expect it. */
const plainRow = (record: Judging['record'], row: StoredRow): Values =>
  Object.fromEntries(Object.keys(record.fields).map((name) => [name, idsIn(row[name] ?? null)]))

/** Whether writing the one over the other would change nothing. The order of lists doesn't matter. */
export function isSame(field: Field<unknown> | undefined, given: unknown, stored: unknown): boolean {
  const [a, b] = [idsIn(given) ?? null, idsIn(stored) ?? null]
  if (Array.isArray(a) || Array.isArray(b)) return sorted(a) === sorted(b)
  if (a === null || b === null) return a === b
  const isNumeric = field?.kind === 'decimal' || field?.kind === 'percent'
  if (isNumeric) return Number(a) === Number(b)
  if (field?.kind === 'money') return moneyText(a) === moneyText(b)
  return typeof a === 'object' ? JSON.stringify(a) === JSON.stringify(b) : a === b
}

const sorted = (list: unknown): string => (Array.isArray(list) ? [...list].map(String).sort().join('\n') : '')
const moneyText = (value: unknown): string => {
  const { amount, currency } = value as { readonly amount: string; readonly currency: string }
  return `${Number(amount)} ${currency}`
}
