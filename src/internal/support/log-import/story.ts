import type { Logged } from '../tickets/logged.ts'
import type { LogEvent } from './order.ts'
import type { LogRow } from './log-row.ts'
import { resolutionCodeOf, sourceOf, type Waiting } from './log-words.ts'

/** Kinds of records that a log names. */
export type Named = 'person' | 'team' | 'ticket_category' | 'pending_reason' | 'service'
/** The id of what a log names; null where there is none. */
export type Find = (kind: Named, name: string) => string | null
export interface Happening {
  readonly at: Date
  readonly by: string
  readonly state?: string
  readonly set: Readonly<Record<string, unknown>>
  readonly reason: string
}
interface Source {
  readonly system: string
  readonly file: string
  readonly find: Find
}

/** Whom a log doesn't name. */
export const somebody = 'Unknown caller'
const unnamed = 'Not named in the log'

/** What a row names, and what a record made for it has to know besides. */
export function namesIn(
  row: LogRow,
): readonly { readonly kind: Named; readonly name: string; readonly waits?: Waiting }[] {
  const { caller, assignee, group, category, service, state, hold } = row
  const waits =
    state?.state === 'pending' ? (state.waits ?? (hold ? { name: hold, for: 'third_party' as const } : null)) : null
  const person = (name: string | null | undefined) => (name ? [{ kind: 'person' as const, name }] : [])
  return [
    { kind: 'person', name: caller ?? somebody },
    ...person(assignee),
    ...(group ? [{ kind: 'team' as const, name: group }] : []),
    ...(category ? [{ kind: 'ticket_category' as const, name: category }] : []),
    ...(service ? [{ kind: 'service' as const, name: service }] : []),
    ...(waits ? [{ kind: 'pending_reason' as const, name: waits.name, waits: waits.for }] : []),
  ]
}

/** When a ticket was opened: as the log says, or else its first row. */
export const openingOf = ({ openedAt, createdAt, at }: LogRow): string => openedAt ?? createdAt ?? at

/** How a ticket begins, before its first row tells anything. */
export function beginningOf({ row }: LogEvent, { system, file, find }: Source): Happening {
  const subject = row.title ?? ([row.category, row.rest['subcategory']].filter(Boolean).join(', ') || null)
  return {
    at: new Date(openingOf(row)),
    by: row.openedBy ?? unnamed,
    set: {
      title: [row.number, subject].filter(Boolean).join(': ').slice(0, 200),
      description: row.description ?? null,
      requester: find('person', row.caller ?? somebody),
      numberElsewhere: row.number.slice(0, 80),
      source: row.source ? sourceOf(row.source) : 'log',
      impact: null,
      urgency: null,
      logged: { system, event: 'opened' } satisfies Logged,
    },
    reason: `Row ${row.row} of ${file} (${system})`,
  }
}

/** What one row of the log tells, at its own time and by the name that it gives. What it doesn't say stays as it was. */
export function happeningOf({ key, row }: LogEvent, { system, file, find }: Source): Happening {
  const { state, inTime, group, assignee, category, service, impact, urgency, hold, code, notes } = row
  const named = (kind: Named, name: string | null | undefined): string | null | undefined =>
    name ? find(kind, name) : name
  const isDone = state?.state === 'resolved' || state?.state === 'closed'
  const waitsFor = state?.waits?.name ?? hold ?? null
  return {
    at: new Date(row.at),
    by: row.by ?? unnamed,
    ...(state ? { state: state.state } : {}),
    set: said({
      team: named('team', group),
      assignee: named('person', assignee),
      category: named('ticket_category', category),
      service: named('service', service),
      impact,
      urgency,
      pendingReason: state ? (state.state === 'pending' ? named('pending_reason', waitsFor) : null) : undefined,
      resolutionCode: isDone && code ? resolutionCodeOf(code) : undefined,
      resolution: isDone && notes ? notes.slice(0, 10_000) : undefined,
      loggedVerdict: inTime === undefined ? undefined : inTime === null ? null : inTime ? 'in_time' : 'late',
      logged: loggedOf(key, row, system),
    }),
    reason: `Row ${row.row} of ${file} (${system})`,
  }
}

function loggedOf(event: string, row: LogRow, system: string): Logged {
  const { reassignments, reopens, priority, resolvedAt, closedAt, code, source, service } = row
  const rest = known({
    ...row.rest,
    closed_code: code && !resolutionCodeOf(code) ? code : null,
    contact_type: source && sourceOf(source) === 'log' ? source : null,
    business_service: service,
  }) as Readonly<Record<string, string>>
  const counts = known({ reassignments, reopens, priority })
  return { system, event, ...counts, ...said({ resolvedAt, closedAt }), rest }
}

const said = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
const known = <T extends object>(values: T): { readonly [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null)) as {
    readonly [K in keyof T]?: NonNullable<T[K]>
  }
