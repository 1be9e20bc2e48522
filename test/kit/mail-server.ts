import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll } from 'vitest'

/** A mail that was taken on: whom for, and what it says. */
export interface ReceivedMail {
  readonly to: string
  readonly mail: ParsedMail
  readonly source: string
}
/** A real mail server on this machine, that treats some recipients badly. */
export interface MailServer {
  readonly port: number
  /** What it has taken on, in order. */
  readonly received: readonly ReceivedMail[]
  /** How often it was asked to take on something for this recipient. */
  readonly asked: (recipient: string) => number
  /** What it answers to the recipient from now on; null for taking mails on. */
  readonly answer: (recipient: string, how: Answer | null) => void
}
/** A reply code with words; or hang up in the middle of a mail, or after taking it on but before saying so. */
export type Answer = { readonly code: number; readonly says: string } | 'hang up' | 'hang up late'

interface MailServerOptions {
  /** Who may sign in; nobody needs to where it is absent. */
  readonly login?: { readonly user: string; readonly password: string }
  readonly security?: 'none' | 'starttls' | 'tls'
  /** How long it thinks about each mail before it says that it took it on (0 ms). */
  readonly takes?: number
  /** Where it listens (any free port). */
  readonly port?: number
}

const folder = join(import.meta.dirname, '../data/mail')
const pem = (name: string): string => readFileSync(join(folder, name), 'utf8')
/** The authority that made the certificate of these servers. */
export const mailAuthority = pem('authority.pem')

/** Starts one, closed after the file. Call it at the top level of a test file. */
export async function mailServer({
  login,
  security = 'none',
  takes = 0,
  port = 0,
}: MailServerOptions = {}): Promise<MailServer> {
  const received: ReceivedMail[] = []
  const asked: string[] = []
  const answers = new Map<string, Answer>()
  const hangUp = (): void => {
    for (const { _socket: socket } of server.connections as Set<{ readonly _socket?: { destroy: () => void } }>)
      socket?.destroy()
  }
  const server: SMTPServer = new SMTPServer({
    authOptional: !login,
    allowInsecureAuth: true,
    secure: security === 'tls',
    disabledCommands: [...(security === 'starttls' ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
    key: pem('server.key'),
    cert: pem('server.pem'),
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, done) => {
      if (username === login?.user && password === login?.password) return done(null, { user: username })
      return done(refusal({ code: 535, says: '5.7.8 Who are you' }))
    },
    onRcptTo: ({ address }, _session, done) => {
      asked.push(address)
      const answer = answers.get(address)
      done(typeof answer === 'object' ? refusal(answer) : null)
    },
    onData: (stream, { envelope }, done) => {
      const to = envelope.rcptTo[0]?.address ?? ''
      const answer = answers.get(to)
      if (answer === 'hang up') return hangUp()
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const source = Buffer.concat(chunks).toString()
        void simpleParser(source).then((mail) => {
          received.push({ to, mail, source })
          if (answer === 'hang up late') hangUp()
          else setTimeout(done, takes)
        })
      })
    },
  })
  server.on('error', () => undefined) // a connection that a test broke
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', () => resolve()))
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    asked: (recipient) => asked.filter((one) => one === recipient).length,
    answer: (recipient, how) => void (how ? answers.set(recipient, how) : answers.delete(recipient)),
  }
}

const refusal = ({ code, says }: { code: number; says: string }): Error =>
  Object.assign(new Error(says), { responseCode: code })
