import { describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { corpusMail, makeMailbox, plainMail, serviceHandler } from '../../../test/kit/mail-in.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { forgetIgnored } from './admin.server.ts'
import { keepMails } from './keep.server.ts'
import { dealWithSome } from './work.server.ts'

const clock = testClock()
const { app, kernel, db } = await testApplication({ clock })
const desk = await makeMailbox(kernel)
const admin = await createCaller(kernel, { permissions: ['system.see', 'system.manage'] })
const agent = await createCaller(kernel, { permissions: ['service.read', 'comment.see_internal'] })
const guest = await createCaller(kernel, { permissions: ['service.read'] })
const call = (caller: { token: string }, method: 'GET' | 'POST', path: string) =>
  app.inject({ method, url: `/api/v1${path}`, headers: { authorization: `Bearer ${caller.token}` } })

await keepMails(kernel, [
  { mailbox: desk.id, raw: plainMail({ id: 'one@a', subject: 'One' }) },
  { mailbox: desk.id, raw: corpusMail('no-from-no-date') },
])
while ((await dealWithSome(kernel, serviceHandler)) > 0);
interface Shown {
  readonly id: string
  readonly state: string
  readonly subject: string
  readonly record: { readonly id: string } | null
}
const rows = (await call(admin, 'GET', '/received-mails')).json<{ rows: Shown[] }>().rows
const [one, nobody] = ['One', 'Who am I'].map((subject) => rows.find((row) => row.subject === subject))

describe('received mails', () => {
  it('are listed for those who run the system, records only where they may read them', async () => {
    expect(rows).toMatchObject([{ state: expect.any(String) }, { state: expect.any(String) }])
    expect(one).toMatchObject({ state: 'done', record: null })
    expect(nobody).toMatchObject({ state: 'quarantined', reason: 'It doesn’t say whom it is from.' })
    const overview = (await call(admin, 'GET', '/received-mails/overview')).json()
    expect(overview).toMatchObject({ waiting: 0, setAside: 1, mailboxes: [{ name: 'Service desk', fault: null }] })
    expect((await call(guest, 'GET', '/received-mails')).statusCode).toBe(403)
    expect((await call(admin, 'GET', '/received-mails?state=lost')).statusCode).toBe(400)
  })

  it('are read as they arrived by those who run the system, and by those who see internal notes of their record', async () => {
    const [row] = await db.query<{ id: string; record_id: string }>(
      `select id, record_id from mail_in where message_id = 'one@a'`,
    )
    for (const caller of [admin, agent]) {
      expect((await call(caller, 'GET', `/received-mails/${row?.id}/text`)).json()).toMatchObject({
        text: expect.stringContaining('Subject: One'),
        isCut: false,
      })
      const raw = await call(caller, 'GET', `/received-mails/${row?.id}/raw`)
      expect(raw.headers['content-type']).toContain('message/rfc822')
      expect(raw.headers['content-disposition']).toContain('attachment')
    }
    expect((await call(guest, 'GET', `/received-mails/${row?.id}/text`)).statusCode).toBe(404)
    expect((await call(agent, 'GET', `/received-mails/${nobody?.id}/text`)).statusCode).toBe(404)
    expect((await call(agent, 'GET', `/records/${row?.record_id}/mails`)).json()).toMatchObject({
      rows: [{ subject: 'One', record: { id: row?.record_id } }],
    })
    expect((await call(guest, 'GET', `/records/${row?.record_id}/mails`)).statusCode).toBe(404)
  })

  it('that are set aside are let through or ignored by hand, which is noted; what is done stays done', async () => {
    expect((await call(agent, 'POST', `/received-mails/${nobody?.id}/let-through`)).statusCode).toBe(403)
    expect((await call(admin, 'POST', `/received-mails/${nobody?.id}/let-through`)).statusCode).toBe(204)
    while ((await dealWithSome(kernel, serviceHandler)) > 0);
    expect((await call(admin, 'POST', `/received-mails/${nobody?.id}/ignore`)).statusCode).toBe(204)
    expect((await call(admin, 'POST', `/received-mails/${nobody?.id}/ignore`)).statusCode).toBe(409)
    expect((await call(admin, 'POST', `/received-mails/${one?.id}/let-through`)).statusCode).toBe(409)
    expect(await db.query(`select kind from act where kind like 'mail.%' order by kind`)).toEqual([
      { kind: 'mail.ignored' },
      { kind: 'mail.let_through' },
    ])
    clock.advance(91 * 86_400_000)
    await forgetIgnored(kernel)
    expect(await db.query('select state from mail_in')).toEqual([{ state: 'done' }])
  })
})
