import type { Cell } from '../../../kernel/importing/table.ts'
import { cellText } from '../../../kernel/importing/table.ts'
import type { Level, Priority } from '../tickets/priority.ts'
import type { Columns, Known } from './log-columns.ts'
import type { ReadMoment } from './log-date.ts'
import { levelOf, type LogState, priorityIn, stateOf, truthOf } from './log-words.ts'

/** Something about a row that a person should look at. Without a row it would have been lost silently. */
export interface Defect {
  /** The line of the file. */
  readonly row: number
  readonly ticket: string
  readonly column: string
  readonly value: string
  /** The row was left out; the row was taken without this value; or it was taken, but look at it. */
  readonly kind: 'row left out' | 'value left out' | 'note'
  readonly says: string
  readonly advice: string
}

/** One row: one event of one ticket. Undefined: there is no such column, or it can't be read; null: the log says that it doesn't know. */
export interface LogRow {
  readonly row: number
  readonly number: string
  readonly at: string
  readonly mods: number | null
  readonly by: string | null
  readonly state?: LogState | null
  readonly openedAt?: string | null
  readonly openedBy?: string | null
  readonly createdAt?: string | null
  readonly caller?: string | null
  readonly title?: string | null
  readonly description?: string | null
  readonly source?: string | null
  readonly service?: string | null
  readonly category?: string | null
  readonly impact?: Level | null
  readonly urgency?: Level | null
  readonly priority?: Priority | null
  readonly group?: string | null
  readonly assignee?: string | null
  readonly hold?: string | null
  readonly reassignments?: number | null
  readonly reopens?: number | null
  readonly inTime?: boolean | null
  readonly code?: string | null
  readonly notes?: string | null
  readonly resolvedAt?: string | null
  readonly closedAt?: string | null
  readonly rest: Readonly<Record<string, string>>
}

interface Reading {
  readonly columns: Columns
  readonly momentOf: ReadMoment
  readonly isTooLate: (at: Date) => boolean
}

/** Reads one row, and says what of it can't be read. A row without a number or a time tells nothing, and is left out. */
export function readRow(
  { line, cells }: { readonly line: number; readonly cells: readonly Cell[] },
  { columns, momentOf, isTooLate }: Reading,
): { readonly row: LogRow | null; readonly defects: readonly Defect[] } {
  const defects: Defect[] = []
  const cell = (place: number): string => cellText(cells[place]).replaceAll('\u0000', '').trim()
  const text = (key: Known): string | null | undefined => {
    const place = columns.at[key]
    if (place === undefined) return undefined
    if (isUnknown(cell(place))) return null
    // Names and summaries stand on one line, however the file breaks them.
    return key === 'description' || key === 'notes' ? cell(place) : cell(place).replace(/\s*[\r\n]\s*/g, ' ')
  }
  const number = text('number') ?? ''
  const miss = (key: Known, defect: Pick<Defect, 'kind' | 'says' | 'advice'>): undefined => {
    const column = columns.names[columns.at[key] ?? -1] ?? key
    defects.push({ row: line, ticket: number, column, value: text(key) ?? '', ...defect })
  }
  const read = <T>(
    key: Known,
    parse: (value: string) => T | null | undefined,
    advice: string,
  ): T | null | undefined => {
    const value = text(key)
    if (value === null || value === undefined) return value
    return parse(value) ?? miss(key, { kind: 'value left out', says: 'This can’t be read.', advice })
  }
  const moment = (key: Known): string | null | undefined =>
    read(key, (value) => momentOf(value)?.toISOString(), writeDate)
  const count = (key: Known): number | null | undefined =>
    read(key, (value) => (/^\d{1,9}$/.test(value.replace(/\.0+$/, '')) ? parseInt(value, 10) : null), writeCount)
  if (number === '')
    miss('number', {
      kind: 'row left out',
      says: 'It doesn’t say which ticket it is about.',
      advice: 'Fill in the number.',
    })
  const updated = text('updatedAt')
  const at = updated ? momentOf(updated) : null
  if (!at) {
    const says = updated ? 'This is no date and time.' : 'It doesn’t say when it happened.'
    miss('updatedAt', { kind: 'row left out', says, advice: writeDate })
  } else if (isTooLate(at)) {
    miss('updatedAt', {
      kind: 'row left out',
      says: 'This is in the future.',
      advice: 'Correct the date, or name the log’s time zone.',
    })
  }
  if (cells.length > columns.names.length)
    miss('number', {
      kind: 'row left out',
      says: 'It has more cells than there are columns.',
      advice: 'Put quotation marks around a cell that contains the delimiter.',
    })
  if (defects.length > 0 || !at) return { row: null, defects }
  const level = (key: Known) => read(key, levelOf, 'Write 1 - High, 2 - Medium or 3 - Low.')
  const row: LogRow = {
    row: line,
    number,
    at: at.toISOString(),
    mods: count('mods') ?? null,
    by: text('updatedBy') ?? null,
    ...given({
      state: read(
        'state',
        stateOf,
        'This is no state that is known. The ticket stays in the one before: set it by hand.',
      ),
      openedAt: moment('openedAt'),
      openedBy: text('openedBy') ?? text('createdBy'),
      createdAt: moment('createdAt'),
      impact: level('impact'),
      urgency: level('urgency'),
      priority: read('priority', priorityIn, 'Write 1 - Critical, 2 - High, 3 - Moderate or 4 - Low.'),
      reassignments: count('reassignments'),
      reopens: count('reopens'),
      inTime: read('inTime', truthOf, 'Write TRUE or FALSE.'),
      resolvedAt: moment('resolvedAt'),
      closedAt: moment('closedAt'),
      ...Object.fromEntries(texts.map((key) => [key, text(key)])),
    }),
    rest: Object.fromEntries(
      columns.rest.flatMap((place) => (isUnknown(cell(place)) ? [] : [[columns.names[place], cell(place)]])),
    ),
  }
  return { row, defects }
}

const texts = [
  'caller',
  'title',
  'description',
  'source',
  'service',
  'category',
  'group',
  'assignee',
  'hold',
  'code',
  'notes',
] as const
const writeDate = 'Write it as 29-02-2016 01:16 or 2016-02-29T01:16:00Z.'
const writeCount = 'Write a whole number.'

/** How logs write that they don't know. */
const isUnknown = (text: string): boolean =>
  text === '' ||
  text === '?' ||
  /^(null|none|nil|n\/a|na|nan|undefined|-+|[([](empty|leer|blank|none)[)\]])$/i.test(text)

const given = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
