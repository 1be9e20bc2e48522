import type { Clock } from '../clock.ts'
import type { Db } from '../database/db.server.ts'
import type { LetterHead } from './message.ts'

/** A mail to one address. */
export interface NewMail {
  readonly to: string
  readonly name?: string | null | undefined
  readonly subject: string
  readonly text: string
  readonly html?: string | undefined
  /** The record it is about: the mails about one record make one thread. */
  readonly thread?: string | null | undefined
  /** What it is for, in one word, such as 'mentioned': shown to administrators, and to filters as X-Quarterdeck-Kind. */
  readonly kind: string
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** The name in From; the address is the one that the settings give. */
  readonly from?: string | undefined
  /** Lets others go first: what nobody waits for. */
  readonly isPatient?: boolean | undefined
  /** Its Message-ID and head, where it is from a mailbox, see mail-in/letter.server.ts. */
  readonly letter?: { readonly messageId: string; readonly head: LetterHead } | undefined
}

/**
 * Queues a mail within the caller's transaction, so that it is sent if and only if that commits; resolves to its id.
 * The worker sends it as soon as mail is set up, and tries again for days where the other side isn't ready.
 */
export async function queueMail(db: Db, clock: Pick<Clock, 'now' | 'id'>, mail: NewMail): Promise<string> {
  const [id = ''] = await queueMails(db, clock, [mail])
  return id
}

/** The same for many, by one statement; resolves to their ids, in order. */
export async function queueMails(
  db: Db,
  clock: Pick<Clock, 'now' | 'id'>,
  mails: readonly NewMail[],
): Promise<readonly string[]> {
  if (mails.length === 0) return []
  const now = clock.now()
  const rows = mails.map(
    ({ to, name, subject, text, html, thread, kind, headers, from, isPatient = false, letter }) => ({
      id: clock.id(),
      kind,
      to_address: to.trim(),
      to_name: name ?? null,
      from_name: from ?? null,
      subject: oneLine(subject),
      text,
      html: html ?? null,
      headers: headers ?? {},
      thread: thread ?? null,
      is_patient: isPatient,
      message_id: letter ? `<${letter.messageId}>` : null,
      letter: letter?.head ?? null,
      next_at: now,
      created_at: now,
    }),
  )
  const columns = Object.keys(rows[0] ?? {}).join(', ')
  await db.query({
    text: `insert into mail (${columns}) select ${columns} from json_populate_recordset(null::mail, $1::json)`,
    values: [JSON.stringify(rows)],
  })
  return rows.map(({ id }) => id)
}

const mostOfSubject = 200
// A line end in a subject would begin a header of the writer's choice.
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, mostOfSubject)
