import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { conflict, notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { sql } from 'kysely'
import { readableSql } from '../traits/trait.server.ts'
import { ruleVerbs } from '../automation/verbs.ts'
import { isTold } from './follow.server.ts'
import { secretState } from './secrets.server.ts'
import type { DeliveryState, ShownAttempt, ShownDelivery, WebhookState } from './wire.ts'

type Needs = Pick<Kernel, 'db' | 'registry'>

/** How a webhook is doing. */
export async function stateOf({ db, clock }: Pick<Kernel, 'db' | 'clock'>, webhook: string): Promise<WebhookState> {
  const [secret, [row]] = await Promise.all([
    secretState({ db, clock }, webhook),
    db.query<{
      waiting: number
      failed: number
      delivered: number
      since: Date | null
      because: string | null
      last: Date | null
    }>({
      text: `select count(*) filter (where d.state in ('waiting', 'sending')) as waiting, count(*) filter (where d.state = 'failed') as failed,
          count(*) filter (where d.state = 'delivered') as delivered, max(d.ended_at) filter (where d.state = 'delivered') as last,
          max(h.failing_since) as since, max(h.off_because) as because
        from (select 1) one left join webhook_delivery d on d.webhook_id = $1 and d.event <> 'webhook.test' left join webhook_health h on h.webhook_id = $1`,
      values: [webhook],
    }),
  ])
  return {
    secretMadeAt: secret.madeAt,
    oldSecretUntil: secret.oldUntil,
    waiting: row?.waiting ?? 0,
    failed: row?.failed ?? 0,
    delivered: row?.delivered ?? 0,
    lastArrivedAt: row?.last?.toISOString() ?? null,
    failingSince: row?.since?.toISOString() ?? null,
    offBecause: row?.because ?? null,
  }
}

const shownColumns = sql`d.id, d.event, d.record_id as "recordId", r.title, r.type, d.rule, d.at,
  case d.state when 'sending' then 'waiting' else d.state end as state, d.attempts, d.status, d.says,
  case when d.state in ('waiting', 'sending') then d.next_at end as "nextAt", d.ended_at as "endedAt"`

interface Listing {
  readonly state?: DeliveryState | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** Deliveries of a webhook, the latest first; titles of records only where the caller may read them. */
export async function listDeliveries(
  { db, registry }: Needs,
  who: Who,
  webhook: string,
  { state, after, limit }: Listing,
): Promise<{ readonly rows: readonly ShownDelivery[]; readonly next: string | null }> {
  const states = state === 'waiting' ? ['waiting', 'sending'] : state ? [state] : null
  const rows = await db.query<ShownDelivery>(
    sql`select ${shownColumns} from webhook_delivery d
      left join record r on r.id = d.record_id and ${readableSql({ registry }, who)}
      where d.webhook_id = ${webhook}::uuid and (${states}::text[] is null or d.state = any(${states}::text[]))
        and (${after ?? null}::uuid is null or (d.at, d.id) < (select a.at, a.id from webhook_delivery a where a.id = ${after ?? null}::uuid))
      order by d.at desc, d.id desc limit ${limit + 1}`,
  )
  const shown = rows.slice(0, limit)
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
}

/** The webhook of a delivery. Throws NotFound. */
export async function webhookOf(db: Db, id: string): Promise<string> {
  const [row] = await db.query<{ webhook: string }>({
    text: 'select webhook_id as webhook from webhook_delivery where id = $1',
    values: [id],
  })
  if (!row) throw notFound('This delivery')
  return row.webhook
}

/** A delivery with its requests and answers, the latest first. Bodies are shown to the one as whom they were read. */
export async function readDelivery(
  { db, registry }: Needs,
  who: Who,
  id: string,
): Promise<ShownDelivery & { readonly requests: readonly ShownAttempt[] }> {
  const [[delivery], requests] = await Promise.all([
    db.query<ShownDelivery>(
      sql`select ${shownColumns} from webhook_delivery d
        left join record r on r.id = d.record_id and ${readableSql({ registry }, who)} where d.id = ${id}::uuid`,
    ),
    db.query<ShownAttempt>({
      text: `select id, at, url, request_headers as "requestHeaders",
          case when read_as is null or read_as = $2 then request_body end as "requestBody", status,
          answer_headers as "answerHeaders", answer_body as "answerBody", says, ms
        from webhook_attempt where delivery_id = $1 order by at desc, id desc limit 50`,
      values: [id, who.account],
    }),
  ])
  if (!delivery) throw notFound('This delivery')
  return { ...delivery, requests }
}

/** Sends a delivery again, under the same id and with all its tries anew. Throws Conflict while it is being sent. */
export async function replayDelivery({ db, clock }: Pick<Kernel, 'db' | 'clock'>, id: string): Promise<void> {
  const done = await db.query({
    text: `update webhook_delivery set state = 'waiting', attempts = 0, next_at = $2, ended_at = null
      where id = $1 and state <> 'sending' and event <> 'webhook.test' returning 1`,
    values: [id, clock.now()],
  })
  if (done.length === 0) throw conflict('This delivery is being sent right now, or was only a test.')
}

/** How much is sent again at once, at most. */
export const mostReplayed = 10_000

/** Sends again all that happened since a moment, what was never queued included. Resolves to how many; the earliest 10,000 at most. */
export async function replaySince(
  { db, clock, registry }: Needs & Pick<Kernel, 'clock'>,
  { webhook, since }: { readonly webhook: string; readonly since: Date },
): Promise<number> {
  const types = registry.records.map(({ name }) => name).filter(isTold)
  const entries = await db.query<{ id: string; at: Date; event: string; record: string }>({
    text: `select h.id, h.at, h.type || '.' || h.verb as event, h.record_id as record from history h, webhook w
      where w.id = $1 and h.at >= $2 and h.type = any($3) and h.verb = any($4)
        and (w.record_types = '{}' or h.type = any(w.record_types)) and (w.verbs = '{}' or h.verb = any(w.verbs))
      order by h.position, h.entry limit ${mostReplayed}`,
    values: [webhook, since, types, ruleVerbs],
  })
  const again = await db.query({
    text: `insert into webhook_delivery (id, webhook_id, key, event, record_id, entry_id, entry_at, at, next_at)
      select t.id, $1, t.entry_id::text, t.event, t.record_id, t.entry_id, t.at, t.at, $7
      from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], $6::uuid[]) as t (id, entry_id, at, event, record_id)
      on conflict (webhook_id, key) do update set state = 'waiting', attempts = 0, next_at = $7, ended_at = null
        where webhook_delivery.state <> 'sending'
      returning 1`,
    values: [
      webhook,
      entries.map(() => clock.id()),
      entries.map(({ id }) => id),
      entries.map(({ at }) => at),
      entries.map(({ event }) => event),
      entries.map(({ record }) => record),
      clock.now(),
    ],
  })
  return again.length
}

/** Forgets deliveries that ended 30 days ago, and what their requests said after seven. */
export async function forgetDeliveries({ db, clock }: Pick<Kernel, 'db' | 'clock'>): Promise<void> {
  const daysAgo = (days: number): Date => new Date(clock.now().getTime() - days * 86_400_000)
  await db.query({
    text: `delete from webhook_delivery where ended_at < $1 or at < $1 and state = 'waiting'
      and not exists (select from webhook w where w.id = webhook_id and w.is_on and w.archived_at is null)`,
    values: [daysAgo(30)],
  })
  await db.query({
    text: 'update webhook_attempt set request_body = null, answer_body = null where at < $1 and request_body is not null',
    values: [daysAgo(7)],
  })
}
