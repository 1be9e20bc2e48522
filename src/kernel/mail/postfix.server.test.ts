import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasPostfix, type Postfix, startPostfix } from '../../../test/counterparts/postfix.ts'
import { testApplication } from '../../../test/kit/application.ts'
import { mailAuthority, mailServer } from '../../../test/kit/mail-server.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { createWorld } from '../../../test/kit/record/world.ts'
import { settingsRow } from '../settings/settings.server.ts'
import { queueMail } from './mail.server.ts'
import { startSending } from './sender.server.ts'

const { app, kernel, db } = await testApplication()
const world = createWorld(kernel)
const beyond = await mailServer()
const reporter = await createCaller(kernel, { permissions: ['mail.report'] })
const admin = await createCaller(kernel, { permissions: ['system.see', 'system.manage'] })
const sender = startSending(kernel, { poll: 20 })
afterAll(() => sender.stop())
const soon = { timeout: 20_000 }
const folder = join(import.meta.dirname, '../../../test/data/mail')
const pem = (name: string): string => readFileSync(join(folder, name), 'utf8')

const call = (token: string, method: 'GET' | 'POST', path: string, more: object = {}) =>
  app.inject({ method, url: `/api/v1${path}`, headers: { authorization: `Bearer ${token}` }, ...more })
const handIn = (payload: string, { token } = reporter) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/mails/bounces',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'message/rfc822' },
    payload,
  })
const stateOf = async (id: string) =>
  (
    await db.query<{ state: string; says: string }>({
      text: 'select state, last_error as says from mail where id = $1',
      values: [id],
    })
  )[0]
const queue = (to: string, more: object = {}) =>
  queueMail(db, kernel.clock, { to, kind: 'test', subject: 'Grüße aus Kiel', text: 'Hello ⚓', ...more })
const receivedBy = (to: string) => beyond.received.filter((one) => one.to === to)

// In CI it must be there; elsewhere it may be missing.
describe.skipIf(!hasPostfix && !process.env['CI'])('Debian’s postfix (needs postfix)', () => {
  let postfix: Postfix
  beforeAll(async () => {
    postfix = await startPostfix(beyond.port, { cert: pem('server.pem'), key: pem('server.key') })
    const record = kernel.registry.record('mail_settings')
    const { id } = await settingsRow(kernel, record)
    await kernel.store.asSystem('test').update(record, id, {
      ...{ host: '127.0.0.1', port: postfix.port, security: 'starttls', certificate: mailAuthority },
      fromAddress: 'deck@example.com',
    })
  }, 30_000)
  afterAll(() => postfix?.stop())

  it('takes mails on by STARTTLS and passes them on as they were written, those of one record in one thread', async () => {
    const { id: thread } = await world.another('service', { name: 'Harbour radio' })
    const headers = {
      'List-Unsubscribe': '<https://deck.example.com/api/v1/unsubscribe/x>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }
    await queue('ada@example.org', { thread, headers, html: '<p>Hello <b>⚓</b></p>' })
    await queue('ada@example.org', { thread, headers })
    await expect.poll(() => receivedBy('ada@example.org').length, soon).toBe(2)
    const [first, second] = receivedBy('ada@example.org').map(({ mail }) => mail)
    expect(first).toMatchObject({ subject: 'Grüße aus Kiel' })
    expect(first?.text?.trim()).toBe('Hello ⚓')
    expect(String([first?.html, second?.html])).toContain('<b>⚓</b>')
    expect(first?.references).toEqual(`<${thread}@example.com>`)
    expect(second?.references).toEqual(first?.references)
    expect(second?.messageId).not.toBe(first?.messageId)
    expect(first?.headers.get('list')).toMatchObject({
      unsubscribe: { url: 'https://deck.example.com/api/v1/unsubscribe/x' },
      'unsubscribe-post': { name: 'List-Unsubscribe=One-Click' },
    })
    expect(receivedBy('ada@example.org')[0]?.source).toContain('(Postfix) with ESMTPS')
  })

  it('gives back what nobody takes: handed in, that keeps further mails from the address until somebody allows them', async () => {
    const to = 'gone@example.org'
    beyond.answer(to, { code: 550, says: '5.1.1 User unknown in these parts' })
    const id = await queue(to)
    await expect.poll(() => receivedBy('deck@example.com').length, soon).toBe(1)
    await expect.poll(async () => (await stateOf(id))?.state, soon).toBe('sent')
    const returned = receivedBy('deck@example.com')[0]?.source ?? ''
    expect(returned).toContain(`Original-Envelope-Id: ${id}`)

    expect((await handIn(returned, admin)).statusCode).toBe(403)
    const answer = await handIn(returned)
    expect([answer.statusCode, answer.json()]).toEqual([200, { noted: 1 }])
    expect(await stateOf(id)).toEqual({ state: 'failed', says: expect.stringContaining('User unknown in these parts') })
    const { rows } = (await call(admin.token, 'GET', '/mail-suppressions')).json<{ rows: object[] }>()
    expect(rows).toMatchObject([{ address: to, reason: expect.stringMatching(/^It came back: .*User unknown/) }])
    const held = await queue(to)
    await expect.poll(async () => (await stateOf(held))?.state, soon).toBe('suppressed')

    beyond.answer(to, null)
    await call(admin.token, 'POST', '/mail-suppressions/allow', { payload: { address: to } })
    expect((await handIn(returned)).json(), 'the same report again').toEqual({ noted: 0 })
    await queue(to)
    await expect.poll(() => receivedBy(to).length, soon).toBe(1)
  })

  it('gives back what is refused for another reason, which keeps nothing from the address', async () => {
    const to = 'full@example.org'
    beyond.answer(to, { code: 552, says: '5.2.2 Mailbox full' })
    const before = receivedBy('deck@example.com').length
    const id = await queue(to)
    await expect.poll(() => receivedBy('deck@example.com').length, soon).toBe(before + 1)
    await expect.poll(async () => (await stateOf(id))?.state, soon).toBe('sent')
    expect((await handIn(receivedBy('deck@example.com').at(-1)?.source ?? '')).json()).toEqual({ noted: 1 })
    expect(await stateOf(id)).toEqual({ state: 'failed', says: expect.stringContaining('Mailbox full') })
    const { rows } = (await call(admin.token, 'GET', '/mail-suppressions')).json<{ rows: object[] }>()
    expect(rows).toEqual([])
  })
})

it('believes no report about a mail that it didn’t send, or sent to somebody else', async () => {
  const report = (id: string, to: string) => `Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Original-Envelope-Id: ${id}

Final-Recipient: rfc822; ${to}
Action: failed
Status: 5.1.1

--b--
`
  const id = await queue('bea@example.org')
  await db.query({ text: `update mail set state = 'sent' where id = $1`, values: [id] })
  const other = kernel.clock.id()
  for (const source of [report(other, 'bea@example.org'), report(id, 'cio@example.org'), 'Subject: I am away\n\nBye'])
    expect((await handIn(source)).json()).toEqual({ noted: 0 })
  expect((await handIn(report(id, 'Bea@Example.org'))).json()).toEqual({ noted: 1 })
})
