import { sql } from 'kysely'
import { errorWords } from '../failures/failure.ts'
import type { FailureSource } from '../failures/source.server.ts'
import { readableSql } from '../traits/trait.server.ts'
import { retryDeadLetter } from './state.server.ts'

interface Letter {
  readonly id: string
  readonly processor: string
  readonly verb: string | null
  readonly title: string | null
  readonly attempts: number
  readonly error: string
  readonly failedAt: Date
  readonly retryAt: Date | null
}

/** What each processor does with an entry of the history, in words. */
const doings: Readonly<Record<string, string>> = {
  'watch-created': 'Letting creators watch what they create',
  automation: 'Automation rules',
  'scim-group-roles': 'Roles by groups of SCIM',
  'lapse-approvals': 'Letting approvals lapse that were bound to what changed',
  'tell-people': 'Telling people',
  webhooks: 'Queueing webhooks',
}

/** Entries of the history that a processor failed at. */
export const failedEntries: FailureSource = {
  kind: 'entry',
  label: 'things that happened, not yet acted on',
  list: async ({ db, registry }, who) => {
    const rows = await db.query<Letter>(
      sql`select d.id, d.processor, h.verb, r.title, d.attempts, d.error, d.failed_at as "failedAt",
          d.retry_at as "retryAt"
        from dead_letter d left join history h on h.id = d.entry_id and h.at = d.entry_at
        left join record r on r.id = d.record_id and ${readableSql({ registry }, who)}
        order by d.retry_at is not null, d.failed_at desc, d.id limit 100`,
    )
    return rows.map(({ id, processor, verb, title, attempts, error, failedAt, retryAt }) => ({
      id,
      title: `${doings[processor] ?? processor}, after ${title ?? 'a record'} was ${verb?.replaceAll('_', ' ') ?? 'changed'}`,
      since: failedAt.toISOString(),
      tries: attempts,
      nextTry: retryAt?.toISOString() ?? null,
      ...errorWords(error),
      note: null,
      page: null,
      canRetry: true,
    }))
  },
  retry: async ({ db, clock }, id) => {
    const ids =
      id === null ? await db.query<{ id: string }>('select id from dead_letter where retry_at is null') : [{ id }]
    const done = await Promise.all(ids.map((one) => retryDeadLetter(db, { id: one.id, now: clock.now() })))
    return done.filter(Boolean).length
  },
  giveUp: async ({ db }, { id }) =>
    (await db.query({ text: 'delete from dead_letter where id = $1 returning 1', values: [id] })).length > 0,
}
