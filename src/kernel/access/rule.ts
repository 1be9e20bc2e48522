import type { Permission } from '../record/field.ts'
import type { Who } from './who.ts'

/** Who may do what, as data: the same rule becomes a SQL filter, an API check and a greyed-out button. */
export type Rule<K extends string = string> =
  | 'anyone'
  | 'nobody'
  /** The caller's roles hold this permission. */
  | { readonly holds: Permission }
  /** The field (or 'id', the row itself) points at the caller's own record. */
  | { readonly isSelf: NoInfer<K> | 'id' }
  /** The field (or 'id', the row itself) points at a group that the caller belongs to. */
  | { readonly inTeamOf: NoInfer<K> | 'id' }
  /** Each of these fields (or 'state') has the value, or one of the values, given; an empty field never does. */
  | { readonly is: { readonly [F in NoInfer<K> | 'state']?: Fixed | readonly Fixed[] } }
  | { readonly anyOf: readonly Rule<K>[] }
  | { readonly allOf: readonly Rule<K>[] }

/** What a rule compares a field with: choices, states, texts, yes and no. */
export type Fixed = string | boolean

/** What a rule comes to once the caller is known: yes, no, or a question to each row. */
export type Verdict =
  | boolean
  | { readonly field: string; readonly isIn: readonly string[] }
  | { readonly field: string; readonly equals: readonly Fixed[] }
  | { readonly any: readonly Verdict[] }
  | { readonly all: readonly Verdict[] }

/** Whether a caller holds a permission: literally, or by `noun.*`, `*.verb` or `*`. */
export function holds(who: Pick<Who, 'permissions'>, permission: string): boolean {
  const has = who.permissions
  if (has.has(permission) || has.has('*')) return true
  const [noun, verb] = permission.split('.')
  return has.has(`${noun}.*`) || has.has(`*.${verb}`)
}

/** Resolves a rule for one caller; what remains open depends on the row alone. */
export function resolve(rule: Rule, who: Who): Verdict {
  if (rule === 'anyone') return who.account !== null || who.isSystem
  if (rule === 'nobody') return who.isSystem
  if (who.isSystem) return true
  if ('holds' in rule) return holds(who, rule.holds)
  if ('isSelf' in rule) return who.self !== null && { field: rule.isSelf, isIn: [who.self] }
  if ('inTeamOf' in rule) return who.groups.length > 0 && { field: rule.inTeamOf, isIn: who.groups }
  if ('is' in rule) return who.account !== null && all(comparisonsOf(rule.is))
  if ('anyOf' in rule) return any(rule.anyOf.map((part) => resolve(part, who)))
  return all(rule.allOf.map((part) => resolve(part, who)))
}

/** Answers a verdict for one row, whose references are ids, arrays of ids, or `{ id }`. */
export function satisfies(verdict: Verdict, row: Readonly<Record<string, unknown>>): boolean {
  if (typeof verdict === 'boolean') return verdict
  if ('any' in verdict) return verdict.any.some((part) => satisfies(part, row))
  if ('all' in verdict) return verdict.all.every((part) => satisfies(part, row))
  if ('equals' in verdict) return [row[verdict.field]].flat().some((value) => verdict.equals.includes(value as Fixed))
  return idsOf(row[verdict.field]).some((id) => verdict.isIn.includes(id))
}

/** Whether a caller may do what the rule guards, to this row. */
export const allows = (rule: Rule, who: Who, row: Readonly<Record<string, unknown>>): boolean =>
  satisfies(resolve(rule, who), row)

/** The ids in a reference's value, whichever of its written forms it has. */
export function idsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(idsOf)
  if (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string') return [value.id]
  return []
}

/** The fields that a rule of fixed values looks at, each with the values that it lets through. */
export const comparisonsOf = (is: Readonly<Record<string, Fixed | readonly Fixed[] | undefined>>) =>
  Object.entries(is).map(([field, value]) => ({ field, equals: value === undefined ? [] : [value].flat() }))

function any(parts: readonly Verdict[]): Verdict {
  if (parts.includes(true)) return true
  const open = parts.filter((part) => part !== false)
  return open.length === 0 ? false : { any: open }
}

function all(parts: readonly Verdict[]): Verdict {
  if (parts.includes(false)) return false
  const open = parts.filter((part) => part !== true)
  return open.length === 0 ? true : { all: open }
}

/** The fields of the row that a rule looks at, 'id' and 'state' among them. */
export function fieldsIn(rule: Rule): readonly string[] {
  if (typeof rule === 'string' || 'holds' in rule) return []
  if ('isSelf' in rule) return [rule.isSelf]
  if ('inTeamOf' in rule) return [rule.inTeamOf]
  if ('is' in rule) return Object.keys(rule.is)
  return ('anyOf' in rule ? rule.anyOf : rule.allOf).flatMap(fieldsIn)
}
