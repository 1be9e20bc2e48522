import type { Kernel } from '../../../kernel/kernel.server.ts'
import { queueMail } from '../../../kernel/mail/mail.server.ts'
import { queueLetter } from '../../../kernel/mail-in/letter.server.ts'
import { mailboxFor } from './answers.server.ts'

interface About {
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly recordId: string
  readonly kind: string
}

/** Mails somebody about a ticket: in its thread and from its mailbox, so that they can answer; from the installation where no mailbox is read. */
export async function mailAbout(kernel: Pick<Kernel, 'db' | 'clock' | 'secret'>, about: About): Promise<void> {
  const { db, clock } = kernel
  const { to, recordId, ...said } = about
  const mailbox = await mailboxFor(db, recordId)
  if (mailbox) await queueLetter(kernel, { ...said, mailbox, recordId, to: [to], isWritten: false })
  else await queueMail(db, clock, { ...said, to: to.address, name: to.name, thread: recordId })
}
