import type { Clock } from '../clock.ts'
import type { Db } from '../database/db.server.ts'
import type { QueuedMail } from './message.ts'
import { nextTry, type Outcome, type Refusal } from './outcome.ts'

type Needs = { readonly db: Db; readonly clock: Pick<Clock, 'now'> }

/** A mail that this worker sends now, and no other until its lease is over. */
export interface ClaimedMail extends QueuedMail {
  readonly attempts: number
  readonly created_at: Date
  /** Its address is one that nothing is sent to. */
  readonly is_suppressed: boolean
}

/** Whether any mail could be sent now. */
export async function hasDue({ db, clock }: Needs): Promise<boolean> {
  const text = `select 1 from mail where state in ('queued', 'sending') and next_at <= $1 limit 1`
  return (await db.query({ text, values: [clock.now()] })).length > 0
}

/**
 * Takes mails that are due, those first that somebody waits for, for `lease` milliseconds. A worker that dies leaves
 * them to the next one when that is over. `host` ends the Message-IDs of those that have none yet.
 */
export function claim(
  { db, clock }: Needs,
  { most, lease, host }: { most: number; lease: number; host: string },
): Promise<ClaimedMail[]> {
  const now = clock.now()
  return db.query<ClaimedMail>({
    text: `with sent as (update mail m set state = 'sending', attempts = m.attempts + 1, next_at = $2,
        message_id = coalesce(m.message_id, '<' || m.id || '@' || $4::text || '>')
      from (select id from mail where state in ('queued', 'sending') and next_at <= $1
        order by is_patient, next_at limit $3 for update skip locked) due
      where m.id = due.id
      returning m.id, m.kind, m.to_address, m.to_name, m.from_name, m.subject, m.text, m.html, m.headers, m.thread,
        m.message_id, m.letter, m.attempts, m.created_at,
        exists (select from mail_suppression s where s.address = lower(m.to_address)) as is_suppressed),
      -- An answer to any mail about a record finds its thread.
      threaded as (insert into message_thread (message_id, record_id, kind, at)
        select distinct on (1) btrim(message_id, '<>'), thread, 'ours', $1::timestamptz from sent where thread is not null
        on conflict do nothing)
      select * from sent`,
    values: [now, new Date(now.getTime() + lease), most, host],
  })
}

/** Notes that a mail was taken on by the mail server. What it said is forgotten: links in it are nobody else's. */
export async function noteSent({ db, clock }: Needs, { id }: Pick<ClaimedMail, 'id'>): Promise<void> {
  await db.query({
    text: `update mail set state = 'sent', ended_at = $2, last_error = null, text = null, html = null,
        letter = letter - 'attachments' where id = $1`,
    values: [id, clock.now()],
  })
}

/** Notes that a mail isn't sent since nothing is sent to its address. */
export async function noteSuppressed({ db, clock }: Needs, mail: Pick<ClaimedMail, 'id' | 'attempts'>): Promise<void> {
  await db.query({
    text: `update mail set state = 'suppressed', ended_at = $3 where id = $1 and state = 'sending' and attempts = $2`,
    values: [mail.id, mail.attempts, clock.now()],
  })
}

/** Notes why an attempt failed: tried again later, or never; where nobody has the address, nothing is sent there again. */
export async function noteFailed(
  { db, clock }: Needs,
  mail: Pick<ClaimedMail, 'id' | 'attempts' | 'created_at' | 'to_address'>,
  { outcome, says }: { outcome: Outcome; says: string },
): Promise<void> {
  const now = clock.now()
  const isFinal = outcome === 'refused' || outcome === 'nobody'
  const next = isFinal ? null : nextTry({ createdAt: mail.created_at, attempts: mail.attempts, now })
  await db.transaction(async (tx) => {
    const noted = await tx.query({
      text: `update mail set state = case when $3::timestamptz is null then 'failed' else 'queued' end,
          next_at = coalesce($3, next_at), ended_at = case when $3::timestamptz is null then $4::timestamptz end, last_error = $5
        where id = $1 and state = 'sending' and attempts = $2 returning 1`,
      values: [mail.id, mail.attempts, next, now, says.slice(0, mostOfError)],
    })
    if (noted.length > 0 && outcome === 'nobody') await suppress(tx, { address: mail.to_address, says, now })
  })
}

/** Notes of a mail that had been taken on that it came back, once; false where no such mail was sent. */
export async function noteBounced(
  { db, clock }: Needs,
  { id, address, outcome, says }: { id: string; address: string; outcome: Refusal; says: string },
): Promise<boolean> {
  const now = clock.now()
  return await db.transaction(async (tx) => {
    const noted = await tx.query({
      text: `update mail set state = 'failed', last_error = $3 where id = $1 and lower(to_address) = lower($2) and state = 'sent' returning 1`,
      values: [id, address, `It came back: ${says}`.slice(0, mostOfError)],
    })
    if (noted.length > 0 && outcome === 'nobody') await suppress(tx, { address, says: `It came back: ${says}`, now })
    return noted.length > 0
  })
}

const suppress = (tx: Db, { address, says, now }: { address: string; says: string; now: Date }): Promise<unknown> =>
  tx.query({
    text: `insert into mail_suppression (address, reason, at) values (lower($1), $2, $3) on conflict do nothing`,
    values: [address, says.slice(0, mostOfError), now],
  })
const mostOfError = 1000
