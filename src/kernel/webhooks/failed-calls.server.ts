import { sql } from 'kysely'
import { errorWords } from '../failures/failure.ts'
import type { FailureSource } from '../failures/source.server.ts'
import { readableSql } from '../traits/trait.server.ts'

interface Failed {
  readonly id: string
  readonly webhook: string
  readonly webhookId: string
  readonly url: string
  readonly event: string
  readonly title: string | null
  readonly attempts: number
  readonly since: Date
  readonly says: string | null
}

/** Deliveries that a webhook's address took none of. */
export const failedCalls: FailureSource = {
  kind: 'webhook',
  label: 'webhook deliveries',
  list: async ({ db, registry }, who) => {
    const rows = await db.query<Failed>(
      sql`select d.id, w.name as webhook, w.id as "webhookId", w.url, d.event, r.title, d.attempts,
          coalesce(d.ended_at, d.at) as since, d.says
        from webhook_delivery d join webhook w on w.id = d.webhook_id
        left join record r on r.id = d.record_id and ${readableSql({ registry }, who)}
        where d.state = 'failed' and d.event <> 'webhook.test' order by since desc, d.id limit 100`,
    )
    return rows.map(({ id, webhook, webhookId, url, event, title, attempts, since, says }) => ({
      id,
      title: `Webhook ${webhook} to ${hostOf(url)} about ${event}${title ? ` of ${title}` : ''}`,
      since: since.toISOString(),
      tries: attempts,
      nextTry: null,
      ...errorWords(says),
      note: null,
      page: `/webhooks/${webhookId}`,
      canRetry: true,
    }))
  },
  retry: async ({ db, clock }, id) => {
    const rows = await db.query({
      text: `update webhook_delivery set state = 'waiting', attempts = 0, next_at = $2, ended_at = null
        where state = 'failed' and event <> 'webhook.test' and ($1::uuid is null or id = $1) returning 1`,
      values: [id, clock.now()],
    })
    return rows.length
  },
  giveUp: async ({ db, clock }, { id, by, reason }) => {
    const rows = await db.query({
      text: `update webhook_delivery set state = 'withheld', ended_at = $2, says = $3
        where id = $1 and state = 'failed' returning 1`,
      values: [id, clock.now(), `Given up by ${by}: ${reason}`],
    })
    return rows.length > 0
  },
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url)
