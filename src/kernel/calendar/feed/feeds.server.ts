import { randomBytes } from 'node:crypto'
import { maySee, rightsOf } from '../../access/abilities.ts'
import { hashToken } from '../../access/token.server.ts'
import type { Who } from '../../access/who.ts'
import { invalid, notFound } from '../../errors.ts'
import type { Kernel } from '../../kernel.server.ts'
import type { Filter } from '../../record/define.ts'

/** A list under a secret address, as its owner sees it. The address itself is told once, when it is made. */
export interface Feed {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly dateField: string
  readonly createdAt: string
  readonly readAt: string | null
}
export interface NewFeed {
  readonly name: string
  readonly type: string
  readonly filter: Filter
  readonly dateField: string
}
/** What a feed shows, and for whom. */
export interface FoundFeed extends NewFeed {
  readonly id: string
  readonly account: string
}
type Needs = Pick<Kernel, 'db' | 'clock' | 'registry' | 'store' | 'url'>

const mostFeeds = 100
const columns = 'id, name, type, date_field as "dateField", created_at as "createdAt", read_at as "readAt"'

/** Makes a feed of a list that the caller can read by a date that they can see; resolves to it with its address. */
export async function makeFeed(kernel: Needs, who: Who, feed: NewFeed): Promise<Feed & { readonly url: string }> {
  const { db, clock, registry, store, url } = kernel
  const record = registry.records.find(({ name }) => name === feed.type)
  if (!record || rightsOf(who, record).read === false)
    throw invalid([{ field: 'type', says: 'There is no such list.' }])
  const field = record.fields[feed.dateField]
  const isMoment = feed.dateField === 'createdAt' || feed.dateField === 'updatedAt'
  const isDate = field && (field.kind === 'date' || field.kind === 'dateTime') && maySee(who, field)
  if (!isDate && !isMoment)
    throw invalid([{ field: 'dateField', says: `${record.label[1]} have no date '${feed.dateField}'.` }])
  // Asked once now, so that a filter that can't be read is refused here and not in somebody's calendar.
  await store.as(who).list(record, { filter: feed.filter, limit: 1 })
  const token = randomBytes(32).toString('base64url')
  const [row] = await db.query<Feed>({
    text: `insert into calendar_feed (id, token, account_id, name, type, filter, date_field, created_at)
      select $1, $2, $3::uuid, $4, $5, $6, $7, $8 where (select count(*) from calendar_feed where account_id = $3::uuid) < $9
      returning ${columns}`,
    values: [
      clock.id(),
      hashToken(token),
      who.account,
      feed.name,
      record.name,
      JSON.stringify(feed.filter),
      feed.dateField,
      clock.now(),
      mostFeeds,
    ],
  })
  if (!row) throw invalid([{ field: 'name', says: `At most ${mostFeeds} addresses. Revoke some first.` }])
  return { ...row, url: `${url}/feeds/${token}.ics` }
}

/** The caller's own feeds, the newest first. */
export const listFeeds = ({ db }: Pick<Kernel, 'db'>, who: Who): Promise<Feed[]> =>
  db.query<Feed>({
    text: `select ${columns} from calendar_feed where account_id = $1 order by created_at desc, id`,
    values: [who.account],
  })

/** Ends a feed of the caller's own: its address leads nowhere from now on. */
export async function revokeFeed({ db }: Pick<Kernel, 'db'>, who: Who, id: string): Promise<void> {
  const gone = await db.query({
    text: 'delete from calendar_feed where id = $1 and account_id = $2 returning 1',
    values: [id, who.account],
  })
  if (gone.length === 0) throw notFound('This address')
}

const hourMs = 3_600_000

/** The feed under a token, noted as read to the hour; null when there is none. */
export async function findFeed({ db, clock }: Pick<Kernel, 'db' | 'clock'>, token: string): Promise<FoundFeed | null> {
  const [row] = await db.query<FoundFeed & { readonly readAt: Date | null }>({
    text: `select id, account_id as account, name, type, filter, date_field as "dateField", read_at as "readAt"
      from calendar_feed where token = $1`,
    values: [hashToken(token)],
  })
  if (!row) return null
  const now = clock.now()
  if (!row.readAt || now.getTime() - row.readAt.getTime() > hourMs)
    await db.query({ text: 'update calendar_feed set read_at = $2 where id = $1', values: [row.id, now] })
  return row
}
