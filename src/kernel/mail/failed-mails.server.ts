import { errorWords } from '../failures/failure.ts'
import type { FailureSource } from '../failures/source.server.ts'
import { retryMails } from './admin.server.ts'

interface Failed {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly attempts: number
  readonly since: Date
  readonly error: string | null
}

/** Mails that no server took on. */
export const failedMails: FailureSource = {
  kind: 'mail',
  label: 'mails',
  list: async ({ db }) => {
    const rows = await db.query<Failed>(`select id, to_address as to, subject, attempts, ended_at as since,
        last_error as error from mail where state = 'failed' and text is not null order by ended_at desc, id limit 100`)
    return rows.map(({ id, to, subject, attempts, since, error }) => ({
      id,
      title: `Mail to ${to} about “${subject}”`,
      since: since.toISOString(),
      tries: attempts,
      nextTry: null,
      ...errorWords(error),
      note: null,
      page: '/admin/mail',
      canRetry: true,
    }))
  },
  retry: async ({ db, clock }, id) => {
    if (id !== null) return retryMails({ db, clock }, id)
    const rows = await db.query({
      text: `update mail set state = 'queued', next_at = $1, created_at = $1, ended_at = null
        where state = 'failed' and text is not null returning 1`,
      values: [clock.now()],
    })
    return rows.length
  },
  giveUp: async ({ db, clock }, { id, by, reason }) => {
    const rows = await db.query({
      text: `update mail set text = null, html = null, ended_at = $2, last_error = $3
        where id = $1 and state = 'failed' and text is not null returning 1`,
      values: [id, clock.now(), `Given up by ${by}: ${reason}`],
    })
    return rows.length > 0
  },
}
