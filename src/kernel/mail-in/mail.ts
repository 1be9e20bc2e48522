/** Who sent a mail, or whom it is for. */
export interface Party {
  readonly name: string
  /** In lower case. */
  readonly address: string
}
/** What sent a mail: a person, a machine by itself, a machine in place of a person who is away, a list, a server that couldn't deliver, or we ourselves. */
export type MailKind = 'person' | 'machine' | 'auto-reply' | 'list' | 'bounce' | 'loop'
/** A file that came with a mail. */
export interface Attached {
  readonly name: string
  readonly type: string
  readonly content: Buffer
  /** By which the mail's text shows it; null for one that only lies beside. */
  readonly cid: string | null
}
/** What is vouched for: `pass`, `fail`, `none` where nothing was claimed, `unknown` where it couldn't be looked up. */
export type Check = 'pass' | 'fail' | 'none' | 'unknown'
export interface Verdict {
  readonly dkim: Check
  readonly spf: Check
  readonly dmarc: Check
  readonly arc: Check
  /** The server that checked, or null where it was checked here. */
  readonly by: string | null
}
/** A mail as it was read. Its texts are Markdown. */
export interface ParsedMail {
  readonly from: Party | null
  readonly replyTo: Party | null
  readonly to: readonly Party[]
  readonly cc: readonly Party[]
  /** Every address that it came to, as far as it says so itself. */
  readonly deliveredTo: readonly string[]
  readonly subject: string
  /** When it says that it was written. */
  readonly at: Date | null
  readonly messageId: string | null
  readonly inReplyTo: readonly string[]
  /** The oldest first. */
  readonly references: readonly string[]
  readonly kind: MailKind
  /** Whether a machine may answer it (RFC 3834). */
  readonly mayBeAnswered: boolean
  /** Why it is what it is, in words. */
  readonly kindSays: string
  /** What its writer wrote, with what they quoted folded. Pictures within are `![…](cid:…)`. */
  readonly markdown: string
  /** The same without what they quoted. */
  readonly written: string
  /** A mark in its text that names a record, its signature not yet checked. */
  readonly marks: readonly string[]
  readonly attachments: readonly Attached[]
  /** What was left out, in words: nothing is lost, since the raw mail is kept. */
  readonly leftOut: readonly string[]
}
/** A mail as a module is given it. */
export interface ReceivedMail extends ParsedMail {
  readonly id: string
  readonly receivedAt: Date
  readonly verdict: Verdict
}
