import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { MailInConfig } from '../config.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { keepMails, largestMail } from './keep.server.ts'
import { listListening } from './mailboxes.server.ts'
import { plusPart, readThreadToken } from './token.server.ts'

export interface Listening {
  /** The ports that it listens at, in the order of SMTP and LMTP. */
  readonly ports: readonly number[]
  readonly stop: () => Promise<void>
}

/** Takes mails that servers of this network hand in, by SMTP and LMTP where the configuration names their ports. Only what is for a mailbox of ours is taken. */
export async function startListener(kernel: Kernel, { host, smtpPort, lmtpPort }: MailInConfig): Promise<Listening> {
  const servers = [
    ...(smtpPort === undefined ? [] : [{ server: openServer(kernel, false), port: smtpPort }]),
    ...(lmtpPort === undefined ? [] : [{ server: openServer(kernel, true), port: lmtpPort }]),
  ]
  const ports: number[] = []
  for (const { server, port } of servers) {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, () => {
        server.off('error', reject)
        resolve()
      })
    })
    // A connection that broke is its client's to try again.
    server.on('error', (error: Error) => kernel.log.debug({ error: String(error) }, 'A mail server broke off.'))
    ports.push((server.server.address() as AddressInfo).port)
  }
  return {
    ports,
    stop: async () => {
      await Promise.all(servers.map(({ server }) => new Promise<void>((resolve) => server.close(() => resolve()))))
    },
  }
}

/** Connections at once: each may bring a mail of the largest size. */
const mostClients = 20

function openServer(kernel: Kernel, lmtp: boolean): SMTPServer {
  return new SMTPServer({
    lmtp,
    banner: 'Quarterdeck',
    size: largestMail,
    maxClients: mostClients,
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    hidePIPELINING: false,
    closeTimeout: 1000,
    socketTimeout: 60_000,
    onRcptTo: ({ address }, _session, done) => {
      mailboxFor(kernel, address).then(
        (found) => done(found === null ? refusal(550, '5.1.1 There is no such mailbox here') : null),
        () => done(later()),
      )
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => {
        if (!stream.sizeExceeded) chunks.push(chunk)
        else chunks.length = 0
      })
      stream.on('error', () => chunks.splice(0))
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(refusal(552, '5.3.4 This mail is too large'))
        keep(kernel, session, Buffer.concat(chunks)).then(
          () => done(null, '2.6.0 Kept'),
          (error: unknown) => {
            kernel.log.warn({ error: String(error) }, 'A mail that was handed in could not be kept.')
            done(later())
          },
        )
      })
    },
  })
}

async function keep(
  kernel: Kernel,
  { envelope, remoteAddress, hostNameAppearsAs }: SMTPServerSession,
  data: Buffer,
): Promise<void> {
  const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
  const to = envelope.rcptTo.map(({ address }) => address)
  const found = await Promise.all(to.map((address) => mailboxFor(kernel, address)))
  const mailboxes = [...new Set(found.filter((id) => id !== null))]
  const raw = withReturnPath(data, from)
  const details = { from, to, ip: remoteAddress, helo: hostNameAppearsAs }
  await keepMails(
    kernel,
    mailboxes.map((mailbox) => ({ mailbox, raw, envelope: details })),
  )
}

/** Whoever delivers a mail writes the envelope's sender on it (RFC 5321, section 4.4). */
const withReturnPath = (data: Buffer, from: string): Buffer =>
  /^return-path[ \t]*:/im.test(headOf(data)) ? data : Buffer.concat([Buffer.from(`Return-Path: <${from}>\r\n`), data])
const headOf = (data: Buffer): string =>
  data
    .subarray(0, 2000)
    .toString('latin1')
    .split(/\r?\n\r?\n/)[0] ?? ''

/** The mailbox that an address belongs to: its own, or with a plus and what we signed. */
async function mailboxFor(kernel: Kernel, address: string): Promise<string | null> {
  const given = address.toLowerCase()
  for (const mailbox of await listListening(kernel)) {
    if (mailbox.address === given) return mailbox.id
    const token = mailbox.takesPlus ? plusPart(given, mailbox.address) : null
    if (token !== null && readThreadToken(kernel.secret, token) !== null) return mailbox.id
  }
  return null
}

const refusal = (responseCode: number, says: string): Error => Object.assign(new Error(says), { responseCode })
const later = (): Error => refusal(451, '4.3.0 Not now; try again later')
