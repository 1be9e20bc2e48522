import { allowsField } from './guard.ts'
import type { AnyRecord, Problem } from '../../record/define.ts'
import type { Field } from '../../record/field.ts'
import { labelOf, storedFields } from '../../record/registry.ts'
import { checkValues } from '../../record/values.ts'
import { unreadOf } from '../field/unread.ts'

/** Values of a form by field name, as the editors hold them: references as `{ id, title }`. */
export type FormValues = Readonly<Record<string, unknown>>
export interface Section {
  readonly title: string
  readonly fields: readonly string[]
}

/** What a new record's form starts from: the defaults, then what was given. */
export function startingValues(record: AnyRecord, given: FormValues): FormValues {
  const defaults = storedFields(record).flatMap(([name, field]) => {
    const value = field.options.default
    return value === undefined ? [] : [[name, value] as const]
  })
  const known = Object.entries(given).filter(([name]) => record.fields[name] !== undefined)
  return Object.fromEntries([...defaults, ...known])
}

/** The sections of a form with the fields that show now and that the caller may set; what no panel names comes last. */
export function sectionsOf(record: AnyRecord, values: FormValues, permissions: readonly string[]): readonly Section[] {
  const settable = new Set(
    storedFields(record)
      .filter(([, field]) => allowsField(field, 'write', permissions) && isShown(field, values))
      .map(([name]) => name),
  )
  const named = new Set(record.page.flatMap((section) => section.shows))
  const unnamed = [...settable].filter((name) => !named.has(name))
  const sections = record.page.map(({ panel, shows }) => ({
    title: panel,
    fields: shows.filter((name) => settable.has(name)),
  }))
  return [...sections, { title: 'More', fields: unnamed }].filter((section) => section.fields.length > 0)
}

/** Whether a field that depends on others applies, given their values. */
export function isShown(field: Field<unknown>, values: FormValues): boolean {
  const rule = field.options.showWhen
  return !rule || Object.entries(rule).every(([name, wanted]) => wanted.includes(values[name] ?? null))
}

/** Everything wrong with a form by the shared checks, at its fields; fields that don't show are not asked for. */
export function problemsOf(record: AnyRecord, values: FormValues, permissions: readonly string[]): readonly Problem[] {
  const shown = new Set(sectionsOf(record, values, permissions).flatMap((section) => section.fields))
  const unread = [...shown].flatMap((name) => {
    const says = unreadOf(values[name])?.says
    return says ? [{ field: name, says: `${labelOf(name, record.fields[name])} ${says}` }] : []
  })
  if (unread.length > 0) return unread
  const existing = Object.fromEntries(storedFields(record).map(([name]) => [name, wireValue(values[name]) ?? null]))
  const input = Object.fromEntries([...shown].map((name) => [name, wireValue(values[name]) ?? null]))
  return checkValues(record, input, existing).problems
}

/** Only what differs from where the form started; what was emptied is null. */
export function changesOf(record: AnyRecord, start: FormValues, now: FormValues): Record<string, unknown> {
  const changed = storedFields(record).flatMap(([name]) =>
    isSame(now[name], start[name]) ? [] : [[name, isEmpty(now[name]) ? null : now[name]] as const],
  )
  return Object.fromEntries(changed)
}

/** Values as the API takes them. */
export const wireValues = (values: FormValues): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wireValue(value)]))

/** What a new record is created with: the values that show and aren't empty. */
export function creationOf(
  record: AnyRecord,
  values: FormValues,
  permissions: readonly string[],
): Record<string, unknown> {
  const shown = sectionsOf(record, values, permissions).flatMap((section) => section.fields)
  return Object.fromEntries(
    shown.map((name) => [name, wireValue(values[name])] as const).filter(([, value]) => !isEmpty(value)),
  )
}

/** A value as the API takes it: references by id, everything else as it is. */
export function wireValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(wireValue)
  const unread = unreadOf(value)
  if (unread) return unread.unread
  if (typeof value === 'object' && value !== null && 'id' in value) return value.id
  return value
}

/** Whether two values are the same on the wire; empty text, an empty list and nothing are one. */
export function isSame(a: unknown, b: unknown): boolean {
  if (isEmpty(a) && isEmpty(b)) return true
  return JSON.stringify(wireValue(a)) === JSON.stringify(wireValue(b))
}

export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
