import { maySee, onlyReads } from '../../access/abilities.ts'
import { fixedGrants } from '../../access/permissions.ts'
import { holds, resolve, type Rule } from '../../access/rule.ts'
import { nobody, type Who } from '../../access/who.ts'
import type { AnyRecord } from '../../record/define.ts'
import { labelOf } from '../../record/registry.ts'

/** Whether something may be done: to every record, to one's own (those that point at the caller or their groups), or not. */
export type Reach = 'all' | 'own' | 'none'

/** What one role allows with records of one type. */
export interface Allowance {
  readonly record: AnyRecord
  readonly see: Reach
  readonly create: Reach
  readonly change: Reach
  readonly archive: Reach
  /** Labels of fields that stay hidden from those who see the rest. */
  readonly hidden: readonly string[]
  /** Labels of moves and actions whose rule differs from that of changing. */
  readonly besides: readonly string[]
}

/** What a set of permissions comes to for a record type, from its declared rules alone. */
export function allowanceOf(permissions: readonly string[], record: AnyRecord): Allowance {
  const who = someone(permissions)
  const isReader = who.permissions.has(onlyReads)
  const reach = (rule: Rule): Reach => (isReader ? 'none' : reachOf(rule, who))
  const { read, create, update, archive } = record.access
  const see = reachOf(read, who)
  const hidden = Object.entries(record.fields).filter(([, field]) => !maySee(who, field))
  const guarded = [
    ...Object.values(record.states?.moves ?? {}).map(({ label, can }) => ({ label, can })),
    ...Object.values(record.actions ?? {}),
  ]
  return {
    record,
    see,
    create: reach(create),
    change: reach(update),
    archive: reach(archive),
    hidden: see === 'none' ? [] : hidden.map(([name, field]) => labelOf(name, field)),
    besides: guarded.filter(({ can }) => can !== undefined && reach(can) !== 'none').map(({ label }) => label),
  }
}

/** Someone who holds these permissions and for whom every question about their own rows stays open. */
const someone = (permissions: readonly string[]): Who => ({
  ...nobody,
  account: 'someone',
  self: 'someone',
  groups: ['a group'],
  permissions: new Set(permissions),
})

function reachOf(rule: Rule, who: Who): Reach {
  const verdict = resolve(rule, who)
  if (typeof verdict === 'boolean') return verdict ? 'all' : 'none'
  return 'own'
}

/** What a set of permissions allows beyond records, in words. */
export function verbsOf(permissions: readonly string[]): readonly string[] {
  const held = { permissions: new Set(permissions) }
  // This one takes away rather than gives, so that holding everything doesn't hold it.
  const isHeld = (permission: string): boolean =>
    permission === onlyReads ? held.permissions.has(permission) : holds(held, permission)
  return fixedGrants.filter(({ permission }) => isHeld(permission)).map(({ says }) => says)
}
