import { sql } from 'kysely'
import { callersOf, type Reached } from '../access/callers.server.ts'
import { isTimeZone } from '../calendar/time-zone.ts'
import type { Db } from '../database/db.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { type NewMail, queueMails } from '../mail/mail.server.ts'
import { pathOf } from '../record/registry.ts'
import { readableSql } from '../traits/trait.server.ts'
import { composeAtOnce, composeDigest, type Due } from './compose.ts'
import { digestTime, mailTime, usualDay } from './day.ts'
import type { NotificationKind } from './kinds.ts'
import { unsubscribeToken } from './unsubscribe.server.ts'

export type PosterKernel = Pick<Kernel, 'db' | 'clock' | 'registry' | 'secret' | 'url' | 'log'>
/** What the kernel can't know of people. */
export interface PosterOptions {
  readonly groupsSql: string
  /** A sub-select of the time zone of the record that stands for account `a`. */
  readonly zoneSql: string
  /** The time zone of those who have none. */
  readonly zone: () => Promise<string>
}

/** Queues the mails that notifications are due to send, each once, however many processes do this. */
export async function postDue(kernel: PosterKernel, options: PosterOptions): Promise<void> {
  await decide(kernel, options)
  const now = kernel.clock.now()
  const due = await kernel.db.query<{ account: string }>({
    text: `select distinct account_id as account from notification where mailed_at is null and mail_at <= $1 limit 500`,
    values: [now],
  })
  const callers = await callersOf(kernel.db, {
    accounts: due.map(({ account }) => account),
    groupsSql: options.groupsSql,
  })
  const known = new Map(callers.map((who) => [who.account, who]))
  const people = due.map(({ account }) => ({ account, who: known.get(account) }))
  for (let from = 0; from < people.length; from += together) await post(kernel, people.slice(from, from + together))
}

/** People whose mails are queued by the same few statements. */
const together = 50

interface Addressee {
  readonly account: string
  readonly who: Reached | undefined
}

/** Queues the mails of several people; where that fails one by one, so that nobody waits for another's trouble. */
async function post(kernel: PosterKernel, people: readonly Addressee[]): Promise<void> {
  try {
    await postTogether(kernel, people)
  } catch (error) {
    if (people.length === 1) throw error
    for (const one of people) await postTogether(kernel, [one])
  }
}

interface Undecided {
  readonly account: string
  readonly zone: string | null
  readonly own: string | null
  readonly quiet_from: number | null
  readonly quiet_to: number | null
  readonly digest_at: number | null
}

/** Works out when each is to be mailed, by the person's own day. */
async function decide({ db, clock }: PosterKernel, { zoneSql, zone }: PosterOptions): Promise<void> {
  const people = await db.query<Undecided>({
    text: `select a.id as account, (${zoneSql}) as zone, d.time_zone as own, d.quiet_from, d.quiet_to, d.digest_at
      from account a left join notification_day d on d.account_id = a.id
      where a.id in (select account_id from notification where mail is not null and mail_at is null and mailed_at is null limit 5000)`,
  })
  if (people.length === 0) return
  const usualZone = await zone()
  const now = clock.now()
  const times = people.map(({ own, zone: theirs, quiet_from: from, quiet_to: to, digest_at }) => {
    const timeZone = [own, theirs].find((one) => one !== null && isTimeZone(one)) ?? usualZone
    const day = {
      timeZone,
      quiet: from === null || to === null ? null : { from, to },
      digestAt: digest_at ?? usualDay.digestAt,
    }
    return { mail: mailTime(now, day), digest: digestTime(now, day) }
  })
  await db.query({
    text: `update notification n set mail_at = case n.mail when 'at_once' then t.at_once else t.digest end
      from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) as t (account, at_once, digest)
      where n.account_id = t.account and n.mail is not null and n.mail_at is null and n.mailed_at is null`,
    values: [people.map(({ account }) => account), times.map(({ mail }) => mail), times.map(({ digest }) => digest)],
  })
}

interface DueRow extends Pick<Due, 'id' | 'kind' | 'title' | 'text' | 'path'> {
  readonly account: string
  readonly mail: 'at_once' | 'digest'
  readonly by_name: string | null
  readonly record_id: string | null
  readonly type: string | null
  readonly number: string | null
  readonly record_title: string | null
}

/** Queues their mails in one transaction. What was read meanwhile, or may no longer be, isn't mailed. */
async function postTogether(kernel: PosterKernel, people: readonly Addressee[]): Promise<void> {
  const { db, clock } = kernel
  const now = clock.now()
  await db.transaction(async (tx) => {
    const taken = await tx.query<{ account: string; id: string | null }>({
      text: `update notification set mailed_at = $2 where id in (select id from notification
          where account_id = any($1::uuid[]) and mailed_at is null and mail_at <= $2 for update skip locked)
        returning account_id as account, case when read_at is null then id end as id`,
      values: [people.map(({ account }) => account), now],
    })
    const idsOf = Map.groupBy(
      taken.flatMap(({ account, id }) => (id === null ? [] : [{ account, id }])),
      ({ account }) => account,
    )
    const wanted = people.flatMap(({ account, who }) => {
      const ids = idsOf.get(account)?.map(({ id }) => id) ?? []
      return who && ids.length > 0 ? [{ account, who, ids }] : []
    })
    if (wanted.length === 0) return
    const rowsOf = Map.groupBy(await readable(tx, kernel, wanted), ({ account }) => account)
    await queueMails(
      tx,
      clock,
      wanted.flatMap((one) => mailsFor(kernel, one, rowsOf.get(one.account) ?? [])),
    )
  })
}

interface Wanted {
  readonly account: string
  readonly who: Reached
  readonly ids: readonly string[]
}

function mailsFor(kernel: PosterKernel, { account, who }: Wanted, rows: readonly DueRow[]): readonly NewMail[] {
  const addresses = addressesFor(kernel, { account, now: kernel.clock.now() })
  const dueOf = (mail: DueRow['mail']): readonly Due[] =>
    rows.filter((row) => row.mail === mail).map((row) => asDue(kernel, row))
  const [atOnce, digest] = [dueOf('at_once'), dueOf('digest')]
  const mails = [
    ...(atOnce.length > 0 ? composeAtOnce(atOnce, addresses) : []),
    ...(digest.length > 0 ? [composeDigest(digest, addresses)] : []),
  ]
  return mails.map((mail) => ({ to: who.email, name: who.name, isPatient: true, ...mail }))
}

/** What each of them may still read of what they are told, the oldest first. */
const readable = (tx: Db, kernel: PosterKernel, wanted: readonly Wanted[]): Promise<DueRow[]> =>
  tx.query<DueRow>(
    sql`select * from (${sql.join(
      wanted.map(
        ({
          account,
          who,
          ids,
        }) => sql`select ${account}::uuid as account, n.id, n.at, n.kind, n.title, n.text, n.path, n.mail,
        b.name as by_name, n.record_id, r.type, r.number, r.title as record_title
      from notification n left join record r on r.id = n.record_id left join account b on b.id = n.by_account
      where n.id = any(${ids}::uuid[]) and (n.record_id is null or ${readableSql(kernel, who)})`,
      ),
      sql` union all `,
    )}) due order by at, id`,
  )

function asDue({ registry }: PosterKernel, row: DueRow): Due {
  const { id, kind, title, text, path, by_name: byName } = row
  const type = row.type && registry.records.find(({ name }) => name === row.type)
  const name = [row.number, row.record_title].filter(Boolean).join(' ')
  const record = type && row.record_id ? { id: row.record_id, name, path: `/${pathOf(type)}/${row.record_id}` } : null
  return { id, kind, title, text, path, byName, record }
}

const addressesFor = ({ secret, url }: PosterKernel, { account, now }: { account: string; now: Date }) => ({
  url,
  unsubscribe: (topic: NotificationKind | 'digest') => {
    const token = unsubscribeToken(secret, { account, topic, now })
    return { page: `${url}/unsubscribe/${token}`, oneClick: `${url}/api/v1/unsubscribe/${token}` }
  },
})
