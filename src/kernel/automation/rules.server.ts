import { system, type Who } from '../access/who.ts'
import type { PlacedEntry } from '../history/position.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord } from '../record/define.ts'
import { idsOf } from '../access/rule.ts'
import { columnOf } from '../record/registry.ts'
import type { Row } from '../record/store.server.ts'
import type { AutomationRule } from './automation-rule.record.ts'
import { columnsAsked, type Rule } from './action.ts'
import { causeOf } from './cause.ts'

/** The rules that are on, in their order. */
export async function rulesOn(
  { store }: Pick<Kernel, 'store'>,
  trigger: 'event' | 'schedule',
): Promise<readonly { readonly rule: Rule; readonly row: AutomationRule }[]> {
  const { rows } = await store
    .asSystem('automation')
    .list('automation_rule', { filter: { isOn: true, trigger }, sort: 'position', limit: 1000 })
  return rows.map((row) => ({ rule: ruleOf(row), row: row as unknown as AutomationRule }))
}

/** A rule of its row. */
export function ruleOf(row: Row): Rule {
  const { recordType, verbs, changed, conditions, actions } = row as unknown as AutomationRule
  return {
    id: row.id,
    version: row.version,
    name: row.title,
    recordType,
    verbs,
    changed: changed ?? [],
    conditions: conditions ?? {},
    actions,
    author: idsOf(row.updatedBy)[0] ?? null,
  }
}

/** Whether a rule listens to what an entry tells: the verb, and one of the fields that matter to it. */
export function listensTo({ verbs, changed }: Pick<Rule, 'verbs' | 'changed'>, record: AnyRecord, entry: PlacedEntry) {
  if (!verbs.some((verb) => verb === entry.verb)) return false
  if (changed.length === 0) return true
  const after = entry.after ?? {}
  const before = entry.before ?? {}
  return changed
    .flatMap((name) => columnsAsked(record, name, columnOf))
    .some((column) => column in after && (after[column] ?? null) !== (before[column] ?? null))
}

/** As whom a rule acts: the system, by the rule's name, at a depth that the history keeps. */
export const actorOf = (rule: Pick<Rule, 'id' | 'name'>, depth: number): Who => ({
  ...system(`rule “${rule.name}”`, 'automation'),
  requestId: causeOf(depth, rule.id),
})
