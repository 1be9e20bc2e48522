import { sql } from 'kysely'
import type { Who } from '../../../kernel/access/who.ts'
import { giveSign } from '../../../kernel/events/signal.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { type Part, partOf } from '../../../kernel/traits/part.server.ts'
import type { Present } from './wire.ts'

/** Without a sign for so long somebody is taken to be gone. */
const forgottenAfter = 30_000
export type Presence = 'looking' | 'writing' | 'gone'
type Needs = Pick<Kernel, 'db' | 'store' | 'clock'>

/** Notes that the caller looks at a ticket, writes in it, or has left it, and lets the other agents know. */
export async function notePresence(
  { db, store, clock }: Needs,
  who: Who,
  { ticket, is }: { ticket: string; is: Presence },
): Promise<void> {
  if (who.account === null || who.viewedBy) return
  const { id } = await store.as(who).get('ticket', ticket)
  const at = clock.now()
  if (is === 'gone')
    await db.query({ text: 'delete from desk_presence where ticket = $1 and account = $2', values: [id, who.account] })
  else
    await db.query({
      text: `with gone as (delete from desk_presence where at < $4::timestamptz - interval '1 hour')
        insert into desk_presence (ticket, account, is_writing, at) values ($1, $2, $3, $4)
        on conflict (ticket, account) do update set is_writing = excluded.is_writing, at = excluded.at`,
      values: [id, who.account, is === 'writing', at],
    })
  const data = { ticket: id, account: who.account, name: who.name, is, at: at.toISOString() }
  await giveSign(db, { to: 'ticket.read', name: 'presence', data })
}

/** Who is at these tickets now. */
export const presentAt = (tickets: readonly string[], now: Date): Part<readonly Present[]> =>
  partOf<Omit<Present, 'at'> & { readonly at: Date }, readonly Present[]>({
    sql: sql`select p.ticket, p.account, a.name, p.is_writing as "isWriting", p.at from desk_presence p
      join account a on a.id = p.account
      where p.ticket = any(${tickets}::uuid[]) and p.at > ${new Date(now.getTime() - forgottenAfter)}::timestamptz
      order by p.is_writing desc, a.name limit 100`,
    moments: ['at'],
    read: (rows) => rows.map((row) => ({ ...row, at: row.at.toISOString() })),
  })
