import { openCalendars } from '../../../foundation/calendars/index.server.ts'
import { alwaysOpen, type Calendar } from '../../../kernel/calendar/calendar.ts'
import { Failure } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { CalendarOf, Policy } from './choose.ts'
import { promise } from './agreement.ts'
import { type ClockName, type Kind, type Metric, metrics, type Reason } from './promise.ts'
import type { Reasons } from './segments.ts'
import type { EscalationStep } from './step-action.ts'
import { readTargetTime, type TargetTime } from './target-time.ts'

/** A policy with what is done about it. */
export interface KeptPolicy extends Policy {
  readonly steps: readonly EscalationStep[]
  readonly version: number
  readonly changedAt: number
  /** Who wrote it last, within whose rights its steps act; null for the system. */
  readonly author: string | null
}

/** All that promises are worked out by, besides the tickets. */
export interface Book {
  readonly policies: readonly KeptPolicy[]
  readonly reasons: Reasons
  readonly calendarOf: CalendarOf
  /** What a calendar is called; null for all hours. */
  readonly calendarName: (id: string) => string | null
  /** A unit and those above it, the nearest first. */
  readonly unitsFrom: (unit: string | null) => readonly string[]
}

/** Record types whose change may move due times of tickets that didn't change. */
export const bookTypes = ['service_level', 'pending_reason', 'calendar', 'special_day', 'business_unit'] as const

/** Reads the book: afresh, or as it was up to two seconds ago. */
export interface Books {
  /** With further calendars by id, which no policy names. */
  readonly fresh: (calendars?: readonly string[]) => Promise<Book>
  readonly kept: () => Promise<Book>
}

export function openBooks(kernel: Pick<Kernel, 'db' | 'store' | 'kept'>): Books {
  const calendars = openCalendars(kernel.store)
  const fresh: Books['fresh'] = async (further = []) => {
    const [policies, reasons, units, named] = await Promise.all([
      kernel.db.query<PolicyRow>({ text: policiesSql, values: [promise] }),
      kernel.db.query<{ id: string; pauses: ClockName[]; waits_for: string }>(
        'select id, pauses, waits_for from pending_reason',
      ),
      kernel.db.query<{ id: string; parent: string | null }>('select id, parent from business_unit'),
      kernel.db.query<Named>('select id, name, is_default from calendar where archived_at is null order by created_at'),
    ])
    const open = new Map<string, Calendar>([['always', alwaysOpen]])
    const needed = [null, ...policies.map(({ calendar }) => calendar), ...further.filter((id) => id !== 'always')]
    for (const calendar of new Set(needed))
      open.set(calendar ?? 'default', await findOr(() => calendars.find(calendar), open.get('default')))
    const parents = new Map(units.map(({ id, parent }) => [id, parent]))
    return {
      policies: policies.map(policyOf),
      reasons: new Map<string, Reason>(
        reasons.map(({ id, pauses, waits_for }) => [id, { pauses, isSupplier: waits_for === 'third_party' }]),
      ),
      calendarName: (id) => nameOf(named, id),
      calendarOf: (id) => open.get(id) ?? alwaysOpen,
      unitsFrom: (unit) => upFrom(parents, unit),
    }
  }
  return { fresh, kept: kernel.kept.of(bookTypes, () => fresh()) }
}

interface Named {
  readonly id: string
  readonly name: string
  readonly is_default: boolean
}
function nameOf(named: readonly Named[], id: string): string | null {
  if (id === 'always') return null
  const standard = named.find(({ is_default }) => is_default)
  return (id === 'default' ? standard : (named.find((one) => one.id === id) ?? standard))?.name ?? null
}

interface PolicyRow {
  readonly id: string
  readonly version: number
  readonly updated_at: Date
  readonly updated_by: string | null
  readonly name: string
  readonly kind: Kind
  readonly types: string[]
  readonly priorities: string[]
  readonly services: string[]
  readonly units: string[]
  readonly teams: string[]
  readonly is_for_vip: boolean
  readonly is_always: boolean
  readonly calendar: string | null
  readonly goes_on: Metric[]
  readonly stands_still: Metric[]
  readonly is_for_any_supplier: boolean
  readonly agreed_by: string[]
  readonly response: string | null
  readonly resolution: string | null
  readonly next_reply: string | null
  readonly update: string | null
  readonly steps: readonly EscalationStep[] | null
}

const policiesSql = `select id, version, updated_at, updated_by, name, kind, types, priorities, services, units, teams,
    is_for_vip, is_for_any_supplier, is_always, calendar, goes_on, stands_still, response, resolution, next_reply, update, steps,
    array(select to_id from relation where from_id = service_level.id and starts_with(link, $1) order by to_id) as agreed_by
  from service_level where archived_at is null order by id`

function policyOf(row: PolicyRow): KeptPolicy {
  const times: Partial<Record<Metric, TargetTime>> = {}
  for (const metric of metrics) {
    const time = readTargetTime(row[metric] ?? '')
    if (time) times[metric] = time
  }
  const { id, name, kind, types, priorities, services, units, teams, version } = row
  return {
    ...{ id, name, kind, types, priorities, services, units, teams, version, times },
    isForVip: row.is_for_vip,
    calendar: row.is_always ? 'always' : (row.calendar ?? 'default'),
    goesOn: row.goes_on,
    standsStill: row.stands_still,
    agreedBy: row.agreed_by,
    isForAnySupplier: row.is_for_any_supplier,
    steps: row.steps ?? [],
    changedAt: row.updated_at.getTime(),
    author: row.updated_by,
  }
}

// A calendar that isn't there any more leaves its policies to the default one.
async function findOr(find: () => Promise<Calendar>, other: Calendar = alwaysOpen): Promise<Calendar> {
  try {
    return await find()
  } catch (error) {
    if (error instanceof Failure) return other
    throw error
  }
}

function upFrom(parents: ReadonlyMap<string, string | null>, unit: string | null): readonly string[] {
  const found: string[] = []
  for (let at = unit; at !== null && !found.includes(at); at = parents.get(at) ?? null) found.push(at)
  return found
}
