import type { AnyRecord } from '../record/define.ts'
import type { Field } from '../record/field.ts'
import { holds, resolve, type Rule, satisfies, type Verdict } from './rule.ts'
import type { Who } from './who.ts'

/** Everything a caller may do to records of one type, resolved once; what is left open depends on each row. */
export interface Rights {
  readonly read: Verdict
  readonly create: Verdict
  readonly update: Verdict
  readonly archive: Verdict
  readonly moves: readonly { readonly name: string; readonly from: readonly string[]; readonly can: Verdict }[]
  readonly actions: readonly { readonly name: string; readonly from: readonly string[] | null; readonly can: Verdict }[]
  /** Names of the fields whose guard keeps them from the caller. */
  readonly hidden: ReadonlySet<string>
}

/** What was worked out, by the caller's set of permissions, which all requests of a session share. */
const known = new WeakMap<ReadonlySet<string>, Map<string, Known>>()

interface Known {
  readonly who: Who
  readonly fields: AnyRecord['fields']
  readonly rights: Rights
}

/** The caller's rights over a record type. Worked out once per caller. */
export function rightsOf(who: Who, record: AnyRecord): Rights {
  const mine = known.get(who.permissions) ?? new Map<string, Known>()
  const found = mine.get(record.name)
  if (found?.fields === record.fields && isSameCaller(found.who, who)) return found.rights
  const rights = workOut(who, record)
  known.set(who.permissions, mine.set(record.name, { who, fields: record.fields, rights }))
  return rights
}

const isSameCaller = (a: Who, b: Who): boolean =>
  a.account === b.account &&
  a.isSystem === b.isSystem &&
  a.self === b.self &&
  a.groups === b.groups &&
  a.scope === b.scope

/** Whoever is given this literally changes no record, not even their own: what an auditor is. */
export const onlyReads = 'records.only_read'

/** Whoever is given this literally reaches what is made for guests and no record by itself, whatever else they are given. */
export const onlyGuest = 'access.only_guest'

function workOut(who: Who, record: AnyRecord): Rights {
  if (!who.isSystem && who.permissions.has(onlyGuest)) return nothing(record)
  const isReader = who.permissions.has(onlyReads)
  const verdict = (rule: Rule, verb = 'write'): Verdict =>
    !isReader && isInScope(who, `${record.name}.${verb}`) && resolve(rule, who)
  const { read, create, update, archive } = record.access
  const hidden = Object.entries(record.fields).filter(([, field]) => !maySee(who, field))
  return {
    read: isInScope(who, `${record.name}.read`) && resolve(read, who),
    create: verdict(create),
    update: verdict(update),
    archive: verdict(archive, 'archive'),
    moves: Object.entries(record.states?.moves ?? {}).map(([name, move]) => ({
      name,
      from: move.from,
      can: verdict(move.can ?? update),
    })),
    actions: Object.entries(record.actions ?? {}).map(([name, action]) => ({
      name,
      from: action.from ?? null,
      can: verdict(action.can),
    })),
    hidden: new Set(hidden.map(([name]) => name)),
  }
}

const nothing = ({ fields }: AnyRecord): Rights => ({
  ...{ read: false, create: false, update: false, archive: false, moves: [], actions: [] },
  hidden: new Set(Object.keys(fields)),
})

/** Whether a key, if the caller came with one, lets them do this: what they may by a rule of ownership needs no permission, but it needs the key's. */
export const isInScope = (who: Who, permission: string): boolean =>
  who.scope === null || holds({ permissions: who.scope }, permission)

/** Whether the caller may see a field at all. */
export const maySee = (who: Who, field: Field<unknown>): boolean =>
  who.isSystem || field.options.read === undefined || holds(who, field.options.read)

/** Whether the caller may set a field: what can't be seen can't be set, and some fields ask for more. */
export const maySet = (who: Who, field: Field<unknown>): boolean =>
  maySee(who, field) && (who.isSystem || field.options.write === undefined || holds(who, field.options.write))

/** What the caller may do to this row now: 'update', 'archive', 'restore', 'move:<name>', 'action:<name>'. */
export function abilities(rights: Rights, row: Readonly<Record<string, unknown>>): readonly string[] {
  const isArchived = row.archivedAt !== null && row.archivedAt !== undefined
  const can = (verdict: Verdict): boolean => satisfies(verdict, row)
  if (isArchived) return can(rights.archive) ? ['restore'] : []
  const found: string[] = []
  if (can(rights.update)) found.push('update')
  if (can(rights.archive)) found.push('archive')
  for (const { name, from, can: verdict } of rights.moves)
    if (from.includes(String(row.state)) && can(verdict)) found.push(`move:${name}`)
  for (const { name, from, can: verdict } of rights.actions)
    if ((from === null || from.includes(String(row.state))) && can(verdict)) found.push(`action:${name}`)
  return found
}
