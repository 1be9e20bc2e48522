import type { AnyRecord } from '../../record/define.ts'
import type { Field } from '../../record/field.ts'
import { labelOf } from '../../record/registry.ts'

/** The envelope's columns seen as fields, so that lists show, filter and sort them like any other. */
const envelope: Readonly<Record<string, Field<unknown>>> = {
  number: { kind: 'text', options: { label: 'Number' } },
  createdAt: { kind: 'dateTime', options: { label: 'Created' } },
  updatedAt: { kind: 'dateTime', options: { label: 'Changed' } },
  createdBy: { kind: 'actor', options: { label: 'Created by' } },
  updatedBy: { kind: 'actor', options: { label: 'Changed by' } },
  archivedAt: { kind: 'dateTime', options: { label: 'Archived' } },
}

/** A field of a record or of its envelope by name; `state` reads as a choice of the record's states. */
export function fieldOf(record: AnyRecord, name: string): Field<unknown> | null {
  const declared = record.fields[name]
  if (declared) return declared
  if (name === 'state' && record.states) {
    const tones = Object.fromEntries(Object.entries(record.states.tones ?? {}).filter(([, tone]) => tone !== undefined))
    return {
      kind: 'choice',
      options: { label: 'State', of: record.states.all, tones: tones as Field<unknown>['options']['tones'] },
    }
  }
  return envelope[name] ?? null
}

/** How a field or envelope column is called. */
export const labelFor = (record: AnyRecord, name: string): string => labelOf(name, fieldOf(record, name) ?? undefined)

/** The kind that a value is shown, filtered and sorted as: a computed field's is the kind it comes to. */
export function kindOf(field: Field<unknown>): string {
  return field.kind === 'computed' ? (field.options.as ?? 'text') : field.kind
}

const numeric = new Set(['int', 'decimal', 'money', 'percent', 'duration'])
/** Whether values of a field line up at the right. */
export const isNumeric = (field: Field<unknown>): boolean => numeric.has(kindOf(field))

/** The names of what a list may show as columns, the record's own fields first. */
export function columnNames(record: AnyRecord): readonly string[] {
  return [
    ...(record.number ? ['number'] : []),
    ...Object.keys(record.fields),
    ...(record.states ? ['state'] : []),
    'createdAt',
    'createdBy',
    'updatedAt',
    'updatedBy',
  ]
}
