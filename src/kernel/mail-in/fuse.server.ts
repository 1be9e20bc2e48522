import type { Db } from '../database/db.server.ts'

interface Fused {
  readonly mailbox: { readonly mostPerSender: number; readonly mostPerRecord: number }
  readonly from: string
  /** Mails of this sender that were dealt with since. */
  readonly sent: number
  readonly recordId: string | null
  readonly since: Date
}

/** For how long mails are counted, in milliseconds. */
export const fuseMs = 3_600_000

/** Why one more mail of this sender, or about this record, is too much within an hour, in words; null where it isn't. */
export async function overFuse(tx: Db, { mailbox, from, sent, recordId, since }: Fused): Promise<string | null> {
  if (sent >= mailbox.mostPerSender)
    return `${from} sent more than ${mailbox.mostPerSender} mails within an hour. Nobody was answered; let it through by hand where it is right.`
  if (recordId === null) return null
  const about = await tx.query({
    text: 'select 1 from mail_in where record_id = $1 and ended_at > $2 limit $3',
    values: [recordId, since, mailbox.mostPerRecord],
  })
  if (about.length >= mailbox.mostPerRecord)
    return `More than ${mailbox.mostPerRecord} mails came about the same thing within an hour. Nobody was answered; let it through by hand where it is right.`
  return null
}
