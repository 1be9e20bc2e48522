import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { testServer } from '../../../test/kit/access.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import { freePort } from '../../../test/kit/free-port.ts'
import { mailAuthority, mailServer } from '../../../test/kit/mail-server.ts'
import { settingsRow } from '../settings/settings.server.ts'
import { type NewMail, queueMail } from './mail.server.ts'
import { MailSettings } from './mail.settings.ts'
import { type Sending, startSending } from './sender.server.ts'

const { db } = await testDatabase()
const { app, kernel } = await testServer({ db })
const { clock } = kernel
const open = await mailServer()
const locked = await mailServer({ login: { user: 'deck', password: 'right' }, security: 'starttls' })
const sealed = await mailServer({ login: { user: 'deck', password: 'right' }, security: 'tls' })
let senders: Sending[] = []
const stop = async (): Promise<void> => {
  await Promise.all(senders.map((sender) => sender.stop()))
  senders = []
}
afterAll(async () => {
  await stop()
  await app.close()
})

const record = kernel.registry.record(MailSettings.name)
const setUp = async (values: Record<string, unknown>): Promise<void> => {
  const { id } = await settingsRow(kernel, record)
  await kernel.store.asSystem('test').update(record, id, { fromAddress: 'deck@example.com', ...values })
}
const plain = {
  host: 'localhost',
  port: open.port,
  security: 'none',
  userName: null,
  password: null,
  certificate: null,
}
const start = (count = 1): void => {
  for (let i = 0; i < count; i++) senders.push(startSending(kernel, { poll: 20, limit: 3000 }))
}
const queue = (to: string, more: Partial<NewMail> = {}): Promise<string> =>
  queueMail(db, clock, { to, kind: 'test', subject: 'Hello', text: 'Hello there', ...more })

interface Stored {
  readonly state: string
  readonly attempts: number
  readonly last_error: string | null
  readonly text: string | null
  readonly message_id: string | null
}
const stored = async (id: string): Promise<Stored> => {
  const [row] = await db.query<Stored>({ text: 'select * from mail where id = $1', values: [id] })
  if (!row) throw new Error('No such mail.')
  return row
}
const becomes = (id: string, state: string) =>
  expect.poll(async () => (await stored(id)).state, { timeout: 8000 }).toBe(state)
const arrived = (to: string) => open.received.filter((one) => one.to === to)

beforeEach(async () => {
  await stop()
  await db.query('delete from mail')
  await setUp(plain)
})

describe('a mail that is queued', () => {
  test('is sent as it was written, and what it said is forgotten here', async () => {
    const thread = await kernel.store.asSystem('test').create('person', { name: 'Priya Nair' })
    const id = await queue('ada@example.com', {
      name: 'Ada, Countess',
      subject: 'Größe\r\nBcc: eve@example.com',
      text: 'Grüße 🚀\n',
      html: '<p>Grüße</p>',
      thread: thread.id,
      from: 'Priya Nair',
      headers: { 'List-Unsubscribe': '<https://q.example/u/x>' },
    })
    start()
    await becomes(id, 'sent')
    const [{ mail } = { mail: null }] = arrived('ada@example.com')
    expect(mail).toMatchObject({
      subject: 'Größe Bcc: eve@example.com',
      text: 'Grüße 🚀\n',
      html: '<p>Grüße</p>',
      messageId: `<${id}@example.com>`,
      inReplyTo: `<${thread.id}@example.com>`,
      references: `<${thread.id}@example.com>`,
      from: { value: [{ address: 'deck@example.com', name: 'Priya Nair' }] },
      to: { value: [{ address: 'ada@example.com', name: 'Ada, Countess' }] },
    })
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail?.headers.get('x-quarterdeck-kind')).toBe('test')
    expect(mail?.bcc).toBeUndefined()
    expect(await stored(id)).toMatchObject({ text: null, attempts: 1, last_error: null })
  })

  test('waits while there is no mail server, and goes as soon as there is one', async () => {
    await setUp({ host: null })
    const id = await queue('later@example.com')
    start()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await stored(id)).toMatchObject({ state: 'queued', attempts: 0 })
    await setUp(plain)
    await becomes(id, 'sent')
  })

  test('goes once, however many workers send', async () => {
    const ids = await Promise.all(Array.from({ length: 200 }, (_, n) => queue(`crew${n}@example.com`)))
    start(4)
    await Promise.all(ids.map((id) => becomes(id, 'sent')))
    const crew = open.received.filter(({ to }) => to.startsWith('crew'))
    expect(crew.length).toBe(200)
    expect(new Set(crew.map(({ mail }) => mail.messageId)).size).toBe(200)
  })

  test('goes before those that nobody waits for', async () => {
    const digests = await Promise.all(
      Array.from({ length: 30 }, (_, n) => queue(`digest${n}@example.com`, { isPatient: true })),
    )
    await queue('hurry@example.com')
    start()
    await Promise.all(digests.map((id) => becomes(id, 'sent')))
    const order = open.received.map(({ to }) => to).filter((to) => /^(digest|hurry)/.test(to))
    expect(order.slice(0, 5)).toContain('hurry@example.com')
  })
})

describe('a mail server that doesn’t take a mail on', () => {
  test('is asked again later when it says so', async () => {
    open.answer('full@example.com', { code: 452, says: '4.2.2 Over quota' })
    const id = await queue('full@example.com')
    start()
    await expect.poll(async () => (await stored(id)).last_error).toMatch(/refused the recipient: 452 4\.2\.2/)
    expect(await stored(id)).toMatchObject({ state: 'queued', attempts: 1 })
    open.answer('full@example.com', null)
    clock.advance(59_000)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(open.asked('full@example.com')).toBe(1)
    clock.advance(2000)
    await becomes(id, 'sent')
  })

  test('and that nobody has the address, is never asked about it again', async () => {
    open.answer('gone@example.com', { code: 550, says: '5.1.1 User unknown' })
    const id = await queue('gone@example.com')
    start()
    await becomes(id, 'failed')
    const next = await queue('Gone@Example.com')
    await becomes(next, 'suppressed')
    expect(open.asked('gone@example.com')).toBe(1)
    const known = await db.query('select address, reason from mail_suppression')
    expect(known).toEqual([{ address: 'gone@example.com', reason: expect.stringContaining('5.1.1') as string }])
  })

  test('for a reason of its own, is asked about the next one', async () => {
    open.answer('policy@example.com', { code: 554, says: '5.7.1 Not this' })
    const id = await queue('policy@example.com')
    start()
    await becomes(id, 'failed')
    expect((await stored(id)).text).toBe('Hello there')
    open.answer('policy@example.com', null)
    await becomes(await queue('policy@example.com'), 'sent')
  })

  test('since it is shutting down, holds up nothing for good', async () => {
    open.answer('busy@example.com', { code: 421, says: '4.3.2 Shutting down' })
    const [busy, other] = [await queue('busy@example.com'), await queue('other@example.com')]
    start()
    await becomes(other, 'sent')
    expect(await stored(busy)).toMatchObject({ state: 'queued' })
    open.answer('busy@example.com', null)
    clock.advance(61_000)
    await becomes(busy, 'sent')
  })

  test('is down, gets every mail once when it is up again', async () => {
    const port = await freePort()
    await setUp({ ...plain, host: '127.0.0.1', port })
    const to = Array.from({ length: 20 }, (_, n) => `down${n}@example.com`)
    const ids = await Promise.all(to.map((address) => queue(address)))
    start(2)
    const tried = async () => (await Promise.all(ids.map(stored))).filter(({ attempts }) => attempts > 0)
    await expect.poll(async () => (await tried()).length).toBeGreaterThan(4)
    for (const mail of await tried()) expect(mail.text).toBe('Hello there')
    // An attempt counts as it begins; what came of it is noted as it ends.
    const says = `Nothing listens at 127.0.0.1, port ${port}`
    await expect.poll(async () => (await tried())[0]?.last_error ?? '').toContain(says)
    const up = await mailServer({ port })
    const sent = async (): Promise<number> => {
      clock.advance(61_000)
      return (await Promise.all(ids.map(stored))).filter(({ state }) => state === 'sent').length
    }
    await expect.poll(sent, { timeout: 15_000, interval: 200 }).toBe(20)
    expect(up.received.map((one) => one.to).sort()).toEqual([...to].sort())
  })

  test('and hangs up in the middle, is tried again with the same Message-ID', async () => {
    open.answer('cut@example.com', 'hang up')
    const id = await queue('cut@example.com')
    start()
    await expect.poll(async () => (await stored(id)).last_error).toMatch(/closed the connection|broke/)
    const { message_id } = await stored(id)
    open.answer('cut@example.com', null)
    clock.advance(61_000)
    await becomes(id, 'sent')
    expect(arrived('cut@example.com').map(({ mail }) => mail.messageId)).toEqual([message_id])
  })

  test('but has, without a word, gets it again, and can tell', async () => {
    open.answer('twice@example.com', 'hang up late')
    const id = await queue('twice@example.com')
    start()
    await expect.poll(() => arrived('twice@example.com').length).toBe(1)
    await expect.poll(async () => (await stored(id)).state).toBe('queued')
    open.answer('twice@example.com', null)
    clock.advance(61_000)
    await becomes(id, 'sent')
    const ids = arrived('twice@example.com').map(({ mail }) => mail.messageId)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })
})

describe('the settings', () => {
  const withLogin = { host: 'localhost', userName: 'deck', password: 'right', certificate: mailAuthority }
  test.each([
    ['starttls', locked],
    ['tls', sealed],
  ] as const)('lead by %s to a server with a certificate of its own authority', async (security, server) => {
    await setUp({ ...withLogin, security, port: server.port })
    const id = await queue('safe@example.com')
    start()
    await becomes(id, 'sent')
    expect(server.received.at(-1)?.to).toBe('safe@example.com')
  })

  test.each([
    ['a wrong password', { password: 'wrong' }, /refused the user or the password/],
    ['a certificate that nobody vouches for', { certificate: null }, /isn’t trusted/],
    ['a server that can’t encrypt', { port: open.port }, /STARTTLS/],
    ['a port where nothing listens', { port: 1 }, /Nothing listens at localhost, port 1/],
  ])('with %s let mails wait, and say why', async (_, wrong, says) => {
    await setUp({ ...withLogin, security: 'starttls', port: locked.port, ...wrong })
    const id = await queue('patient@example.com')
    start()
    await expect.poll(async () => (await stored(id)).last_error, { timeout: 8000 }).toMatch(says)
    expect((await stored(id)).state).toBe('queued')
    await stop()
    await setUp({ ...withLogin, security: 'starttls', port: locked.port })
    clock.advance(61_000)
    start()
    await becomes(id, 'sent')
  })
})
