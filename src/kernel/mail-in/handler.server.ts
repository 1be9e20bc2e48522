import type { Db } from '../database/db.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { ReceivedMail } from './mail.ts'
import type { Known, Thread } from './thread.ts'

/** The mailbox that a mail came to, as far as a module needs it. */
export interface MailboxFacts {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly takesPlus: boolean
  /** What becomes of its mails, as the module understands it. */
  readonly defaults: Readonly<Record<string, unknown>>
}
export interface Handling {
  /** All of it works within the transaction in which the mail is dealt with: what is written here is written once, or never. */
  readonly kernel: Kernel
  readonly tx: Db
  readonly mail: ReceivedMail
  readonly thread: Thread
  readonly mailbox: MailboxFacts
  /** Whether somebody looked at it where it was set aside, and let it through. */
  readonly isReleased: boolean
}
/** What became of a mail: the record that it led to, with the comment that it is there unless it began it, or why it led to none. */
export type Handled =
  | { readonly recordId: string; readonly comment?: string; readonly says: string }
  | { readonly ignored: string }
  | { readonly quarantined: string }

/** What a module does with mails, as the application hands it over. */
export interface MailHandler {
  readonly handle: (handling: Handling) => Promise<Handled>
  /** The record whose number stands in the subject, and whether the sender has a part in it. */
  readonly byNumber?: (asked: {
    readonly tx: Db
    readonly subject: string
    readonly from: string
  }) => Promise<Known['numbered']>
}
