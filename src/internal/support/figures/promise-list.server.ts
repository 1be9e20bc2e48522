import { sql } from 'kysely'
import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Filter } from '../../../kernel/record/define.ts'
import type { PromiseAsk } from './definitions.ts'
import { ticketsOf } from './measure.server.ts'
import type { ListedPromise, PromiseList } from './wire.ts'

export interface AskedPromises {
  readonly ask: PromiseAsk
  /** Of which tickets. */
  readonly filter: Filter
  /** How many to pass over. */
  readonly skip: number
}
/** Promises told at once. */
const atOnce = 100

/** The promises behind a figure that a caller may see: those that were broken by most first, then the latest. */
export async function listPromises(
  kernel: Pick<Kernel, 'replica' | 'registry' | 'store' | 'clock'>,
  who: Who,
  { ask, filter, skip }: AskedPromises,
): Promise<PromiseList> {
  const { where } = ticketsOf(kernel, who, filter)
  const { kind, metric, team, isBroken, from, until } = ask
  const source = sql`service_level_result r join ticket t on t.id = r.ticket
    where r.stopped_at >= ${from}::timestamptz and r.stopped_at < ${until}::timestamptz and r.kind = ${kind}
      and ${metric === undefined ? sql`true` : sql`r.metric = ${metric}`}
      and ${team === undefined ? sql`true` : sql`r.team is not distinct from ${team}::uuid`}
      and ${isBroken === undefined ? sql`true` : sql`r.is_breached = ${isBroken}`} and ${where}`
  const [rows, [counted]] = await Promise.all([
    kernel.replica.query<PromiseRow>(sql`select r.ticket, r.kind, r.metric, r.round, r.team, r.policy, r.started_at, r.due,
        r.stopped_at, r.is_breached, r.used, r.promised, r.breached_by
      from ${source}
      order by r.is_breached desc, r.breached_by desc, r.stopped_at desc, r.ticket, r.clock, r.round
      limit ${atOnce} offset ${skip}`),
    kernel.replica.query<{ n: number }>(sql`select count(*)::int as n from ${source}`),
  ])
  const titles = async (type: string, ids: readonly (string | null)[]) => {
    const some = [...new Set(ids.filter((id) => id !== null))]
    if (some.length === 0) return new Map<string, { number: string | null; title: string }>()
    const found = await kernel.store
      .as(who)
      .list(type, { filter: { id: some }, columns: ['number'], limit: 500, archived: 'with' })
    return new Map(found.rows.map(({ id, number, title }) => [id, { number, title }]))
  }
  const [ticketTitles, teams, policies] = await Promise.all([
    titles(
      'ticket',
      rows.map(({ ticket }) => ticket),
    ),
    titles(
      'team',
      rows.map((row) => row.team),
    ),
    titles(
      'service_level',
      rows.map(({ policy }) => policy),
    ),
  ])
  const count = counted?.n ?? 0
  return {
    count,
    rows: rows.map((row): ListedPromise => {
      const ticket = ticketTitles.get(row.ticket)
      return {
        ...{ kind: row.kind, metric: row.metric, round: row.round },
        ticket: { id: row.ticket, number: ticket?.number ?? '', title: ticket?.title ?? '' },
        team: row.team === null ? null : (teams.get(row.team)?.title ?? 'A team that you may not see'),
        policy: policies.get(row.policy)?.title ?? null,
        startedAt: row.started_at.toISOString(),
        due: row.due?.toISOString() ?? null,
        stoppedAt: row.stopped_at.toISOString(),
        isBroken: row.is_breached,
        ...{ used: Number(row.used), promised: Number(row.promised), brokenBy: Number(row.breached_by) },
      }
    }),
    next: skip + rows.length < count ? skip + rows.length : null,
  }
}

type PromiseRow = Pick<ListedPromise, 'kind' | 'metric' | 'round'> & {
  readonly ticket: string
  readonly team: string | null
  readonly policy: string
  readonly started_at: Date
  readonly due: Date | null
  readonly stopped_at: Date
  readonly is_breached: boolean
  readonly used: string
  readonly promised: string
  readonly breached_by: string
}
