import { idsOf } from '../../../kernel/access/rule.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import { invalid } from '../../../kernel/errors.ts'
import type { Derivation } from '../../../kernel/record/derivation.server.ts'
import type { ServiceCounts } from './known-time.ts'
import { type Measuring, problemOfUse } from './count-use.ts'

/**
 * Requests are counted for a promise that is measured by them, for one of its services: what nothing would ever measure is refused.
 * A stretch of time is counted once; what overlaps is refused, in the transaction that writes it, so that of two who write at once
 * one is.
 */
export const requestCountDerivation: Derivation = {
  work: async (rows) => rows.map(({ after }) => ({ slot: slotOf(after) })),
  followsNew: true,
  after: { fields: [], verbs: [] },
  follow: async (tx, ids) => {
    await refuseUnmeasured(tx, ids)
    await refuseOverlaps(tx, ids)
  },
}

async function refuseUnmeasured(tx: Db, ids: readonly string[]): Promise<void> {
  const [one] = await tx.query<Measuring & { readonly service: string }>({
    text: `select c.service, p.name, p.counts, (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name), '[]')
        from service s where s.id = any(p.services)) as services
      from counted_requests c join availability_promise p on p.id = c.promise
      where c.id = any($1::uuid[]) and (p.counts not in ('requests', 'rates') or c.service <> all(p.services)) limit 1`,
    values: [ids],
  })
  const problem = one && problemOfUse(one, one.service)
  if (problem) throw invalid([problem])
}

/** '2026-11-01 10:00 to 11:00 UTC' with the service and promise that it is for: what makes it one of its kind. */
function slotOf(count: Readonly<Record<string, unknown>>): string {
  const moment = (value: unknown): string => new Date(String(value)).toISOString().slice(0, 16)
  const of = (name: string): string => idsOf(count[name])[0] ?? ''
  return `${moment(count['startsAt'])}/${moment(count['endsAt'])} ${of('service')} ${of('promise')}`
}

async function refuseOverlaps(tx: Db, ids: readonly string[]): Promise<void> {
  // Whoever writes for the same promise at the same time waits here.
  await tx.query({
    text: `select 1 from availability_promise
      where id in (select promise from counted_requests where id = any($1::uuid[])) order by id for no key update`,
    values: [ids],
  })
  const [overlap] = await tx.query<{ from: Date; to: Date }>({
    text: `select o.starts_at as from, o.ends_at as to from counted_requests c join counted_requests o
        on o.promise = c.promise and o.service = c.service and o.id <> c.id
          and o.starts_at < c.ends_at and o.ends_at > c.starts_at
          and o.starts_at > c.starts_at - interval '25 hours' and o.archived_at is null
      where c.id = any($1::uuid[]) and c.archived_at is null order by o.starts_at limit 1`,
    values: [ids],
  })
  if (!overlap) return
  const [from, to] = [overlap.from, overlap.to].map((at) => at.toISOString().replace('T', ' ').slice(0, 16))
  throw invalid([
    {
      field: 'startsAt',
      says: `Requests from ${from} until ${to} UTC are counted already, which overlaps. Correct that count, or archive it first.`,
    },
  ])
}

/** The requests that are counted in stretches that begin within a stretch of time: for each promise, for each of its services. */
export async function requestsIn(
  db: Db,
  { promises, from, to }: RequestsAsked,
): Promise<ReadonlyMap<string, readonly ServiceCounts[]>> {
  if (promises.length === 0) return new Map()
  const rows = await db.query<CountRow>({
    text: `select promise, service, starts_at as from, ends_at as to, total::float8 as total, failed::float8 as failed
      from counted_requests where promise = any($1::uuid[]) and starts_at >= $2 and starts_at < $3 and archived_at is null
      order by starts_at, id`,
    values: [promises.map(({ id }) => id), from, to],
  })
  const byKey = Map.groupBy(rows, ({ promise, service }) => `${promise} ${service}`)
  const countsOf = (key: string): ServiceCounts =>
    (byKey.get(key) ?? []).map((row) => ({
      ...{ from: row.from.getTime(), to: row.to.getTime(), total: row.total, failed: row.failed },
    }))
  return new Map(promises.map(({ id, services }) => [id, services.map((service) => countsOf(`${id} ${service}`))]))
}
export interface RequestsAsked {
  readonly promises: readonly { readonly id: string; readonly services: readonly string[] }[]
  readonly from: Date
  readonly to: Date
}
interface CountRow {
  readonly promise: string
  readonly service: string
  readonly from: Date
  readonly to: Date
  readonly total: number
  readonly failed: number
}

/** When a count of a promise was last written down, changed or taken away; null where there is none. */
export async function requestsChangedAt(db: Db, promise: string): Promise<Date | null> {
  const [row] = await db.query<{ at: Date | null }>({
    text: 'select max(updated_at) as at from counted_requests where promise = $1',
    values: [promise],
  })
  return row?.at ?? null
}
