import type { Clock } from '../clock.ts'
import type { Db } from '../database/db.server.ts'

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
}

/**
 * Queues a mail within the caller's transaction, so that it is sent if and only if that commits; resolves to its id.
 * The worker sends it as soon as mail is set up, and tries again for days where the other side isn't ready.
 */
export async function queueMail(db: Db, clock: Pick<Clock, 'now' | 'id'>, mail: NewMail): Promise<string> {
  const id = clock.id()
  const { to, name, subject, text, html, thread, kind, headers, from, isPatient = false } = mail
  await db.query({
    text: `insert into mail (id, kind, to_address, to_name, from_name, subject, text, html, headers, thread, is_patient, next_at, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)`,
    values: [
      id,
      kind,
      to.trim(),
      name ?? null,
      from ?? null,
      oneLine(subject),
      text,
      html ?? null,
      JSON.stringify(headers ?? {}),
      thread ?? null,
      isPatient,
      clock.now(),
    ],
  })
  return id
}

const mostOfSubject = 200
// A line end in a subject would begin a header of the writer's choice.
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, mostOfSubject)
