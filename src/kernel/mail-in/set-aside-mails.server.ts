import type { FailureSource } from '../failures/source.server.ts'
import { errorWords } from '../failures/failure.ts'

interface SetAside {
  readonly id: string
  readonly from: string | null
  readonly subject: string
  readonly attempts: number
  readonly since: Date
  readonly reason: string | null
}

/** Mails that came in and were set aside. */
export const setAsideMails: FailureSource = {
  kind: 'received-mail',
  label: 'received mails',
  list: async ({ db }) => {
    const rows =
      await db.query<SetAside>(`select id, from_address as from, subject, attempts, received_at as since, reason
      from mail_in where state = 'quarantined' order by received_at desc, id limit 100`)
    return rows.map(({ id, from, subject, attempts, since, reason }) => ({
      id,
      title: `Mail from ${from ?? 'nobody'} about “${subject}”`,
      since: since.toISOString(),
      tries: attempts,
      nextTry: null,
      ...errorWords(reason),
      note: null,
      page: '/admin/mail-in',
      canRetry: true,
    }))
  },
  retry: async ({ db, clock }, id) => {
    const rows = await db.query({
      text: `update mail_in set state = 'new', attempts = 0, next_at = $2, is_released = true, reason = null, ended_at = null
        where state = 'quarantined' and ($1::uuid is null or id = $1) returning 1`,
      values: [id, clock.now()],
    })
    return rows.length
  },
  giveUp: async ({ db, clock }, { id, by, reason }) => {
    const rows = await db.query({
      text: `update mail_in set state = 'ignored', reason = $3, ended_at = $2 where id = $1 and state = 'quarantined' returning 1`,
      values: [id, clock.now(), `Given up by ${by}: ${reason}`],
    })
    return rows.length > 0
  },
}
