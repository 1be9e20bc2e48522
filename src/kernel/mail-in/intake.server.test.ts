import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Dovecot, dovecotPassword, hasDovecot, startDovecot } from '../../../test/counterparts/dovecot.ts'
import { hasPostfix, type Postfix, startPostfix } from '../../../test/counterparts/postfix.ts'
import { testApplication } from '../../../test/kit/application.ts'
import { corpusMail, makeMailbox, plainMail, serviceHandler } from '../../../test/kit/mail-in.ts'
import { mailAuthority } from '../../../test/kit/mail-server.ts'
import { swaks } from '../../../test/kit/swaks.ts'
import { systemClock } from '../clock.ts'
import { startIntake } from './intake.server.ts'
import { type Listening, startListener } from './listener.server.ts'
import { threadAddress } from './token.server.ts'
import { startMailWork } from './work.server.ts'

const { kernel, db } = await testApplication({ clock: systemClock })
const folder = join(import.meta.dirname, '../../../test/data/mail')
const pem = (name: string): string => readFileSync(join(folder, name), 'utf8')
const certificate = { cert: pem('server.pem'), key: pem('server.key') }
const soon = { timeout: 20_000, interval: 30 }
const isCi = Boolean(process.env['CI'])

const stateOf = async (messageId: string): Promise<string | undefined> =>
  (
    await db.query<{ state: string }>({ text: 'select state from mail_in where message_id = $1', values: [messageId] })
  )[0]?.state
const faultOf = async (id: string): Promise<string | null | undefined> =>
  (
    await db.query<{ fault: string | null }>({
      text: 'select fault from mailbox_state where mailbox = $1',
      values: [id],
    })
  )[0]?.fault

/** Grants tokens by client credentials and by refresh tokens, and says which are good. */
const granted: string[] = []
const authority = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const form = new URLSearchParams(Buffer.concat(chunks).toString())
    response.setHeader('content-type', 'application/json')
    if (request.url === '/introspect') {
      const isGood = granted.includes(form.get('token') ?? '')
      return response.end(JSON.stringify({ active: isGood, username: isGood ? 'oauth@deck.example' : undefined }))
    }
    if (form.get('client_secret') !== 'sesame' || form.get('refresh_token') !== 'first')
      return response
        .writeHead(400)
        .end(JSON.stringify({ error: 'invalid_grant', error_description: 'That token is over.' }))
    granted.push(`token-${granted.length}`)
    response.end(JSON.stringify({ access_token: granted.at(-1), expires_in: 3600 }))
  })
})
await new Promise<void>((resolve) => void authority.listen(0, '127.0.0.1', () => resolve()))
const authorityUrl = `http://127.0.0.1:${(authority.address() as AddressInfo).port}`
afterAll(() => void authority.close())

const working = startMailWork(kernel, serviceHandler, { poll: 30 })
afterAll(() => working.stop())

describe.skipIf(!hasDovecot && !isCi)(
  'mails fetched from Debian’s dovecot (needs dovecot-imapd, dovecot-lmtpd, swaks)',
  () => {
    let dovecot: Dovecot
    const intake = startIntake(kernel, { look: 100, pause: 100 })
    const server = () => ({
      way: 'imap',
      host: '127.0.0.1',
      port: dovecot.tlsPort,
      certificate: mailAuthority,
      password: dovecotPassword,
    })
    const deliver = (to: string, raw: Buffer) => swaks({ port: dovecot.lmtpPort, protocol: 'LMTP', to, raw })
    const box = (name: string, values: object = {}) =>
      makeMailbox(kernel, {
        name,
        address: `${name}@deck.example`,
        userName: `${name}@deck.example`,
        ...server(),
        ...values,
      })
    const lookInto = async (user: string, path: string) => {
      const client = new ImapFlow({
        host: '127.0.0.1',
        port: dovecot.port,
        secure: false,
        doSTARTTLS: false,
        auth: { user, pass: dovecotPassword },
        logger: false,
      })
      await client.connect()
      try {
        await client.mailboxOpen(path)
        const all = await client.search({ all: true }, { uid: true })
        const seen = await client.search({ seen: true }, { uid: true })
        return { all: (all || []).length, seen: (seen || []).length }
      } finally {
        await client.logout()
      }
    }

    beforeAll(async () => {
      dovecot = await startDovecot({ certificate, introspect: `${authorityUrl}/introspect` })
    }, 30_000)
    afterAll(async () => {
      await intake.stop()
      dovecot?.stop()
    })

    it('arrive at once over a line that stays open, and are moved to another folder', async () => {
      await deliver('moved@deck.example', plainMail({ id: 'before@a', to: 'moved@deck.example' }))
      await box('moved')
      await expect.poll(() => stateOf('before@a'), soon).toBe('done')
      const started = performance.now()
      await deliver('moved@deck.example', plainMail({ id: 'idle@a', to: 'moved@deck.example' }))
      await expect.poll(() => stateOf('idle@a'), soon).toBe('done')
      expect(performance.now() - started).toBeLessThan(10_000)
      await expect.poll(() => lookInto('moved@deck.example', 'Quarterdeck'), soon).toMatchObject({ all: 2 })
      expect(await lookInto('moved@deck.example', 'INBOX')).toMatchObject({ all: 0 })
    }, 40_000)

    it('stay where they are, marked as read, and come in also where somebody read them first', async () => {
      await box('stays', { afterwards: 'flag', port: dovecot.port, security: 'starttls' })
      await deliver('stays@deck.example', plainMail({ id: 'stay1@a', to: 'stays@deck.example' }))
      await expect.poll(() => stateOf('stay1@a'), soon).toBe('done')
      await expect.poll(() => lookInto('stays@deck.example', 'INBOX'), soon).toEqual({ all: 1, seen: 1 })
    }, 40_000)

    it('are read from others while one mailbox can’t be, which says why (FreeScout #4992, #3836)', async () => {
      const bad = await box('refused', { password: 'wrong' })
      const gone = await box('gone', { port: 1 })
      await expect
        .poll(() => faultOf(bad.id), soon)
        .toContain('The mail server refused refused@deck.example or the password')
      await expect
        .poll(() => faultOf(gone.id), soon)
        .toBe('Nothing listens at 127.0.0.1, port 1. Check the port, or whether a firewall refuses it.')
      await deliver('moved@deck.example', plainMail({ id: 'meanwhile@a', to: 'moved@deck.example' }))
      await expect.poll(() => stateOf('meanwhile@a'), soon).toBe('done')
      await kernel.store.asSystem('test').update('mailbox', bad.id, { password: dovecotPassword })
      await expect.poll(() => faultOf(bad.id), soon).toBe(null)
      await kernel.store.asSystem('test').update('mailbox', gone.id, { isOn: false })
    }, 60_000)

    it('are read by a token of OAuth 2.0, and a token that is over says so', async () => {
      const values = {
        signIn: 'oauth2',
        tokenEndpoint: `${authorityUrl}/token`,
        clientId: 'deck',
        clientSecret: 'sesame',
        password: null,
      }
      const good = await box('oauth', { ...values, refreshToken: 'first' })
      await deliver('oauth@deck.example', plainMail({ id: 'oauth@a', to: 'oauth@deck.example' }))
      await expect.poll(() => stateOf('oauth@a'), soon).toBe('done')
      expect(await faultOf(good.id)).toBe(null)
      const bad = await box('over', { ...values, refreshToken: 'last year’s' })
      await expect.poll(() => faultOf(bad.id), soon).toBe('The token endpoint refused: That token is over.')
      await kernel.store.asSystem('test').update('mailbox', bad.id, { isOn: false })
    }, 60_000)
  },
)

describe.skipIf(!(hasPostfix && hasDovecot) && !isCi)('mails handed in by Debian’s postfix and swaks', () => {
  let postfix: Postfix
  let listening: Listening
  beforeAll(async () => {
    await makeMailbox(kernel, { name: 'Desk', address: 'desk@deck.example' })
    listening = await startListener(kernel, { host: '127.0.0.1', smtpPort: 0, lmtpPort: 0 })
    postfix = await startPostfix(listening.ports[0] ?? 0, certificate)
  }, 30_000)
  afterAll(async () => {
    postfix?.stop()
    await listening?.stop()
  })

  it('are taken for mailboxes and for addresses that we signed, and for nobody else', async () => {
    const port = listening.ports[0] ?? 0
    const hand = (to: string, id: string) => swaks({ port, to, raw: plainMail({ id, to }) })
    await hand('DESK@deck.example', 'smtp1@a')
    await expect.poll(() => stateOf('smtp1@a'), soon).toBe('done')
    const [row] = await db.query<{ record_id: string }>(`select record_id from mail_in where message_id = 'smtp1@a'`)
    await hand(threadAddress(kernel.secret, 'desk@deck.example', row?.record_id ?? ''), 'smtp2@a')
    await expect.poll(() => stateOf('smtp2@a'), soon).toBe('done')
    for (const to of ['nobody@deck.example', 'desk+guess@deck.example', 'desk@elsewhere.example'])
      await expect(hand(to, 'never@a')).rejects.toThrow('550 5.1.1 There is no such mailbox here')
  }, 40_000)

  it('are taken by LMTP, too', async () => {
    const raw = plainMail({ id: 'lmtp1@a' })
    await swaks({ port: listening.ports[1] ?? 0, protocol: 'LMTP', to: 'desk@deck.example', raw })
    await expect.poll(() => stateOf('lmtp1@a'), soon).toBe('done')
  }, 40_000)

  it('of 25 MB and with 60 files arrive whole, through postfix (FreeScout #4293)', async () => {
    const part = (n: number, bytes: number): string =>
      `--b\r\nContent-Type: application/octet-stream; name="f${n}.bin"\r\nContent-Disposition: attachment; filename="f${n}.bin"\r\nContent-Transfer-Encoding: base64\r\n\r\n${(
        Buffer.alloc(bytes, n)
          .toString('base64')
          .match(/.{1,76}/g) ?? []
      ).join('\r\n')}\r\n`
    const head = (id: string): string =>
      `From: ada@nordlys.example\r\nTo: desk@deck.example\r\nSubject: Files ${id}\r\nMessage-ID: <${id}>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee the files.\r\n`
    const large = Buffer.from(`${head('large@a')}${part(1, 20_000_000)}--b--\r\n`)
    expect(large.length).toBeGreaterThan(25 * 1024 * 1024)
    const many = Buffer.from(`${head('many@a')}${Array.from({ length: 60 }, (_, n) => part(n, 500)).join('')}--b--\r\n`)
    const hand = (raw: Buffer) => swaks({ port: postfix.port, to: 'desk@deck.example', raw })
    await Promise.all([hand(large), hand(many), hand(corpusMail('outlook-reply-de'))])
    for (const id of ['large@a', 'many@a', 'AM9PR04MB8123456789@AM9PR04MB8123.eurprd04.prod.outlook.example'])
      await expect.poll(() => stateOf(id), { timeout: 60_000 }).toBe('done')
    const [kept] = await db.query<{ size: number }>(`select size from mail_in where message_id = 'large@a'`)
    expect(kept?.size).toBeGreaterThan(large.length)
  }, 120_000)
})
