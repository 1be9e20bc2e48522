import type { Db } from '../database/db.server.ts'
import type { MailHandler, MailboxFacts } from './handler.server.ts'
import type { ParsedMail } from './mail.ts'
import type { IdKind, Known } from './thread.ts'
import { plusPart, readThreadToken } from './token.server.ts'

interface Asked {
  readonly mail: ParsedMail
  readonly mailbox: MailboxFacts & { readonly mostPerSender: number }
  readonly secret: string
  /** Addresses of the envelope that it came to. */
  readonly recipients: readonly string[]
  readonly handler: MailHandler
  readonly identity: string
  readonly since: Date
}

/** By what mails are dealt with one after the other: those that name each other, and those of one sender. */
export const namesOf = (
  { messageId, inReplyTo, references, from }: Pick<ParsedMail, 'messageId' | 'inReplyTo' | 'references' | 'from'>,
  identity: string,
): readonly string[] => [
  `identity ${identity}`,
  `from ${from?.address ?? ''}`,
  ...[messageId ?? [], inReplyTo, references].flat().map((id) => `id ${id}`),
]

/** What is known of what a mail names, and of its sender. */
export interface KnownOfMail extends Known {
  /** The address by which the same mail came and was dealt with. */
  readonly twin: string | null
  /** How many mails of its sender were dealt with since. */
  readonly sent: number
}
interface Found {
  readonly twin: string | null
  readonly sent: number
  readonly ids: readonly { readonly id: string; readonly record: string; readonly kind: IdKind }[] | null
  readonly existing: readonly string[] | null
}

/** What is known of what a mail names, by one statement; mails of its sender are counted since `since`, as far as matters. */
export async function knownOf(
  tx: Db,
  { mail, mailbox, secret, recipients, handler, identity, since }: Asked,
): Promise<KnownOfMail> {
  const addresses = [...recipients, ...mail.deliveredTo, ...[...mail.to, ...mail.cc].map(({ address }) => address)]
  const addressed = firstToken(
    addresses.flatMap((address) => plusPart(address, mailbox.address) ?? []),
    secret,
  )
  const marked = firstToken(mail.marks, secret)
  const [found] = await tx.query<Found>({
    text: `select
        (select b.address from mail_in m join mailbox b on b.id = m.mailbox
          where m.identity = $1 and m.state = 'done' limit 1) as twin,
        (select count(*) from (select 1 from mail_in
          where from_address = $2 and state = 'done' and ended_at > $3 limit $4) s) as sent,
        (select json_agg(json_build_object('id', message_id, 'record', record_id, 'kind', kind))
          from message_thread where message_id = any($5)) as ids,
        (select json_agg(id) from record where id = any($6::uuid[])) as existing`,
    values: [
      identity,
      mail.from?.address ?? '',
      since,
      mailbox.mostPerSender,
      [mail.messageId ?? [], mail.inReplyTo, mail.references].flat(),
      [addressed, marked].filter((id) => id !== null),
    ],
  })
  const existing = new Set(found?.existing)
  return {
    twin: found?.twin ?? null,
    sent: found?.sent ?? 0,
    ids: new Map((found?.ids ?? []).map(({ id, record, kind }) => [id, { recordId: record, kind }])),
    addressed: existing.has(addressed ?? '') ? addressed : null,
    marked: existing.has(marked ?? '') ? marked : null,
    numbered:
      mail.from === null
        ? null
        : ((await handler.byNumber?.({ tx, subject: mail.subject, from: mail.from.address })) ?? null),
  }
}

function firstToken(tokens: readonly string[], secret: string): string | null {
  for (const token of tokens) {
    const recordId = readThreadToken(secret, token)
    if (recordId !== null) return recordId
  }
  return null
}

/** Notes which record Message-IDs belong to. What a mail only named gives way to the mail itself; else the first one counts. */
export async function noteIds(
  tx: Db,
  ids: readonly { readonly messageId: string; readonly recordId: string; readonly kind: IdKind }[],
  now: Date,
): Promise<void> {
  const unique = [...new Map(ids.toReversed().map((one) => [one.messageId, one])).values()]
  if (unique.length === 0) return
  await tx.query({
    text: `insert into message_thread (message_id, record_id, kind, at)
      select m, r, k, $4 from unnest($1::text[], $2::uuid[], $3::text[]) as t(m, r, k) order by m
      on conflict (message_id) do update set record_id = excluded.record_id, kind = excluded.kind, at = excluded.at
        where message_thread.kind = 'named' and excluded.kind <> 'named'`,
    values: [unique.map((one) => one.messageId), unique.map((one) => one.recordId), unique.map((one) => one.kind), now],
  })
}
