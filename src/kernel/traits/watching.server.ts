import { sql } from 'kysely'
import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { forbidden } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { askFor, type Part, partOf } from './part.server.ts'
import { type ActorRow, actorOf, reachWith, type Target } from './trait.server.ts'
import type { Watching } from './wire.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock'>
const trait = 'watchers' as const

/** Who watches a record (100 at most), and whether the caller does. */
export async function readWatching({ db, store }: Needs, who: Who, id: string): Promise<Watching> {
  return askFor(db, watchingOf(await reachWith(store.as(who), { id, trait }), who))
}

/** Who watches a record that was reached. */
export const watchingOf = (target: Target, who: Who): Part<Watching> =>
  partOf<ActorRow, Watching>({
    sql: sql`select w.account_id, a.name as by, a.self from watcher w join account a on a.id = w.account_id
      where w.record_id = ${target.id}::uuid and not a.is_disabled
      order by w.account_id = ${who.account}::uuid desc, w.at limit 100`,
    read: (rows) => ({
      isWatching: rows.some((row) => row.account_id === who.account),
      watchers: rows.map(actorOf),
    }),
  })

/** Starts or ends the caller's watching. It is theirs alone, so the record's history doesn't tell it. */
export async function setWatching(
  kernel: Needs,
  who: Who,
  { id, isWatching }: { id: string; isWatching: boolean },
): Promise<Watching> {
  const { db, store, clock } = kernel
  const target = await reachWith(store.as(who), { id, trait })
  if (who.account === null) throw forbidden('Only an account can watch.')
  if (isWatching) await watchAs(db, { who, recordId: target.id, now: clock.now() })
  else
    await db.query({
      text: 'delete from watcher where record_id = $1 and account_id = $2',
      values: [target.id, who.account],
    })
  return readWatching(kernel, who, id)
}

/** Makes the caller a watcher, if the caller is an account. */
export async function watchAs(
  db: Db,
  { who, recordId, now }: { who: Pick<Who, 'account'>; recordId: string; now: Date },
): Promise<void> {
  if (who.account === null) return
  await db.query({
    text: 'insert into watcher (record_id, account_id, at) values ($1, $2, $3) on conflict do nothing',
    values: [recordId, who.account, now],
  })
}

/** Makes the accounts that these records stand for watchers. What they may read of it is asked whenever they are told. */
export async function watchForMentioned(
  db: Db,
  { records, recordId, now }: { records: readonly string[]; recordId: string; now: Date },
): Promise<void> {
  if (records.length === 0) return
  await db.query({
    text: `insert into watcher (record_id, account_id, at) select $1, a.id, $3 from account a
      where a.self = any($2::uuid[]) and not a.is_disabled on conflict do nothing`,
    values: [recordId, records.slice(0, 50), now],
  })
}
