import { createTransport } from 'nodemailer'
import type { FileStore } from '../files/store.server.ts'
import type { RowOf } from '../record/define.ts'
import type { MailSettings } from './mail.settings.ts'
import { messageOf, type QueuedMail } from './message.ts'

export type Mailing = RowOf<typeof MailSettings>

/** A way to the mail server. */
export interface Transport {
  /** Resolves once the server has taken the mail on; rejects with an `SmtpFailure`. */
  readonly send: (mail: QueuedMail) => Promise<void>
  readonly close: () => void
}
interface TransportOptions {
  /** Connections at once. */
  readonly connections: number
  /** An answer that takes longer, or a mail that takes longer altogether, has failed (60,000 ms). */
  readonly limit: number
  /** Where files lie that go along. */
  readonly files: Pick<FileStore, 'read'>
}

/** Opens a way to the server that the settings name, its certificate checked. Connections are kept for further mails. */
export function openTransport(settings: Mailing, { connections, limit, files }: TransportOptions): Transport {
  const { host, port, security, certificate, userName, password, fromAddress, fromName, replyTo } = settings
  const transport = createTransport({
    pool: true,
    maxConnections: connections,
    // What was interrupted goes back to the queue, which keeps count; the client by itself would send it again unseen.
    maxRequeues: 0,
    idleTimeout: 10_000,
    host: host ?? '',
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { minVersion: 'TLSv1.2', ...(certificate && { ca: certificate }) },
    ...(userName && { auth: { user: userName, pass: password ?? '' } }),
    connectionTimeout: Math.min(limit, 15_000),
    greetingTimeout: Math.min(limit, 15_000),
    dnsTimeout: Math.min(limit, 15_000),
    socketTimeout: limit,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const sender = { fromAddress: fromAddress ?? '', fromName, replyTo }
  return {
    send: async (mail) => {
      const attachments = await Promise.all(
        (mail.letter?.attachments ?? []).map(async ({ sha256, name, type, cid }) => ({
          filename: name,
          contentType: type,
          ...(cid !== undefined && { cid, contentDisposition: 'inline' as const }),
          content: await files.read(sha256),
        })),
      )
      await transport.sendMail({ ...messageOf(mail, sender), attachments, signal: AbortSignal.timeout(limit) })
    },
    close: () => transport.close(),
  }
}
