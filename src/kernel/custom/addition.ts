import type { AnyRecord, RowOf } from '../record/define.ts'
import type { Field, FieldOptions, Permission } from '../record/field.ts'
import { type Addition, columnOf } from '../record/registry.ts'
import { FormulaTrouble } from './formula.ts'
import { compileFormula } from './formula-sql.ts'
import type { CustomField } from './custom-field.record.ts'
import { handlePattern, linesOf } from './custom-kinds.ts'

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
  | 'formula'
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

// The registry's records bear what was added before.
const declaredOf = ({ fields }: Pick<AnyRecord, 'fields'>): AnyRecord['fields'] =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !handlePattern.test(name)))

/** A field that is worked out; null where its formula asks for what isn't there. */
function computedOf(custom: Custom, record: Pick<AnyRecord, 'fields' | 'states'>): Field<unknown> | null {
  try {
    const { as, sql, read } = compileFormula(custom.formula ?? '', record, custom.digits ?? undefined)
    const own = custom.isSeenByFew ? guardOf(custom, 'see') : null
    const guard = own ?? read
    const options = { label: custom.label, ...(custom.help && { help: custom.help }), as, sql }
    return { kind: 'computed', options: { ...options, ...(guard && { read: guard, audit: true }) } }
  } catch (error) {
    if (error instanceof FormulaTrouble) return null
    throw error
  }
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
 * that isn't there, a name that is taken (the one made first has it), a formula over fields that aren't there any more.
 */
export function additionsOf(
  customs: readonly Custom[],
  declared: readonly Pick<AnyRecord, 'name' | 'fields' | 'states'>[],
): Readonly<Record<string, Addition>> {
  const types = new Set(declared.map(({ name }) => name))
  const additions: Record<string, { fields: Record<string, Field<unknown>>; panels: Map<string, string[]> }> = {}
  const first = [...customs].sort((a, b) => (a.position ?? 0) - (b.position ?? 0) || a.label.localeCompare(b.label))
  for (const custom of first) {
    const { recordType, handle, panel, target } = custom
    const points = custom.kind === 'ref' || custom.kind === 'refs'
    if (!types.has(recordType) || (points && !types.has(target ?? ''))) continue
    const addition = (additions[recordType] ??= { fields: {}, panels: new Map() })
    if (addition.fields[handle] || custom.kind === 'computed') continue
    addition.fields[handle] = fieldOf(custom)
    addition.panels.set(panel, [...(addition.panels.get(panel) ?? []), handle])
  }
  for (const custom of first.filter(({ kind }) => kind === 'computed')) {
    const record = declared.find(({ name }) => name === custom.recordType)
    if (!record) continue
    const addition = (additions[record.name] ??= { fields: {}, panels: new Map() })
    const field = computedOf(custom, { ...record, fields: { ...declaredOf(record), ...addition.fields } })
    if (!field || addition.fields[custom.handle]) continue
    addition.fields[custom.handle] = field
    addition.panels.set(custom.panel, [...(addition.panels.get(custom.panel) ?? []), custom.handle])
  }
  return Object.fromEntries(
    Object.entries(additions).map(([name, { fields, panels }]) => [
      name,
      { fields, panels: [...panels].map(([panel, shows]) => ({ panel, shows })) },
    ]),
  )
}
