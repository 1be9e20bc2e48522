import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { mailServer } from '../../../test/kit/mail-server.ts'
import { type Caller, createCaller } from '../../../test/kit/record/callers.ts'
import { settingsRow } from '../settings/settings.server.ts'
import { forgetMails } from './admin.server.ts'
import { queueMail } from './mail.server.ts'
import { startSending } from './sender.server.ts'

const { app, kernel, db } = await testApplication()
const server = await mailServer()
server.answer('gone@example.com', { code: 550, says: '5.1.1 User unknown' })
server.answer('policy@example.com', { code: 554, says: '5.7.1 Not this' })
const record = kernel.registry.record('mail_settings')
const setUp = async (values: Record<string, unknown>): Promise<void> => {
  const { id } = await settingsRow(kernel, record)
  await kernel.store
    .asSystem('test')
    .update(record, id, { security: 'none', fromAddress: 'deck@example.com', ...values })
}
const admin = await createCaller(kernel, { name: 'Ada', permissions: ['*'] })
const guest = await createCaller(kernel, { permissions: ['service.read'] })
const watcher = await createCaller(kernel, { permissions: ['system.see'] })

const call = (caller: Caller, method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object) =>
  app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${caller.token}` },
    ...(payload && { payload }),
  })
const overview = async () => (await call(admin, 'GET', '/mails/overview')).json<Record<string, unknown>>()
const listed = async (state = '') =>
  (await call(admin, 'GET', `/mails${state && `?state=${state}`}`)).json<{ rows: Record<string, unknown>[] }>().rows
const queue = (to: string): Promise<string> =>
  queueMail(db, kernel.clock, { to, kind: 'test', subject: 'Hello', text: 'a secret link' })
const sender = startSending(kernel, { poll: 20, limit: 3000 })
afterAll(() => sender.stop())
beforeEach(async () => {
  await db.query('delete from mail')
})

describe('the page about mail', () => {
  test('says that mails wait while there is no mail server, and lists them without what they say', async () => {
    await queue('ada@example.com')
    expect(await overview()).toEqual({ isSetUp: false, waiting: 1, failed: 0, sentToday: 0, trouble: null })
    const rows = await listed('queued')
    expect(rows).toMatchObject([{ to: 'ada@example.com', subject: 'Hello', state: 'queued', attempts: 0, says: null }])
    expect(JSON.stringify(rows)).not.toContain('secret')
  })

  test('says why a mail failed; it is tried again, or discarded', async () => {
    await setUp({ host: 'localhost', port: server.port })
    const id = await queue('policy@example.com')
    await expect
      .poll(() => listed('failed'))
      .toMatchObject([{ says: expect.stringContaining('5.7.1 Not this') as string }])
    expect((await call(admin, 'POST', `/mails/${id}/retry`)).statusCode).toBe(204)
    await expect.poll(() => server.asked('policy@example.com')).toBe(2)
    await expect.poll(() => listed('failed')).toHaveLength(1)
    expect((await call(admin, 'DELETE', `/mails/${id}`)).statusCode).toBe(204)
    expect(await listed('failed')).toMatchObject([{ says: 'Discarded by Ada.' }])
    expect((await call(admin, 'POST', `/mails/${id}/retry`)).statusCode).toBe(409)
  })

  test('lists addresses that nothing is sent to, and lets mails go there again', async () => {
    await queue('gone@example.com')
    await expect.poll(() => listed('failed')).toHaveLength(1)
    const { rows } = (await call(admin, 'GET', '/mail-suppressions')).json<{ rows: unknown[] }>()
    expect(rows).toMatchObject([{ address: 'gone@example.com' }])
    server.answer('gone@example.com', null)
    expect((await call(admin, 'POST', '/mail-suppressions/allow', { address: 'Gone@example.com' })).statusCode).toBe(
      204,
    )
    expect((await call(admin, 'POST', '/mail-suppressions/allow', { address: 'gone@example.com' })).statusCode).toBe(
      404,
    )
    expect((await call(admin, 'POST', '/mails/retry')).json()).toEqual({ count: 1 })
    await expect.poll(() => listed('sent')).toHaveLength(1)
  })

  test('discards all that wait at once, so that old news don’t go out', async () => {
    await setUp({ host: null })
    await Promise.all([queue('a@example.com'), queue('b@example.com')])
    expect((await call(admin, 'POST', '/mails/discard')).json()).toEqual({ count: 2 })
    expect(await overview()).toMatchObject({ waiting: 0, failed: 2 })
    expect((await call(admin, 'POST', '/mails/retry')).json()).toEqual({ count: 0 })
  })

  test('is for those who run the system', async () => {
    const id = await queue('ada@example.com')
    for (const path of ['/mails', '/mails/overview', '/mail-suppressions'])
      expect([(await call(guest, 'GET', path)).statusCode, (await call(watcher, 'GET', path)).statusCode]).toEqual([
        403, 200,
      ])
    for (const path of [`/mails/${id}/retry`, '/mails/retry', '/mails/discard', '/mail-suppressions/allow'])
      expect((await call(watcher, 'POST', path)).statusCode).toBe(403)
    expect((await call(watcher, 'DELETE', `/mails/${id}`)).statusCode).toBe(403)
  })

  test('forgets what ended long ago', async () => {
    await queue('old@example.com')
    await call(admin, 'POST', '/mails/discard')
    await db.query(`update mail set ended_at = ended_at - interval '31 days'`)
    await queue('new@example.com')
    await forgetMails(kernel)
    expect((await listed()).map(({ to }) => to)).toEqual(['new@example.com'])
  })
})

describe('the test mail', () => {
  const send = async (to: string) => {
    const { id } = await settingsRow(kernel, record)
    return call(admin, 'POST', `/mail/${id}/actions/sendTest`, { to })
  }
  test('arrives', async () => {
    await setUp({ host: 'localhost', port: server.port })
    expect((await send('test@example.com')).statusCode).toBe(200)
    expect(server.received.find(({ to }) => to === 'test@example.com')?.mail.subject).toBe(
      'A test mail from Quarterdeck',
    )
  })

  test.each([
    ['there is no mail server', { host: null }, 'test@example.com', /no mail server yet/],
    ['it can’t be reached', { host: 'localhost', port: 1 }, 'test@example.com', /Nothing listens at localhost, port 1/],
    [
      'the recipient is refused',
      { host: 'localhost', port: server.port },
      'policy@example.com',
      /refused the recipient: 554/,
    ],
  ])('says so when %s', async (_, values, to, says) => {
    await setUp(values)
    const answer = await send(to)
    expect(answer.statusCode).toBe(422)
    expect(answer.json<{ detail: string }>().detail).toMatch(says)
  })
})
