import type { Db } from '../database/db.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { queueMails } from '../mail/mail.server.ts'
import { domainOf, type LetterHead } from '../mail/message.ts'
import { noteIds } from './known.server.ts'
import type { ParsedMail } from './mail.ts'
import { threadAddress, threadMark } from './token.server.ts'

interface Recipient {
  readonly name: string
  readonly address: string
}
/** A mail from a mailbox about a record, to one person or several. */
export interface Letter {
  readonly mailbox: { readonly name: string; readonly address: string; readonly takesPlus: boolean }
  readonly recordId: string
  readonly to: readonly Recipient[]
  readonly cc?: readonly Recipient[]
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly attachments?: LetterHead['attachments']
  /** What it is for, in one word. */
  readonly kind: string
  /** Whether a person wrote it; else it says that a machine did, so that none answers. */
  readonly isWritten: boolean
  /** The name in From; the mailbox's without it. */
  readonly from?: string
  /** The mail that it answers, where none of its record's is noted yet. */
  readonly answers?: Pick<ParsedMail, 'messageId' | 'references'>
}

/**
 * Queues a letter within the caller's transaction: from the mailbox, in the thread of its record, answers to it signed.
 * Its Message-ID is known before it goes out. Resolves to the Message-ID, or null where there is nobody to write to.
 */
export async function queueLetter(
  { db: tx, clock, secret }: Pick<Kernel, 'clock' | 'secret'> & { readonly db: Db },
  letter: Letter,
): Promise<string | null> {
  const { mailbox, recordId, to, cc = [], kind, subject, attachments = [], isWritten } = letter
  const ours = mailbox.address.toLowerCase()
  const reachable = (some: readonly Recipient[]): readonly Recipient[] =>
    some.filter(({ address }) => address.toLowerCase() !== ours)
  const recipients = new Map([...reachable(to), ...reachable(cc)].map((one) => [one.address.toLowerCase(), one]))
  if (recipients.size === 0) return null
  const messageId = `${clock.id()}@${domainOf(mailbox.address)}`
  const { inReplyTo, references } = letter.answers ? chainAfter(letter.answers) : await chainOf(tx, recordId)
  const head: LetterHead = {
    from: { name: letter.from ?? mailbox.name, address: mailbox.address },
    replyTo: mailbox.takesPlus ? threadAddress(secret, mailbox.address, recordId) : mailbox.address,
    to: reachable(to),
    cc: reachable(cc),
    inReplyTo,
    references,
    attachments,
    isWritten,
  }
  const mark = threadMark(secret, recordId)
  await queueMails(
    tx,
    clock,
    [...recipients.values()].map(({ name, address }) => ({
      to: address,
      name,
      subject,
      text: `${letter.text}\n\n${mark}`,
      ...(letter.html && { html: withMark(letter.html, mark) }),
      thread: recordId,
      kind,
      letter: { messageId, head },
    })),
  )
  await noteIds(tx, [{ messageId, recordId, kind: 'ours' }], clock.now())
  return messageId
}

/** Small and grey at the end, where a quotation keeps it. */
function withMark(html: string, mark: string): string {
  const line = `<p style="color:#8a8f98;font-size:11px">${mark}</p>`
  return html.includes('</body>') ? html.replace('</body>', `${line}</body>`) : html + line
}

const mostReferences = 11
const chainAfter = ({ messageId, references }: NonNullable<Letter['answers']>) => ({
  inReplyTo: messageId,
  references: messageId === null ? [] : [...references.slice(1 - mostReferences), messageId],
})

/** What a letter about a record answers, and the mails before it that every reader's program knows. */
async function chainOf(tx: Db, recordId: string): Promise<{ inReplyTo: string | null; references: readonly string[] }> {
  const rows = await tx.query<{ message_id: string; kind: string }>({
    text: `(select message_id, kind, at from message_thread where record_id = $1 and kind <> 'named' order by at limit 1)
      union (select message_id, kind, at from message_thread where record_id = $1 and kind <> 'named' order by at desc limit 10)
      order by at`,
    values: [recordId],
  })
  const ids = rows.map(({ message_id: id }) => id)
  return {
    inReplyTo: rows.findLast(({ kind }) => kind === 'theirs')?.message_id ?? ids.at(-1) ?? null,
    references: ids,
  }
}
