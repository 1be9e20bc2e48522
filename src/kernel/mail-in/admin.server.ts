import { sql } from 'kysely'
import type { Who } from '../access/who.ts'
import { noteAct } from '../acts/act.server.ts'
import type { Db } from '../database/db.server.ts'
import { conflict, notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { readableSql } from '../traits/trait.server.ts'
import type { MailboxView, MailInOverview, ReceivedState, ReceivedView } from './wire.ts'

/** How mailboxes are doing, and how much waits or is set aside. */
export async function readOverview({ db }: Pick<Kernel, 'db'>): Promise<MailInOverview> {
  const counted = (state: ReceivedState): string =>
    `(select count(*) from (select 1 from mail_in where state = '${state}' limit 1000) s)`
  const [mailboxes, [counts]] = await Promise.all([
    db.query<
      Omit<MailboxView, 'lastReadAt' | 'lastMailAt' | 'faultSince'> & Record<'read' | 'mail' | 'since', Date | null>
    >(
      `select b.id, b.name, b.address, b.way, b.is_on as "isOn", s.last_read_at as read, s.fault, s.fault_since as since,
          (select max(received_at) from mail_in m where m.mailbox = b.id) as mail
        from mailbox b left join mailbox_state s on s.mailbox = b.id where b.archived_at is null order by lower(b.name) limit 500`,
    ),
    db.query<{ waiting: number; setAside: number }>(
      `select ${counted('new')} as waiting, ${counted('quarantined')} as "setAside"`,
    ),
  ])
  return {
    mailboxes: mailboxes.map(({ read, mail, since, ...row }) => ({
      ...row,
      lastReadAt: read?.toISOString() ?? null,
      lastMailAt: mail?.toISOString() ?? null,
      faultSince: since?.toISOString() ?? null,
    })),
    waiting: counts?.waiting ?? 0,
    setAside: counts?.setAside ?? 0,
  }
}

interface Asked {
  readonly states: readonly ReceivedState[]
  readonly recordId?: string
  readonly after?: string | undefined
  readonly limit: number
}
type Row = Omit<ReceivedView, 'receivedAt' | 'record'> & {
  readonly at: Date
  readonly record: ReceivedView['record']
}

/** Mails in these states, the newest first; `after` is the last one of the page before. Records only where the caller may read them. */
export async function listReceived(
  kernel: Kernel,
  who: Who,
  { states, recordId, after, limit }: Asked,
): Promise<{ readonly rows: readonly ReceivedView[]; readonly next: string | null }> {
  const rows = await kernel.db.query<Row>(sql`
    select m.id, b.address as mailbox, m.from_address as "from", m.from_name as "fromName", m.subject, m.state, m.reason,
      m.attempts, m.size, m.verdict, m.received_at as at,
      (select json_build_object('id', r.id, 'type', r.type, 'number', r.number, 'title', r.title) from record r
        where r.id = m.record_id and ${readableSql(kernel, who)}) as record, m.comment_id as comment
    from mail_in m join mailbox b on b.id = m.mailbox
    where m.state = any(${[...states]}::text[]) and (${recordId ?? null}::uuid is null or m.record_id = ${recordId ?? null}::uuid)
      and (${after ?? null}::uuid is null
        or (m.received_at, m.id) < (select received_at, id from mail_in where id = ${after ?? null}::uuid))
    order by m.received_at desc, m.id desc limit ${limit + 1}`)
  const page = rows.slice(0, limit)
  return {
    rows: page.map(({ at, ...row }) => ({ ...row, receivedAt: at.toISOString() })),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** Where a mail is kept, and the record that it led to. Throws NotFound where there is none. */
export async function keptMail(
  db: Db,
  id: string,
): Promise<{ readonly raw: string; readonly recordId: string | null }> {
  const text = 'select raw, record_id as "recordId" from mail_in where id = $1'
  const [row] = await db.query<{ raw: string; recordId: string | null }>({ text, values: [id] })
  if (!row) throw notFound('This mail')
  return row
}

/** Has a mail that was set aside or ignored dealt with anew, past the fuses. */
export async function letThrough({ db, clock }: Kernel, who: Who, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const rows = await tx.query<{ subject: string }>({
      text: `update mail_in set state = 'new', attempts = 0, next_at = $2, is_released = true, reason = null, ended_at = null
        where id = $1 and state in ('quarantined', 'ignored') returning subject`,
      values: [id, clock.now()],
    })
    const [row] = rows
    if (!row) throw conflict('This mail isn’t set aside any more.')
    await noteAct({ db: tx, clock, who }, { kind: 'mail.let_through', says: `let the mail “${row.subject}” through` })
  })
}

/** Leaves a mail that was set aside as it is, for good. */
export async function ignoreMail({ db, clock }: Kernel, who: Who, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const rows = await tx.query<{ subject: string }>({
      text: `update mail_in set state = 'ignored', reason = $2 || coalesce(' It was set aside: ' || reason, ''), ended_at = $3
        where id = $1 and state = 'quarantined' returning subject`,
      values: [id, `Ignored by ${who.name}.`, clock.now()],
    })
    const [row] = rows
    if (!row) throw conflict('This mail isn’t set aside any more.')
    await noteAct({ db: tx, clock, who }, { kind: 'mail.ignored', says: `ignored the mail “${row.subject}”` })
  })
}

const dayMs = 86_400_000

/** Forgets mails that were ignored long ago: 90 days. */
export async function forgetIgnored({ db, clock }: Pick<Kernel, 'db' | 'clock'>): Promise<void> {
  await db.query({
    text: `delete from mail_in where state = 'ignored' and ended_at < $1`,
    values: [new Date(clock.now().getTime() - 90 * dayMs)],
  })
}
