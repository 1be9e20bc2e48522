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
}
interface Sender {
  readonly fromAddress: string
  readonly fromName: string
  readonly replyTo: string | null
}

/** The part of an address that its server is known by; ids of mails end in it. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/** What is sent: a mail that no machine answers, and that stands in the thread of its record. */
export function messageOf(mail: QueuedMail, { fromAddress, fromName, replyTo }: Sender) {
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
    // Whoever takes it on reports failures alone, with this id, which comes back also where the report leaves our headers out (RFC 3461).
    dsn: { id: mail.id, return: 'headers' as const, notify: 'failure', recipient: `rfc822;${mail.to_address}` },
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Quarterdeck-Kind': mail.kind,
      ...mail.headers,
    },
  }
}
