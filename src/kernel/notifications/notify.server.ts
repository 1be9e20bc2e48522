import type { Clock } from '../clock.ts'
import type { Db } from '../database/db.server.ts'
import { type NotificationKind, notificationKinds } from './kinds.ts'

/** Something that people are to be told. */
export interface News {
  /** Accounts, by id. */
  readonly accounts: readonly string[]
  readonly kind: NotificationKind
  /** What it is about: whoever may not read the record is shown nothing of it. Null when it is about no record. */
  readonly recordId: string | null
  /** A sentence without a full stop: "Priya Nair mentioned you". */
  readonly title: string
  /** What was said, as plain text; may be empty. */
  readonly text: string
  /** Whose deed it is; they are not told of it themselves. */
  readonly byAccount?: string | null | undefined
  /** The entry of the history it comes from: each account is told of one entry once. */
  readonly entryId?: string | undefined
  /** Where it leads when it is about no record, such as '/imports/…'. */
  readonly path?: string | undefined
  /** The caller sends a mail of its own, which says more than the usual one. */
  readonly isMailedApart?: boolean | undefined
}

/**
 * Tells accounts something, within the caller's transaction: in their inbox, and by mail as each of them prefers.
 * Disabled accounts and those who want to hear nothing of this kind are left out. Resolves to how many were told.
 */
export async function notify(db: Db, clock: Pick<Clock, 'now' | 'id'>, news: News): Promise<number> {
  const { kind, recordId, title, text, byAccount = null, entryId = null, path = null, isMailedApart = false } = news
  const accounts = [...new Set(news.accounts)].filter((account) => account !== byAccount)
  if (accounts.length === 0) return 0
  const told = await db.query({
    text: `insert into notification
        (id, account_id, record_id, kind, title, text, path, by_account, entry_id, at, mail)
      select told.id, a.id, $3, $4, $5, $6, $7, $8, $9, $10,
        case when $12 then null else case coalesce(p.way, $11) when 'mail' then 'at_once' when 'digest' then 'digest' end end
      from unnest($1::uuid[], $2::uuid[]) as told (id, account)
        join account a on a.id = told.account and not a.is_disabled
        left join notification_preference p on p.account_id = a.id and p.kind = $4
      where coalesce(p.way, $11) <> 'nothing'
      on conflict (entry_id, account_id) where entry_id is not null do nothing returning 1`,
    values: [
      accounts.map(() => clock.id()),
      accounts,
      recordId,
      kind,
      title.slice(0, mostOfTitle),
      text.slice(0, mostOfText),
      path,
      byAccount,
      entryId,
      clock.now(),
      notificationKinds[kind].usual,
      isMailedApart,
    ],
  })
  return told.length
}

const mostOfTitle = 200
const mostOfText = 1000
