import type { AnyRecord } from '../record/define.ts'
import { labelOf, storedFields } from '../record/registry.ts'
import { formatValue } from '../record/text.ts'

type Values = Readonly<Record<string, unknown>>

/** The fields that an approval can be bound to: those that are stored, and no secrets. */
export const bindable = (record: AnyRecord): readonly string[] =>
  storedFields(record).flatMap(([name, { kind }]) => (kind === 'secret' ? [] : [name]))

/** What is bound: the values of the fields, references as ids, so that renaming what one points at changes nothing. */
export const boundValues = (row: Values, fields: readonly string[]): Values =>
  Object.fromEntries(fields.map((name) => [name, bare(row[name] ?? null)]))

/** The values as whoever decides reads them; empty ones are left out, unless they were something else before. */
export function shownValues(record: AnyRecord, row: Values, { fields, before }: Binding) {
  return fields.flatMap((name) => {
    const field = record.fields[name]
    if (!field) return []
    const value = formatValue(field, row[name] ?? null)
    const old = before.get(name)
    const differs = old !== undefined && old !== value
    if (value === '' && !differs) return []
    return [{ field: name, label: labelOf(name, field), value, ...(differs && { before: old }) }]
  })
}
interface Binding {
  readonly fields: readonly string[]
  /** How fields read when they were approved before. */
  readonly before: ReadonlyMap<string, string>
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare)
  const isReference = typeof value === 'object' && value !== null && 'id' in value && 'title' in value
  return isReference ? value.id : value
}
