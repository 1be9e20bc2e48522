import { sql } from 'kysely'
import type { Who } from '../access/who.ts'
import { forbidden } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { linkColumns, readableSql } from './trait.server.ts'
import type { RecordLink } from './wire.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock' | 'registry'>
const mostRecents = 20
const mostFavourites = 200

/** Remembers that the caller opened a record; the latest 20 are kept. */
export async function recordOpened({ db, clock }: Pick<Kernel, 'db' | 'clock'>, who: Who, id: string): Promise<void> {
  if (who.account === null) return
  await db.query({
    text: `with opened as (
        insert into recent (account_id, record_id, at) values ($1, $2, $3) on conflict (account_id, record_id) do update set at = excluded.at
      )
      delete from recent where account_id = $1 and record_id <> $2
        and record_id in (select record_id from recent where account_id = $1 and record_id <> $2 order by at desc offset $4)`,
    values: [who.account, id, clock.now(), mostRecents - 1],
  })
}

/** Records the caller opened lately, latest first; only what the caller may still read. */
export const listRecents = (kernel: Needs, who: Who): Promise<RecordLink[]> =>
  kernel.db.query<RecordLink>(sql`select ${linkColumns} from recent x join record r on r.id = x.record_id and ${readableSql(kernel, who)}
    where x.account_id = ${who.account}::uuid order by x.at desc limit ${mostRecents}`)

/** Records the caller marked, latest first; only what the caller may still read. */
export const listFavourites = (kernel: Needs, who: Who): Promise<RecordLink[]> =>
  kernel.db.query<RecordLink>(sql`select ${linkColumns} from favourite x join record r on r.id = x.record_id and ${readableSql(kernel, who)}
    where x.account_id = ${who.account}::uuid order by x.at desc, r.id limit ${mostFavourites}`)

/** Marks a record for the caller, or takes the mark away. */
export async function setFavourite(
  { db, store, clock }: Needs,
  who: Who,
  { id, isFavourite }: { id: string; isFavourite: boolean },
): Promise<void> {
  if (who.account === null) throw forbidden('Only an account has favourites.')
  const target = await store.as(who).reach(id)
  if (isFavourite)
    await db.query({
      text: 'insert into favourite (account_id, record_id, at) values ($1, $2, $3) on conflict do nothing',
      values: [who.account, target.id, clock.now()],
    })
  else
    await db.query({
      text: 'delete from favourite where account_id = $1 and record_id = $2',
      values: [who.account, target.id],
    })
}
