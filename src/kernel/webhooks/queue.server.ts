import type { Clock } from '../clock.ts'
import type { Db } from '../database/db.server.ts'
import type { Filter } from '../record/define.ts'

type Needs = { readonly db: Db; readonly clock: Pick<Clock, 'now' | 'id'> }

/** Something to tell a webhook. */
export interface Telling {
  readonly webhook: string
  readonly key: string
  readonly event: string
  readonly recordId: string | null
  readonly entryId?: string
  readonly at: Date
  readonly rule?: string
}
/** A delivery that this worker sends now, and no other until its lease is over. */
export interface Claimed {
  readonly id: string
  readonly webhook: string
  readonly name: string
  readonly url: string
  /** Who saved the webhook last. */
  readonly owner: string | null
  readonly conditions: Filter
  readonly event: string
  readonly type: string | null
  readonly recordId: string | null
  readonly entryId: string | null
  readonly entryAt: Date | null
  readonly rule: string | null
  readonly at: Date
  readonly attempts: number
}

/** Queues what webhooks are to tell, within the caller's transaction; what is queued under the same key already stays as it is. */
export async function queueTellings({ db, clock }: Needs, tellings: readonly Telling[]): Promise<void> {
  if (tellings.length === 0) return
  const now = clock.now()
  await db.query({
    text: `insert into webhook_delivery (id, webhook_id, key, event, record_id, entry_id, entry_at, rule, at, next_at)
      select t.*, $9 from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::timestamptz[], $8::text[], $10::timestamptz[])
        as t (id, webhook_id, key, event, record_id, entry_id, entry_at, rule, at)
      on conflict (webhook_id, key) do nothing`,
    values: [
      tellings.map(() => clock.id()),
      tellings.map(({ webhook }) => webhook),
      tellings.map(({ key }) => key),
      tellings.map(({ event }) => event),
      tellings.map(({ recordId }) => recordId),
      tellings.map(({ entryId }) => entryId ?? null),
      tellings.map(({ entryId, at }) => (entryId ? at : null)),
      tellings.map(({ rule }) => rule ?? null),
      now,
      tellings.map(({ at }) => at),
    ],
  })
}

interface Claiming {
  readonly most: number
  /** Milliseconds that a delivery belongs to the worker that sends it. */
  readonly lease: number
  /** Requests to one webhook at the same time, over all workers. */
  readonly perWebhook?: number
}

/**
 * Takes deliveries that are due, of each webhook no more than a few, so that one that hangs holds up no other. Of those about
 * one record the first attempts are made in order. A worker that dies leaves its own to the next one when its lease is over.
 */
export function claimDeliveries({ db, clock }: Needs, { most, lease, perWebhook = 4 }: Claiming): Promise<Claimed[]> {
  const now = clock.now()
  return db.query<Claimed>({
    text: `with due as (
        select d.id, d.next_at from webhook w cross join lateral (
          select q.id, q.next_at from webhook_delivery q
          where q.webhook_id = w.id and q.state in ('waiting', 'sending') and q.next_at <= $1
            and (select 1 from webhook_delivery e
              where e.record_id = q.record_id and e.webhook_id = q.webhook_id and e.id < q.id
                and e.state in ('waiting', 'sending') and (e.attempts = 0 or e.state = 'sending' and e.next_at > $1) limit 1) is null
          order by q.next_at, q.id
          limit greatest(0, $4 - (select count(*) from webhook_delivery f
            where f.webhook_id = w.id and f.state = 'sending' and f.next_at > $1))
        ) d where w.is_on and w.archived_at is null
          and exists (select from webhook_secret s where s.webhook_id = w.id and s.until is null)
        order by d.next_at limit $3)
      update webhook_delivery d set state = 'sending', attempts = d.attempts + 1, next_at = $2
      from (select q.id from webhook_delivery q where q.id in (select id from due)
          and q.state in ('waiting', 'sending') and q.next_at <= $1 for update skip locked) mine,
        webhook w
      where d.id = mine.id and w.id = d.webhook_id
      returning d.id, d.webhook_id as webhook, w.name, w.url, w.updated_by as owner, coalesce(w.conditions, '{}') as conditions,
        d.event, (select r.type from record r where r.id = d.record_id) as type, d.record_id as "recordId",
        d.entry_id as "entryId", d.entry_at as "entryAt", d.rule, d.at, d.attempts`,
    values: [now, new Date(now.getTime() + lease), most, perWebhook],
  })
}

/** Ends or puts off a delivery that is still this worker's. False when another one has it. */
export async function settle(
  db: Db,
  { id, attempts }: Pick<Claimed, 'id' | 'attempts'>,
  end: {
    readonly state: 'delivered' | 'failed' | 'withheld' | 'waiting'
    readonly at: Date
    readonly status?: number | null
    readonly says?: string | null
  },
): Promise<boolean> {
  const { state, at, status = null, says = null } = end
  const settled = await db.query({
    text: `update webhook_delivery set state = $3, status = $4, says = $5,
        next_at = case when $3 = 'waiting' then $6 else next_at end, ended_at = case when $3 <> 'waiting' then $6::timestamptz end
      where id = $1 and state = 'sending' and attempts = $2 returning 1`,
    values: [id, attempts, state, status, says, at],
  })
  return settled.length > 0
}

/** Forgets a delivery that nobody wanted. */
export const dropDelivery = (db: Db, { id, attempts }: Pick<Claimed, 'id' | 'attempts'>): Promise<unknown> =>
  db.query({
    text: `delete from webhook_delivery where id = $1 and state = 'sending' and attempts = $2`,
    values: [id, attempts],
  })
