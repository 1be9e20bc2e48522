import { sql } from 'kysely'
import type { Db } from '../../../kernel/database/db.server.ts'
import { type Failure, invalid } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Derivation, Derived } from '../../../kernel/record/derivation.server.ts'
import type { Plain } from '../../../kernel/record/fragment.ts'
import { settingsOf } from '../../../kernel/settings/settings.server.ts'
import { tasksInTheWay } from '../catalogue/tasks-in-the-way.server.ts'
import { noPromise, openPromises, type Promised } from '../service-levels/promises.server.ts'
import type { TicketEvent } from './events.ts'
import { eventsOf } from './events.server.ts'
import { type Milestones, milestonesOf, unmoved } from './milestones.ts'
import { keptRank } from './priority.ts'
import { SupportSettings } from './support.settings.ts'

/** Fields whose change matters to promises and milestones; the state always does. */
const watched = [
  'team',
  'assignee',
  'impact',
  'urgency',
  'service',
  'type',
  'requester',
  'requestedFor',
  'pendingReason',
  'logged',
  'isMajor',
]

/** What tickets work out of themselves: priority and first team with each write, milestones and promises from the history. */
export function ticketDerivation(kernel: Kernel): Derivation {
  const settings = kernel.kept.of([SupportSettings.name], () => settingsOf(kernel, SupportSettings))
  const promises = openPromises(kernel)
  const work: Derivation['work'] = async (rows) => {
    const { matrix } = await settings()
    const fresh = rows.filter(({ before }) => before === null)
    const teams = await teamsFor(kernel.db, fresh)
    const unfinished = await tasksInTheWay(
      kernel.db,
      rows.filter(isResolving).map(({ after }) => String(after['id'])),
    )
    const keptOf = (row: Derived): Plain => keptRank(matrix, row)
    const made = fresh.map((row, place) => ({ ...keptOf(row), team: row.after['team'] ?? teams[place] ?? null }))
    const promised = await promises.first(
      fresh.map(({ after, at }, place) => ({ after: { ...after, ...made[place] }, at })),
    )
    let next = 0
    return rows.map((row): Plain | Failure => {
      if (row.before !== null)
        return refusalOf(row.before, row.after) ?? unfinished.get(String(row.after['id'])) ?? keptOf(row)
      const place = next++
      return { ...started(promised[place] ?? noPromise), ...made[place] }
    })
  }
  const follow: Derivation['follow'] = async (tx, ids) => {
    const events = await eventsOf(tx, ids)
    await writeDerived(tx, events, await promises.follow(tx, events))
  }
  const asOf: NonNullable<Derivation['asOf']> = async (db, ids, at) => {
    const all = await eventsOf(db, ids)
    const past = new Map([...all].map(([id, events]) => [id, events.filter((event) => event.at <= at)]))
    const promised = await promises.asOf(db, past, at)
    const ratings = await ratingsAsOf(db, ids, at)
    return new Map(
      [...past].map(([id, events]) => [
        id,
        written({ ...milestonesOf(events), ...(promised.get(id) ?? noPromise), rating: ratings.get(id) ?? null }),
      ]),
    )
  }
  return { work, after: { fields: watched, verbs: ['commented', 'related', 'unrelated'] }, follow, asOf }
}

/** Moments as they are read. */
const written = (values: Readonly<Record<string, unknown>>): Plain =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
  ) as Plain

/** What had been said last by then of each ticket. */
async function ratingsAsOf(db: Db, ids: readonly string[], at: Date): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ id: string; score: number }>({
    text: `select distinct on (ticket_id) ticket_id as id, score from satisfaction where ticket_id = any($1::uuid[]) and at <= $2
      order by ticket_id, resolution desc`,
    values: [[...ids], at],
  })
  return new Map(rows.map(({ id, score }) => [id, score]))
}

const isResolving = ({ before, after }: Derived): boolean =>
  before !== null && before['state'] !== 'resolved' && after['state'] === 'resolved'

/** A merged ticket goes on in another one: it stays as it is. */
function refusalOf(before: Readonly<Plain>, after: Readonly<Plain>): Failure | null {
  const isLeft = before['mergedInto'] !== null && after['mergedInto'] !== null && before['state'] !== after['state']
  return isLeft
    ? invalid([{ field: 'mergedInto', says: 'It goes on in another ticket: go there, or take it out first.' }])
    : null
}

const started = ({ dueAt, dueFor, dueToAsker, isBreached, isPromised }: Promised): Plain => ({
  dueAt: dueAt?.toISOString() ?? null,
  dueFor,
  dueToAsker: dueToAsker?.toISOString() ?? null,
  isBreached,
  isPromised,
  reopens: unmoved.reopens,
  reassignments: unmoved.reassignments,
  waitsFor: unmoved.waitsFor,
  isWithVendor: unmoved.isWithVendor,
})

/** The team that gets each new ticket that names none: its category’s, or else the one that runs its service. What a log tells stays as told. */
async function teamsFor(db: Db, fresh: readonly Derived[]): Promise<readonly (string | null)[]> {
  const open = fresh.filter(
    ({ after }) => !after['team'] && !after['logged'] && (after['category'] || after['service']),
  )
  if (open.length === 0) return fresh.map(() => null)
  const idsOf = (name: string): readonly string[] => [
    ...new Set(open.flatMap(({ after }) => String(after[name] ?? '') || [])),
  ]
  const rows = await db.query<{ id: string; team: string | null }>({
    text: `select id, team from ticket_category where id = any($1::uuid[]) union all select id, team from service where id = any($2::uuid[])`,
    values: [idsOf('category'), idsOf('service')],
  })
  const known = new Map(rows.map(({ id, team }) => [id, team]))
  const teamOf = (id: unknown): string | null => known.get(String(id)) ?? null
  return fresh.map(({ after }) => (after['logged'] ? null : (teamOf(after['category']) ?? teamOf(after['service']))))
}

/** Writes what follows from the histories of tickets, in one statement. */
export async function writeDerived(
  tx: Db,
  events: ReadonlyMap<string, readonly TicketEvent[]>,
  promised: ReadonlyMap<string, Promised>,
): Promise<void> {
  const rows = [...events].map(([id, own]) => ({
    id,
    ...columnsOf(milestonesOf(own)),
    ...dueColumns(promised.get(id) ?? noPromise),
  }))
  if (rows.length === 0) return
  await tx.query(sql`update ticket t set due_at = d.due_at, due_for = d.due_for, due_to_asker = d.due_to_asker,
      is_breached = d.is_breached, is_promised = d.is_promised,
      waits_for = d.waits_for, is_with_vendor = d.is_with_vendor, replied_at = d.replied_at, responded_at = d.responded_at, resolved_at = d.resolved_at,
      closed_at = d.closed_at, ended_at = d.ended_at, reopens = d.reopens, reassignments = d.reassignments
    from json_populate_recordset(null::ticket, ${JSON.stringify(rows)}::json) d where t.id = d.id`)
}

const columnsOf = (found: Milestones) => ({
  waits_for: found.waitsFor,
  is_with_vendor: found.isWithVendor,
  replied_at: found.repliedAt,
  responded_at: found.respondedAt,
  resolved_at: found.resolvedAt,
  closed_at: found.closedAt,
  ended_at: found.endedAt,
  reopens: found.reopens,
  reassignments: found.reassignments,
})
const dueColumns = ({ dueAt, dueFor, dueToAsker, isBreached, isPromised }: Promised) => ({
  due_at: dueAt,
  due_for: dueFor,
  due_to_asker: dueToAsker,
  is_breached: isBreached,
  is_promised: isPromised,
})
