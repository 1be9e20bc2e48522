import { createHash } from 'node:crypto'
import type { Db } from '../database/db.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { Envelope } from './keep.server.ts'
import type { MailboxFacts } from './handler.server.ts'
import type { Verdict } from './mail.ts'

type Needs = Pick<Kernel, 'db' | 'clock'>

/** A mail that this worker deals with now, and no other until its lease is over. */
export interface ClaimedMail {
  readonly id: string
  readonly raw: string
  readonly identity: string
  readonly envelope: Envelope
  readonly verdict: Verdict | null
  readonly attempts: number
  readonly is_released: boolean
  readonly received_at: Date
  readonly mailbox: MailboxFacts & {
    readonly trustedServer: string | null
    readonly mostPerSender: number
    readonly mostPerRecord: number
  }
}

/** After so many attempts a mail is set aside. */
export const mostAttempts = 5

/** Takes mails that are due, the oldest first, for `lease` milliseconds. One that stopped its worker each time is set aside. */
export async function claimMails(
  { db, clock }: Needs,
  { most, lease }: { most: number; lease: number },
): Promise<readonly ClaimedMail[]> {
  const now = clock.now()
  const claimed = await db.query<ClaimedMail>({
    text: `update mail_in m set attempts = m.attempts + 1, next_at = $2,
        state = case when m.attempts >= $4 then 'quarantined' else 'new' end,
        reason = case when m.attempts >= $4 then $5 else m.reason end,
        ended_at = case when m.attempts >= $4 then $1::timestamptz end
      from (select id from mail_in where state = 'new' and next_at <= $1 order by next_at, received_at limit $3
        for update skip locked) due, mailbox b
      where m.id = due.id and b.id = m.mailbox
      returning m.id, m.raw, m.identity, m.envelope, m.verdict, m.attempts, m.is_released, m.received_at,
        json_build_object('id', b.id, 'name', b.name, 'address', b.address, 'takesPlus', b.takes_plus,
          'defaults', coalesce(b.defaults, '{}'), 'trustedServer', b.trusted_server,
          'mostPerSender', b.most_per_sender, 'mostPerRecord', b.most_per_record) as mailbox`,
    values: [
      now,
      new Date(now.getTime() + lease),
      most,
      mostAttempts,
      'The worker stopped each time it dealt with this mail.',
    ],
  })
  return claimed.filter(({ attempts }) => attempts <= mostAttempts)
}

/**
 * Locks a claimed mail for the transaction that deals with it, and `names` one after the other: whoever deals with a mail of the
 * same names waits until it ends. False where the mail isn't this worker's any more.
 */
export async function takeMail(
  tx: Db,
  { id, attempts }: Pick<ClaimedMail, 'id' | 'attempts'>,
  names: readonly string[],
): Promise<boolean> {
  const keys = names.map((name) => createHash('sha256').update(name).digest().readBigInt64BE(0))
  const sorted = [...new Set(keys)].toSorted((a, b) => (a < b ? -1 : 1)).map(String)
  const rows = await tx.query({
    text: `with own as (select 1 from mail_in where id = $1 and state = 'new' and attempts = $2 for update)
      select pg_advisory_xact_lock(k) from own, unnest($3::bigint[]) with ordinality as l(k, n) order by n`,
    values: [id, attempts, sorted],
  })
  return rows.length > 0
}

/** What was read of a mail, by which people tell it from others. */
export interface ReadOfMail {
  readonly from: { readonly address: string; readonly name: string } | null
  readonly subject: string
  readonly verdict: Verdict
}
const columnsOf = ({ from, subject, verdict }: ReadOfMail): readonly unknown[] => [
  from && clean(from.address),
  from && clean(from.name),
  clean(subject),
  verdict,
]

/** How a mail ended. */
export interface Ending {
  readonly state: 'done' | 'ignored' | 'quarantined'
  readonly reason: string
  readonly recordId?: string | null
  /** The comment that it is there. */
  readonly comment?: string | null
}

/** Notes within a transaction what was read of a mail and how it ended. */
export async function noteEnded(
  tx: Db,
  id: string,
  {
    read,
    ending: { state, reason, recordId = null, comment = null },
    now,
  }: { read: ReadOfMail; ending: Ending; now: Date },
): Promise<void> {
  await tx.query({
    text: `update mail_in set from_address = $2, from_name = $3, subject = $4, verdict = $5, state = $6, reason = $7,
        record_id = $8, comment_id = $9, ended_at = $10 where id = $1`,
    values: [id, ...columnsOf(read), state, clean(reason), recordId, comment, now],
  })
}

/** Notes what was read of a mail before it is dealt with: of one that may end its worker once more. */
export async function noteRead(db: Db, id: string, read: ReadOfMail): Promise<void> {
  await db.query({
    text: 'update mail_in set from_address = $2, from_name = $3, subject = $4, verdict = $5 where id = $1',
    values: [id, ...columnsOf(read)],
  })
}

interface Failed {
  readonly says: string
  /** A failure that isn't the mail's, and doesn't count. */
  readonly isOurs?: boolean
  /** Nothing would be otherwise another time. */
  readonly isLast?: boolean
  readonly read?: ReadOfMail | null
}

/** Notes why an attempt failed: it is tried again later, and set aside after the last one. */
export async function noteFailed(
  { db, clock }: Needs,
  { id, attempts }: Pick<ClaimedMail, 'id' | 'attempts'>,
  { says, isOurs = false, isLast: isFinal = false, read = null }: Failed,
): Promise<void> {
  if (read) await noteRead(db, id, read)
  const now = clock.now()
  const isLast = isFinal || (!isOurs && attempts >= mostAttempts)
  const pause = isOurs ? 10_000 : Math.min(600_000, 5000 * 2 ** attempts)
  await db.query({
    text: `update mail_in set state = case when $3 then 'quarantined' else 'new' end, reason = $4, next_at = $5,
        ended_at = case when $3 then $6::timestamptz end, attempts = case when $7 then attempts - 1 else attempts end
      where id = $1 and state = 'new' and attempts = $2`,
    values: [id, attempts, isLast, clean(says), new Date(now.getTime() + pause), now, isOurs],
  })
}

const clean = (text: string): string => text.replaceAll('\u0000', '').slice(0, 1000)
