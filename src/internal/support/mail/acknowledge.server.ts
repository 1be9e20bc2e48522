import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { MailboxFacts } from '../../../kernel/mail-in/handler.server.ts'
import type { ReceivedMail } from '../../../kernel/mail-in/mail.ts'
import { queueLetter } from '../../../kernel/mail-in/letter.server.ts'
import { writeLetter } from '../../../kernel/mail/letter.ts'
import type { Sender } from './senders.server.ts'

interface Acknowledging {
  readonly ticket: { readonly id: string; readonly number: string; readonly title: string }
  readonly mailbox: MailboxFacts
  readonly to: Sender
  readonly answers: Pick<ReceivedMail, 'messageId' | 'references'>
}

/** So many in an hour to one address: more would be a machine that we talk to. */
const mostInAnHour = 5
const kind = 'ticket-received'

/** Tells whoever wrote that their ticket is there, and how to go on; not too often. */
export async function acknowledge(kernel: Kernel, { ticket, mailbox, to, answers }: Acknowledging): Promise<void> {
  const since = new Date(kernel.clock.now().getTime() - 3_600_000)
  const sent = await kernel.db.query({
    text: 'select 1 from mail where kind = $1 and lower(to_address) = $2 and created_at > $3 limit $4',
    values: [kind, to.email.toLowerCase(), since, mostInAnHour],
  })
  if (sent.length >= mostInAnHour) return
  const letter = writeLetter({
    brand: mailbox.name,
    heading: `We have it: ${ticket.title}`,
    blocks: [
      { says: `Hello ${to.name}, your mail is ${ticket.number} here. Somebody looks at it and answers you by mail.` },
      { says: 'To add something, answer this mail; the subject doesn’t matter.' },
    ],
  })
  await queueLetter(kernel, {
    mailbox,
    recordId: ticket.id,
    to: [{ name: to.name, address: to.email }],
    subject: `[${ticket.number}] ${ticket.title}`,
    ...letter,
    kind,
    isWritten: false,
    answers,
  })
}
