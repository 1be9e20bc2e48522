import type { AnyRecord, RowOf } from '../record/define.ts'
import type { Field, FieldOptions, Permission } from '../record/field.ts'
import { type Addition, columnOf } from '../record/registry.ts'
import type { CustomField } from './custom-field.record.ts'
import { linesOf } from './custom-kinds.ts'

/** What of a custom field makes the field that records get. */
export type Custom = Pick<
  RowOf<typeof CustomField>,
  | 'label'
  | 'recordType'
  | 'handle'
  | 'kind'
  | 'help'
  | 'panel'
  | 'position'
  | 'isRequired'
  | 'isSearched'
  | 'isIndexed'
  | 'isSeenByFew'
  | 'isSetByFew'
  | 'choices'
  | 'target'
  | 'digits'
>

const searchable = ['text', 'longText', 'email', 'url', 'phone']

/** The field as the kernel knows fields. */
export function fieldOf(custom: Custom): Field<unknown> {
  const { kind, label, help, isRequired, isSearched, isIndexed, isSeenByFew, isSetByFew, ...row } = custom
  const options: FieldOptions = {
    label,
    ...(help && { help }),
    ...(isRequired && { required: true }),
    ...(isIndexed && kind !== 'secret' && { index: true }),
    ...(isSearched && searchable.includes(kind) && { search: 'C' as const }),
    ...(isSeenByFew && { read: guardOf(custom, 'see'), audit: true }),
    ...(isSetByFew && { write: guardOf(custom, 'set') }),
    ...ofKind({ kind, ...row }),
  }
  return { kind, options }
}

/** The permission of its own that a field asks for, such as person.see_x_salary. */
const guardOf = ({ recordType, handle }: Pick<Custom, 'recordType' | 'handle'>, verb: 'see' | 'set'): Permission =>
  `${recordType}.${verb}_${columnOf(handle)}`

function ofKind({
  kind,
  choices,
  target,
  digits,
}: Pick<Custom, 'kind' | 'choices' | 'target' | 'digits'>): FieldOptions {
  const lines = linesOf(choices)
  if (kind === 'choice' || kind === 'choices') return { of: lines, says: Object.fromEntries(lines.map((x) => [x, x])) }
  if (kind === 'ref' || kind === 'refs') return { to: target ?? '' }
  if (kind === 'decimal' || kind === 'percent') return digits === null ? {} : { scale: digits }
  return kind === 'json' ? { check: () => null } : {}
}

/**
 * What custom fields add to each record type: by position, then label. Left out is what can't be: a type or a target
 * that isn't there, a name that is taken (the one made first has it).
 */
export function additionsOf(
  customs: readonly Custom[],
  declared: readonly Pick<AnyRecord, 'name'>[],
): Readonly<Record<string, Addition>> {
  const types = new Set(declared.map(({ name }) => name))
  const additions: Record<string, { fields: Record<string, Field<unknown>>; panels: Map<string, string[]> }> = {}
  const first = [...customs].sort((a, b) => (a.position ?? 0) - (b.position ?? 0) || a.label.localeCompare(b.label))
  for (const custom of first) {
    const { recordType, handle, panel, target } = custom
    const points = custom.kind === 'ref' || custom.kind === 'refs'
    if (!types.has(recordType) || (points && !types.has(target ?? ''))) continue
    const addition = (additions[recordType] ??= { fields: {}, panels: new Map() })
    if (addition.fields[handle]) continue
    addition.fields[handle] = fieldOf(custom)
    addition.panels.set(panel, [...(addition.panels.get(panel) ?? []), handle])
  }
  return Object.fromEntries(
    Object.entries(additions).map(([name, { fields, panels }]) => [
      name,
      { fields, panels: [...panels].map(([panel, shows]) => ({ panel, shows })) },
    ]),
  )
}
