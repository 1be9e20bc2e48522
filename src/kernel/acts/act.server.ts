import type { Who } from '../access/who.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../database/db.server.ts'

/** What somebody did to the installation itself. */
export interface Act {
  /** Such as 'mail.tried'. */
  readonly kind: string
  /** A sentence without its subject: 'sent a test mail to ada@example.com'. */
  readonly says: string
  readonly reason?: string | undefined
}
interface Acting {
  readonly db: Db
  readonly clock: Clock
  readonly who: Pick<Who, 'account' | 'name' | 'via'>
}

/** Keeps for good what somebody did to the installation; within a transaction's `db`, together with it. */
export async function noteAct({ db, clock, who }: Acting, { kind, says, reason }: Act): Promise<void> {
  await db.query({
    text: 'insert into act (id, at, kind, account_id, who_name, via, says, reason) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    values: [clock.id(), clock.now(), kind, who.account, who.name, who.via, says, reason ?? null],
  })
}

/** SQL that is true once an act of this kind was done. */
export const wasDone = (kind: `${string}.${string}`): string =>
  `exists (select from act where kind = '${kind.replaceAll("'", "''")}')`

/** The last acts, newest first. */
export async function lastActs(db: Db, limit = 20) {
  const rows = await db.query<{ id: string; at: Date; who: string; says: string; reason: string | null }>({
    text: 'select id, at, who_name as who, says, reason from act order by at desc, id desc limit $1',
    values: [limit],
  })
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
