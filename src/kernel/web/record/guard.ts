import { holds } from '../../access/rule.ts'
import type { Field } from '../../record/field.ts'

/** Whether a caller may see or set one field, beyond the record's own access. What is worked out is never set. */
export function allowsField(field: Field<unknown>, verb: 'read' | 'write', permissions: readonly string[]): boolean {
  const held = { permissions: new Set(permissions) }
  const { read, write } = field.options
  if (read && !holds(held, read)) return false
  return verb === 'read' || (field.kind !== 'computed' && !field.options.worked && (!write || holds(held, write)))
}
