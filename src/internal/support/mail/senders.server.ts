import { system, type Who } from '../../../kernel/access/who.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Party } from '../../../kernel/mail-in/mail.ts'

/** Somebody who wrote a mail, or stands in its head. */
export interface Sender {
  readonly id: string
  readonly name: string
  readonly email: string
}

/** The people whose addresses these are, by address, all in lower case as they are kept: their own, or that of their account. */
export async function peopleAt(tx: Db, addresses: readonly string[]): Promise<ReadonlyMap<string, Sender>> {
  const rows = await tx.query<Sender & { at: string }>({
    text: `select p.email as at, p.id, p.name, p.email from person p
        where p.email = any($1) and p.archived_at is null
      union all select a.email, p.id, p.name, coalesce(p.email, a.email) from account a join person p on p.id = a.self
        where a.email = any($1) and p.archived_at is null and not a.is_disabled`,
    values: [addresses],
  })
  return new Map(rows.toReversed().map(({ at, ...person }) => [at, person]))
}

/** Makes an external contact of somebody whom nobody here knows; null where the address is that of an archived person. */
export async function makeContact({ store, db }: Kernel, { name, address }: Party): Promise<Sender | null> {
  const [archived] = await db.query({ text: 'select 1 from person where email = $1', values: [address] })
  if (archived) return null
  const values = { name: name === '' ? address : name, email: address, kind: 'external' }
  const { id } = await store.asSystem('mail').create('person', values, { reason: 'Wrote a mail' })
  return { id, name: values.name, email: address }
}

/** Whoever wrote a mail, as the history names them: nobody is signed in, so that no account stands for it. */
export const writerBy = ({ id, name }: Sender): Who => ({ ...system('mail', 'mail'), name, self: id })

/** Whether a person works on a ticket: it is theirs or their team's, or their role lets them work on all. */
export async function worksOn(tx: Db, { ticket, person }: { ticket: string; person: string }): Promise<boolean> {
  const rows = await tx.query({
    text: `select 1 from ticket t where t.id = $1 and (t.assignee = $2
      or exists (select from team m where m.id = t.team and $2 = any(m.members))
      or exists (select from account a join role r on r.name = any(a.roles)
        where a.self = $2 and not a.is_disabled and r.permissions && array['*', '*.write', 'ticket.*', 'ticket.write']))`,
    values: [ticket, person],
  })
  return rows.length > 0
}
