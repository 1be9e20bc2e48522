import type { Counts, ImportStatus, ImportView, RowOutcome } from '../../importing/import.ts'
import type { TableFormat } from '../../importing/table.ts'
import type { Tone } from '../../record/field.ts'
import { countText } from '../field/words.ts'

const delimiters: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' }
const encodings: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
}

/** How a file was read: 'CSV, UTF-8, semicolons' or 'XLSX, sheet People'. */
export function formatText({ kind, encoding, delimiter, sheet }: TableFormat): string {
  if (kind === 'xlsx') return sheet ? `XLSX, sheet ${sheet}` : 'XLSX'
  return ['CSV', encodings[encoding ?? ''], delimiters[delimiter ?? '']].filter(Boolean).join(', ')
}

/** How an import stands, in words and by tone. */
export function statusText({ status, counts }: Pick<ImportView, 'status' | 'counts'>): { says: string; tone: Tone } {
  const left = (counts.refused ?? 0) + (counts.conflict ?? 0)
  const isEmpty = (counts.create ?? 0) + (counts.update ?? 0) === 0
  const done = left > 0 ? `Imported, ${countText(left)} left out` : 'Imported'
  const words: Readonly<Record<ImportStatus, { says: string; tone: Tone }>> = {
    mapping: { says: 'Waiting for you', tone: 'info' },
    staging: { says: 'Making the preview', tone: 'info' },
    ready: isEmpty ? { says: 'Nothing to import', tone: 'neutral' } : { says: 'Ready to import', tone: 'info' },
    applying: { says: 'Importing', tone: 'info' },
    applied: { says: done, tone: left > 0 ? 'warning' : 'good' },
    undoing: { says: 'Being undone', tone: 'info' },
    undone: { says: 'Undone', tone: 'neutral' },
    failed: { says: 'Stopped', tone: 'bad' },
  }
  return words[status]
}

/** The filters of preview and result, with how many rows each has. */
export function outcomeTabs(
  counts: Counts,
  isDone: boolean,
): readonly { key: RowOutcome | 'noted'; label: string; count: number }[] {
  const labels: Readonly<Record<RowOutcome | 'noted', string>> = {
    create: isDone ? 'Created' : 'New',
    update: 'Changed',
    skip: 'Unchanged',
    noted: 'Incomplete',
    conflict: 'In conflict',
    refused: 'Refused',
  }
  const order = ['create', 'update', 'skip', 'noted', 'conflict', 'refused'] as const
  return order.flatMap((key) => (counts[key] ? [{ key, label: labels[key], count: counts[key] }] : []))
}

export const outcomeTones: Readonly<Record<RowOutcome, Tone>> = {
  create: 'good',
  update: 'info',
  skip: 'neutral',
  conflict: 'warning',
  refused: 'bad',
}

/** What the import does to one row, in a word. */
export const outcomeWords: Readonly<Record<RowOutcome, readonly [before: string, after: string]>> = {
  create: ['Will be created', 'Created'],
  update: ['Will be changed', 'Changed'],
  skip: ['Stays as it is', 'Unchanged'],
  conflict: ['In conflict', 'Left out'],
  refused: ['Refused', 'Left out'],
}
