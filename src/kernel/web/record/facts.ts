import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { labelOf, titleOf } from '../../record/registry.ts'
import { isEmpty } from './form.ts'
import type { Row } from './row.ts'

/** One part of the line under a title: the value of a field, with the words around it that make it read. */
export interface Fact {
  readonly name: string
  readonly before: string
  readonly after: string
}

const telling = new Set(['choice', 'ref', 'text', 'money', 'date', 'percent', 'int', 'decimal', 'duration'])
const most = 4

/** The few values that say what this record is, from the columns its list shows: 'Business service · run by Core platforms'. */
export function factsOf(record: AnyRecord, row: Row): readonly Fact[] {
  const title = titleOf(record)
  return record.list.columns
    .filter((name) => name !== title && telling.has(record.fields[name]?.kind ?? '') && !isEmpty(row[name]))
    .slice(0, most)
    .map((name) => ({ name, ...wordsAround(record, name) }))
}

function wordsAround(record: AnyRecord, name: string): { before: string; after: string } {
  const field = record.fields[name]
  const label = inSentence(labelOf(name, field))
  if (field?.kind === 'ref') return { before: isSaidByItself(label, field.options.to) ? '' : `${label} `, after: '' }
  if (field?.kind === 'text') return { before: '', after: '' }
  if (field?.kind === 'choice') return { before: '', after: name === 'kind' || field.options.says ? '' : ` ${label}` }
  return { before: `${label} `, after: '' }
}

/** A location under the label 'location' needs no word before it; a person under 'manager', or a team under 'run by', does. */
const isSaidByItself = (label: string, target = ''): boolean => label === target.replaceAll('_', ' ')
