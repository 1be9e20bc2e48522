import type { Db } from '../database/db.server.ts'

interface Fused {
  readonly mailbox: { readonly id: string; readonly mostPerSender: number; readonly mostPerRecord: number }
  readonly from: string
  readonly recordId: string | null
  readonly now: Date
}
const hourMs = 3_600_000

/** Why one more mail of this sender, or about this record, is too much within an hour, in words; null where it isn't. */
export async function overFuse(tx: Db, { mailbox, from, recordId, now }: Fused): Promise<string | null> {
  const since = new Date(now.getTime() - hourMs)
  const [counted] = await tx.query<{ sent: number; about: number }>({
    text: `select
        (select count(*) from (select 1 from mail_in where from_address = $1 and state = 'done' and ended_at > $3 limit $4) s) as sent,
        (select count(*) from (select 1 from mail_in where record_id = $2 and ended_at > $3 limit $5) s) as about`,
    values: [from, recordId, since, mailbox.mostPerSender, mailbox.mostPerRecord],
  })
  if ((counted?.sent ?? 0) >= mailbox.mostPerSender)
    return `${from} sent more than ${mailbox.mostPerSender} mails within an hour. Nobody was answered; let it through by hand where it is right.`
  if ((counted?.about ?? 0) >= mailbox.mostPerRecord)
    return `More than ${mailbox.mostPerRecord} mails came about the same thing within an hour. Nobody was answered; let it through by hand where it is right.`
  return null
}
