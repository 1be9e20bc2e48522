import { createHash } from 'node:crypto'
import type { Db } from '../database/db.server.ts'
import type { MailHandler, MailboxFacts } from './handler.server.ts'
import type { ParsedMail } from './mail.ts'
import type { IdKind, Known } from './thread.ts'
import { plusPart, readThreadToken } from './token.server.ts'

interface Asked {
  readonly mail: ParsedMail
  readonly mailbox: MailboxFacts
  readonly secret: string
  /** Addresses of the envelope that it came to. */
  readonly recipients: readonly string[]
  readonly handler: MailHandler
}

/** Keeps mails that name each other, or that one sender wrote, one after the other until the transaction ends. */
export async function lockThread(
  tx: Db,
  { messageId, inReplyTo, references, from }: ParsedMail,
  identity: string,
): Promise<void> {
  const names = [
    `identity ${identity}`,
    `from ${from?.address ?? ''}`,
    ...[messageId ?? [], inReplyTo, references].flat().map((id) => `id ${id}`),
  ]
  const keys = names.map((name) => createHash('sha256').update(name).digest().readBigInt64BE(0))
  const sorted = [...new Set(keys)].toSorted((a, b) => (a < b ? -1 : 1)).map(String)
  await tx.query({
    text: 'select pg_advisory_xact_lock(k) from unnest($1::bigint[]) with ordinality as l(k, n) order by n',
    values: [sorted],
  })
}

/** What is known of what a mail names. */
export async function knownOf(tx: Db, { mail, mailbox, secret, recipients, handler }: Asked): Promise<Known> {
  const named = [mail.messageId ?? [], mail.inReplyTo, mail.references].flat()
  const rows = await tx.query<{ message_id: string; record_id: string; kind: IdKind }>({
    text: 'select message_id, record_id, kind from message_thread where message_id = any($1)',
    values: [named],
  })
  const addresses = [...recipients, ...mail.deliveredTo, ...[...mail.to, ...mail.cc].map(({ address }) => address)]
  const addressed = firstToken(
    addresses.flatMap((address) => plusPart(address, mailbox.address) ?? []),
    secret,
  )
  const marked = firstToken(mail.marks, secret)
  const existing = await existingOf(tx, [addressed, marked])
  return {
    ids: new Map(rows.map(({ message_id, record_id, kind }) => [message_id, { recordId: record_id, kind }])),
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

async function existingOf(tx: Db, ids: readonly (string | null)[]): Promise<ReadonlySet<string>> {
  const wanted = ids.filter((id) => id !== null)
  if (wanted.length === 0) return new Set()
  const rows = await tx.query<{ id: string }>({
    text: 'select id from record where id = any($1::uuid[])',
    values: [wanted],
  })
  return new Set(rows.map(({ id }) => id))
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
