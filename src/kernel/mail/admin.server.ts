import type { Db } from '../database/db.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { settingsOf } from '../settings/settings.server.ts'
import { MailSettings } from './mail.settings.ts'
import type { MailOverview, MailState, MailView, SuppressedAddress } from './wire.ts'

const dayMs = 86_400_000

/** How mail is doing, by one query besides the settings. */
export async function readOverview(kernel: Kernel): Promise<MailOverview> {
  const since = new Date(kernel.clock.now().getTime() - dayMs)
  const counted = (condition: string): string =>
    `(select count(*) from (select 1 from mail where ${condition} limit 10000) s)`
  const [{ host }, [row]] = await Promise.all([
    settingsOf(kernel, MailSettings),
    kernel.db.query<Omit<MailOverview, 'isSetUp'>>({
      text: `select ${counted(`state in ('queued', 'sending')`)} as waiting, ${counted(`state = 'failed'`)} as failed,
        ${counted(`state = 'sent' and ended_at > $1`)} as "sentToday",
        (select last_error from mail where state = 'queued' and last_error is not null order by next_at desc limit 1) as trouble`,
      values: [since],
    }),
  ])
  return { isSetUp: host !== null, waiting: 0, failed: 0, sentToday: 0, trouble: null, ...row }
}

interface MailRow extends Omit<MailView, 'nextAt' | 'createdAt' | 'endedAt'> {
  readonly next_at: Date
  readonly created_at: Date
  readonly ended_at: Date | null
}

/** Mails in these states, the newest first; `after` is the last one of the page before. */
export async function listMails(
  db: Db,
  { states, after, limit }: { states: readonly MailState[]; after?: string | undefined; limit: number },
): Promise<{ readonly rows: readonly MailView[]; readonly next: string | null }> {
  const rows = await db.query<MailRow>({
    text: `select id, kind, to_address as to, subject, state, attempts, next_at, last_error as says, created_at, ended_at
      from mail where state = any($1) and ($2::uuid is null or (created_at, id) < (select created_at, id from mail where id = $2))
      order by created_at desc, id desc limit $3`,
    values: [states, after ?? null, limit + 1],
  })
  const page = rows.slice(0, limit)
  return { rows: page.map(viewOf), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

const viewOf = ({ next_at, created_at, ended_at, ...row }: MailRow): MailView => ({
  ...row,
  nextAt: ended_at === null ? next_at.toISOString() : null,
  createdAt: created_at.toISOString(),
  endedAt: ended_at?.toISOString() ?? null,
})

/** Lets mails that failed, or wait for another attempt, be tried at once; all of them without `id`. Resolves to how many. */
export async function retryMails(
  { db, clock }: Pick<Kernel, 'db' | 'clock'>,
  id: string | null = null,
): Promise<number> {
  const now = clock.now()
  const rows = await db.query({
    // Those that failed have four days again; a mail whose text is gone was sent.
    text: `update mail set state = 'queued', next_at = $2, ended_at = null,
        created_at = case when state = 'failed' then $2 else created_at end
      where state in ('failed', 'queued') and text is not null and ($1::uuid is null or id = $1) returning 1`,
    values: [id, now],
  })
  return rows.length
}

/** Gives up a mail that isn't sent, for somebody's reason; all that wait without `id`. Resolves to how many. */
export async function discardMails(
  { db, clock }: Pick<Kernel, 'db' | 'clock'>,
  { id = null, by }: { id?: string | null; by: string },
): Promise<number> {
  const rows = await db.query({
    text: `update mail set state = 'failed', text = null, html = null, ended_at = $2, last_error = $3
      where state in ('queued', 'failed') and text is not null
        and case when $1::uuid is null then state = 'queued' else id = $1 end returning 1`,
    values: [id, clock.now(), `Discarded by ${by}.`],
  })
  return rows.length
}

/** The addresses that nothing is sent to, the latest first, 500 at most. */
export async function listSuppressed(db: Db): Promise<readonly SuppressedAddress[]> {
  const rows = await db.query<{ address: string; reason: string; at: Date }>(
    'select address, reason, at from mail_suppression order by at desc, address limit 500',
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** Lets mails go to an address again; false when nothing kept them. */
export async function allowAddress(db: Db, address: string): Promise<boolean> {
  const text = 'delete from mail_suppression where address = lower($1) returning 1'
  return (await db.query({ text, values: [address.trim()] })).length > 0
}

/** Forgets mails that ended long ago: 30 days. */
export async function forgetMails({ db, clock }: Pick<Kernel, 'db' | 'clock'>): Promise<void> {
  await db.query({
    text: 'delete from mail where ended_at < $1',
    values: [new Date(clock.now().getTime() - 30 * dayMs)],
  })
}
