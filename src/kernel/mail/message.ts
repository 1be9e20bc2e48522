interface Party {
  readonly name: string
  readonly address: string
}
/** What stands in the head of a letter that is from a mailbox rather than from the installation, and may be to several people. */
export interface LetterHead {
  readonly from: Party
  readonly replyTo: string
  readonly to: readonly Party[]
  readonly cc: readonly Party[]
  /** Message-IDs without brackets, the oldest first. */
  readonly inReplyTo: string | null
  readonly references: readonly string[]
  readonly attachments: readonly LetterFile[]
  /** A person wrote it: it doesn't say of itself that a machine did. */
  readonly isWritten: boolean
}

/** A file that goes along, by its SHA-256 in the store. */
export interface LetterFile {
  readonly sha256: string
  readonly name: string
  readonly type: string
  /** By which the HTML shows it as a picture. */
  readonly cid?: string
}

/** A mail as the queue keeps it. */
export interface QueuedMail {
  readonly id: string
  readonly kind: string
  readonly to_address: string
  readonly to_name: string | null
  readonly from_name: string | null
  readonly subject: string
  readonly text: string | null
  readonly html: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly thread: string | null
  readonly message_id: string
  readonly letter: LetterHead | null
}
interface Sender {
  readonly fromAddress: string
  readonly fromName: string
  readonly replyTo: string | null
}

/** The part of an address that its server is known by; ids of mails end in it. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/** What is sent: a mail that no machine answers, and that stands in the thread of its record. */
export function messageOf(mail: QueuedMail, sender: Sender) {
  return mail.letter === null ? ownMessage(mail, sender) : letterMessage(mail, mail.letter)
}

function letterMessage(mail: QueuedMail, { from, replyTo, to, cc, inReplyTo, references, isWritten }: LetterHead) {
  const bracketed = (id: string): string => `<${id}>`
  return {
    messageId: mail.message_id,
    from: { ...from },
    to: to.map((party) => ({ ...party })),
    ...(cc.length > 0 && { cc: cc.map((party) => ({ ...party })) }),
    replyTo,
    // Everybody's copy goes by itself, so that one address that refuses keeps nobody else's.
    envelope: { from: from.address, to: [mail.to_address] },
    ...(inReplyTo !== null && { inReplyTo: bracketed(inReplyTo) }),
    ...(references.length > 0 && { references: references.map(bracketed) }),
    subject: mail.subject,
    text: mail.text ?? '',
    ...(mail.html && { html: mail.html }),
    dsn: reportTo(mail),
    headers: {
      ...(isWritten ? {} : { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' }),
      'X-Quarterdeck-Kind': mail.kind,
      ...mail.headers,
    },
  }
}

/** Whoever takes it on reports failures alone, with this id, which comes back also where the report leaves our headers out (RFC 3461). */
const reportTo = ({ id, to_address: to }: QueuedMail) =>
  ({ id, return: 'headers', notify: 'failure', recipient: `rfc822;${to}` }) as const

function ownMessage(mail: QueuedMail, { fromAddress, fromName, replyTo }: Sender) {
  const root = mail.thread ? `<${mail.thread}@${domainOf(fromAddress)}>` : null
  return {
    messageId: mail.message_id,
    from: { name: mail.from_name ?? fromName, address: fromAddress },
    to: { name: mail.to_name ?? '', address: mail.to_address },
    ...(replyTo && { replyTo }),
    // The record itself stands at the head of its thread, so that every reader's thread has the same one.
    ...(root && { inReplyTo: root, references: root }),
    subject: mail.subject,
    text: mail.text ?? '',
    ...(mail.html && { html: mail.html }),
    dsn: reportTo(mail),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Quarterdeck-Kind': mail.kind,
      ...mail.headers,
    },
  }
}
