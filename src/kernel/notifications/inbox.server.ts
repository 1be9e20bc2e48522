import { sql } from 'kysely'
import type { Who } from '../access/who.ts'
import type { Kernel } from '../kernel.server.ts'
import { linkColumns, linkOf, readableSql } from '../traits/trait.server.ts'
import type { RecordLink } from '../traits/wire.ts'
import type { NotificationKind } from './kinds.ts'
import type { InboxItem, InboxPage } from './wire.ts'

type Needs = Pick<Kernel, 'db' | 'registry' | 'clock'>
const mostUnread = 100

type ItemRow = Pick<InboxItem, 'kind' | 'title' | 'text' | 'path'> & {
  readonly nid: string
  readonly said: string
  readonly at: Date
  readonly read_at: Date | null
  readonly by_name: string | null
} & { readonly [K in keyof RecordLink]: RecordLink[K] | null }

interface Asked {
  readonly unread: boolean
  readonly kinds: readonly NotificationKind[] | null
  readonly after: string | undefined
  readonly limit: number
}

/** What the caller was told, the latest first, as far as they may still read what it is about. */
export async function readInbox(kernel: Needs, who: Who, { unread, kinds, after, limit }: Asked): Promise<InboxPage> {
  const rows =
    await kernel.db.query<ItemRow>(sql`select n.id as nid, n.kind, n.title as said, n.text, n.path, n.at, n.read_at,
      b.name as by_name, ${linkColumns}
    from notification n left join record r on r.id = n.record_id left join account b on b.id = n.by_account
    where n.account_id = ${who.account}::uuid and (n.record_id is null or ${readableSql(kernel, who)})
      and (not ${unread}::boolean or n.read_at is null)
      and (${kinds}::text[] is null or n.kind = any(${kinds}::text[]))
      and (${after ?? null}::uuid is null or (n.at, n.id) < (select x.at, x.id from notification x where x.id = ${after ?? null}::uuid))
    order by n.at desc, n.id desc limit ${limit + 1}`)
  const page = rows.slice(0, limit)
  return { rows: page.map(itemOf), next: rows.length > limit ? (page.at(-1)?.nid ?? null) : null }
}

const itemOf = (row: ItemRow): InboxItem => ({
  id: row.nid,
  kind: row.kind,
  title: row.said,
  text: row.text,
  at: row.at.toISOString(),
  isRead: row.read_at !== null,
  by: row.by_name,
  record: row.id === null ? null : linkOf(row as unknown as RecordLink),
  path: row.path,
})

/** How much the caller hasn't read, counted to 100. */
export async function countUnread(kernel: Needs, who: Who): Promise<number> {
  const [row] = await kernel.db.query<{ count: number }>(sql`select count(*) as count from (select 1
    from notification n left join record r on r.id = n.record_id
    where n.account_id = ${who.account}::uuid and n.read_at is null and (n.record_id is null or ${readableSql(kernel, who)})
    limit ${sql.lit(mostUnread)}) s`)
  return row?.count ?? 0
}

/** Marks what the caller was told as read or unread: these, those about one record, or without either all of it. */
export async function markRead(
  { db, clock }: Pick<Kernel, 'db' | 'clock'>,
  who: Who,
  { ids, recordId, isRead }: { ids?: readonly string[] | undefined; recordId?: string | undefined; isRead: boolean },
): Promise<void> {
  await db.query({
    text: `update notification set read_at = case when $4::boolean then $5::timestamptz end
      where account_id = $1 and (read_at is null) = $4::boolean
        and ($2::uuid[] is null or id = any($2)) and ($3::uuid is null or record_id = $3)`,
    values: [who.account, ids ?? null, recordId ?? null, isRead, clock.now()],
  })
}

/** Forgets what was told long ago: half a year. */
export async function forgetNotifications({ db, clock }: Pick<Kernel, 'db' | 'clock'>): Promise<void> {
  await db.query({
    text: 'delete from notification where at < $1',
    values: [new Date(clock.now().getTime() - 180 * 86_400_000)],
  })
}
