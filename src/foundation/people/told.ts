import { idsOf } from '../../kernel/access/rule.ts'

type Values = Readonly<Record<string, unknown>>

/** What a directory says of somebody: what is empty there says nothing, so that it stays as it is here. */
export const toldOf = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))

/** What of `fields` differs from the row; null when nothing does. */
export function differing(fields: Values, row: Values): Values | null {
  const different = Object.entries(fields).filter(([name, value]) => comparable(row[name]) !== comparable(value))
  return different.length > 0 ? Object.fromEntries(different) : null
}

// Telephone numbers are kept without the spaces that people type; a reference is its id.
const comparable = (value: unknown): string =>
  (typeof value === 'object' ? (idsOf(value)[0] ?? '') : String(value ?? '')).replaceAll(/[\s()/-]/g, '')
