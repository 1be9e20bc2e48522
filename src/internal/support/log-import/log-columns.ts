/** What a log of state events can say with a row, by the column's own name. */
export const known = {
  number: ['number', 'incident_id', 'incident', 'incident_number', 'ticket', 'ticket_number', 'task_number'],
  state: ['incident_state', 'state', 'status'],
  mods: ['sys_mod_count', 'updates', 'update_count', 'mod_count'],
  updatedAt: ['sys_updated_at', 'sys_updated_on', 'updated', 'updated_at'],
  updatedBy: ['sys_updated_by', 'updated_by'],
  createdAt: ['sys_created_at', 'sys_created_on', 'created', 'created_at'],
  createdBy: ['sys_created_by', 'created_by'],
  openedAt: ['opened_at', 'opened'],
  openedBy: ['opened_by'],
  caller: ['caller_id', 'caller', 'caller_id_name', 'requested_for'],
  title: ['short_description'],
  description: ['description'],
  source: ['contact_type', 'channel'],
  service: ['business_service', 'service'],
  category: ['category'],
  impact: ['impact'],
  urgency: ['urgency'],
  priority: ['priority'],
  group: ['assignment_group', 'assignment_group_name', 'group'],
  assignee: ['assigned_to', 'assigned_to_name'],
  hold: ['hold_reason', 'on_hold_reason'],
  reassignments: ['reassignment_count'],
  reopens: ['reopen_count'],
  inTime: ['made_sla', 'sla_met'],
  code: ['closed_code', 'close_code', 'resolution_code'],
  notes: ['close_notes', 'resolution_notes'],
  resolvedAt: ['resolved_at', 'resolved'],
  closedAt: ['closed_at', 'closed'],
} as const
export type Known = keyof typeof known
/** Those that say when something was. */
export const moments = [
  'updatedAt',
  'createdAt',
  'openedAt',
  'resolvedAt',
  'closedAt',
] as const satisfies readonly Known[]

/** Where each thing stands, and the columns that have no place of their own. */
export interface Columns {
  readonly at: Readonly<Partial<Record<Known, number>>>
  readonly names: readonly string[]
  readonly rest: readonly number[]
}

/** Finds the columns by their headers, in any order; what is missing is missing, but for those without which there are no events. */
export function columnsOf(headers: readonly string[]): Columns | { readonly missing: readonly string[] } {
  const names = headers.map(headerName)
  const at: Partial<Record<Known, number>> = {}
  for (const [key, aliases] of Object.entries(known) as [Known, readonly string[]][]) {
    const place = aliases.map((alias) => names.indexOf(alias)).find((found) => found >= 0)
    if (place !== undefined) at[key] = place
  }
  const missing = (['number', 'state', 'updatedAt'] as const).filter((key) => at[key] === undefined)
  if (missing.length > 0) return { missing: missing.map((key) => known[key][0]) }
  const taken = new Set(Object.values(at))
  return { at, names, rest: names.flatMap((_, index) => (taken.has(index) ? [] : [index])) }
}

/** `Sys Updated At`, `incident.sys_updated_at` and `"sys-updated-at"` are the same. */
const headerName = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/^(incident|task)\./, '')
    .replace(/[\s._-]+/g, '_')
