import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { traitWorld } from '../../../test/kit/traits.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import { type Caller, createCaller } from '../../../test/kit/record/callers.ts'
import { groupsSql, zoneSql } from '../../foundation/who.server.ts'
import { callersOf } from '../access/callers.server.ts'
import { deliver } from '../events/delivery.server.ts'
import { beginning, entriesAfter } from '../history/position.server.ts'
import { tellPeople } from './follow-history.server.ts'
import { notify } from './notify.server.ts'
import { postDue } from './poster.server.ts'
import { notificationRoutes } from './routes.server.ts'
import type { InboxItem } from './wire.ts'

const { db } = await testDatabase()
const world = await traitWorld({ db }, {}, [notificationRoutes])
const { call, clock, service, person, editor, reader, insider, stranger } = world
const { kernel, app } = world.server
afterAll(() => app.close())
const teller = tellPeople(kernel, { groupsSql })

/** Hands the history to the processor, as a worker would. */
async function tell(): Promise<void> {
  for (const entry of await entriesAfter(db, { after: beginning, ceiling: Number.MAX_SAFE_INTEGER, limit: 5000 }))
    if (typeof teller.on === 'function' && teller.on(entry)) await deliver(kernel, teller, entry)
  expect(await db.query('select error from dead_letter')).toEqual([])
}
const post = (): Promise<void> => postDue(kernel, { groupsSql, zoneSql, zone: async () => 'Europe/Berlin' })
const inbox = async (who: Caller, query = ''): Promise<readonly InboxItem[]> =>
  (await call(who, 'GET', `/inbox${query}`)).json<{ rows: InboxItem[] }>().rows
const unread = async (who: Caller): Promise<number> =>
  (await call(who, 'GET', '/inbox/unread')).json<{ unread: number }>().unread
const mails = () =>
  db.query<{
    to_address: string
    subject: string
    text: string
    html: string
    kind: string
    thread: string | null
    headers: Record<string, string>
  }>('select to_address, subject, text, html, kind, thread, headers from mail order by id')
const comment = (who: Caller, text: string, isInternal = false) =>
  call(who, 'POST', `/records/${service}/comments`, { text, isInternal })
const watch = (who: Caller) => call(who, 'PUT', `/records/${service}/watch`)
const prefer = (who: Caller, change: object) => call(who, 'PATCH', '/me/notifications', change)
const priya = `@[Priya Nair](person:${person})`

beforeEach(async () => {
  await tell()
  for (const table of ['notification', 'notification_preference', 'notification_day', 'mail', 'watcher'])
    await db.query(`delete from ${table}`)
  clock.set('2026-03-02T09:00:00.000Z')
})

describe('people are told', () => {
  test('of a comment that mentions them, once, though they watch the record too', async () => {
    await watch(editor)
    await comment(reader, `Please look, ${priya}`)
    await tell()
    expect(await inbox(editor)).toMatchObject([
      {
        kind: 'mentioned',
        title: 'Read mentioned you',
        text: 'Please look, @Priya Nair',
        isRead: false,
        by: 'Read',
        record: { id: service, title: 'Payroll' },
      },
    ])
    await tell()
    expect(await unread(editor)).toBe(1)
  })

  test('of comments on what they watch, never of their own', async () => {
    for (const who of [editor, reader]) await watch(who)
    await comment(reader, 'It is slow today')
    await tell()
    expect(await inbox(editor)).toMatchObject([{ kind: 'commented', title: 'Read commented' }])
    expect(await inbox(reader)).toEqual([])
  })

  test('of what they may read alone', async () => {
    for (const who of [editor, insider]) await watch(who)
    await db.query({
      text: 'insert into watcher values ($1, $2, $3)',
      values: [service, stranger.account, clock.now()],
    })
    await comment(insider, `Between us, ${priya}`, true)
    await tell()
    expect([await unread(editor), await unread(stranger)]).toEqual([0, 0])
    await comment(insider, 'For everyone')
    await tell()
    expect([await unread(editor), await unread(stranger)]).toEqual([1, 0])
  })

  test('of a mention that an edit adds, and of none that it keeps', async () => {
    const { id } = (await comment(reader, 'First')).json<{ id: string }>()
    for (const text of [`Now for ${priya}`, `Still for ${priya}`])
      await call(reader, 'PATCH', `/comments/${id}`, { text })
    await tell()
    expect(await inbox(editor)).toMatchObject([{ kind: 'mentioned' }])
  })

  test('of what becomes theirs: a field that names them, and a task', async () => {
    const boss = await createCaller(kernel, { name: 'Boss', permissions: ['service.*', 'person.read', 'task.*'] })
    const who = { ...(await whoOf(boss)) }
    await kernel.store.as(who).update('service', service, { owner: person })
    await tell()
    expect(await inbox(editor)).toMatchObject([{ kind: 'assigned', title: 'Boss set “Owner” to you' }])
    const own = { ...(await whoOf(editor)) }
    await kernel.store.as(own).update('service', service, { owner: null })
    await kernel.store.as(own).update('service', service, { owner: person })
    await tell()
    expect(await unread(editor)).toBe(1)
  })

  test('when what they watch moves on or is put away', async () => {
    await watch(reader)
    const id = await world.another('service', { name: 'Fax' })
    await db.query({ text: 'insert into watcher values ($1, $2, $3)', values: [id, reader.account, clock.now()] })
    await kernel.store
      .as(await whoOf(await createCaller(kernel, { name: 'Boss', permissions: ['service.*'] })))
      .archive('service', id, {})
    await tell()
    expect(await inbox(reader)).toMatchObject([{ kind: 'state_changed', title: 'Boss archived it' }])
  })
})

describe('the inbox', () => {
  const news = (accounts: readonly string[], more: object = {}) =>
    notify(db, clock, { accounts, kind: 'automation', recordId: service, title: 'Look', text: '', ...more })

  test('is read in parts, marked one by one, by record, and all at once', async () => {
    for (let n = 0; n < 5; n++) await news([reader.account], { title: `News ${n}` })
    await news([reader.account], { recordId: null, path: '/imports/1', title: 'Imported' })
    const first = await call(reader, 'GET', '/inbox?limit=4')
    const { rows, next } = first.json<{ rows: InboxItem[]; next: string }>()
    expect((await inbox(reader, `?after=${next}`)).length + rows.length).toBe(6)
    await call(reader, 'PUT', '/inbox/read', { ids: [rows[0]?.id], isRead: true })
    expect([await unread(reader), (await inbox(reader, '?unread=true')).length]).toEqual([5, 5])
    await call(reader, 'PUT', '/inbox/read', { ids: [rows[0]?.id], isRead: false })
    expect(await unread(reader)).toBe(6)
    await call(reader, 'PUT', '/inbox/read', { recordId: service, isRead: true })
    expect(await unread(reader)).toBe(1)
    await call(reader, 'PUT', '/inbox/read', { isRead: true })
    expect(await unread(reader)).toBe(0)
  })

  test('shows nothing of a record that its reader may no longer read, and nobody else’s', async () => {
    await news([stranger.account, reader.account])
    expect([await unread(stranger), await unread(reader), await unread(editor)]).toEqual([0, 1, 0])
    const [item] = await inbox(reader)
    await call(editor, 'PUT', '/inbox/read', { ids: [item?.id], isRead: true })
    expect(await unread(reader)).toBe(1)
  })

  test('takes no more than a preference allows', async () => {
    await prefer(reader, { ways: { automation: 'nothing' } })
    expect(await news([reader.account, editor.account])).toBe(1)
  })
})

describe('mails of what people are told', () => {
  test('come at once or not, as each prefers; those that were read don’t come', async () => {
    await watch(insider)
    await prefer(insider, { ways: { commented: 'mail' } })
    await comment(reader, `<b>Hello</b> ${priya}`)
    await tell()
    await post()
    const sent = await mails()
    expect(sent.map(({ to_address, kind }) => [to_address, kind]).toSorted()).toEqual(
      [
        [`${editor.account}@example.com`, 'mentioned'],
        [`${insider.account}@example.com`, 'commented'],
      ].toSorted(),
    )
    const mail = sent.find(({ kind }) => kind === 'mentioned')
    expect(mail).toMatchObject({ thread: service, subject: expect.stringContaining('Payroll') as string })
    expect(mail?.text).toContain('> <b>Hello</b> @Priya Nair')
    expect(mail?.html).toContain('&lt;b&gt;Hello&lt;/b&gt;')
    expect(mail?.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' })
    await comment(reader, `Again ${priya}`)
    await tell()
    await call(editor, 'PUT', '/inbox/read', { isRead: true })
    await post()
    await post()
    expect((await mails()).filter(({ kind }) => kind === 'mentioned')).toHaveLength(1)
  })

  test('wait until quiet hours end, where the person is', async () => {
    await prefer(editor, { timeZone: 'Asia/Kolkata', quiet: { from: 14 * 60, to: 16 * 60 } })
    await comment(reader, priya) // 14:30 in Kolkata
    await tell()
    await post()
    expect(await mails()).toEqual([])
    clock.set('2026-03-02T10:29:00.000Z')
    await post()
    expect(await mails()).toEqual([])
    clock.set('2026-03-02T10:30:00.000Z')
    await post()
    expect(await mails()).toHaveLength(1)
  })

  test('come as one digest in the morning', async () => {
    await watch(insider)
    for (const text of ['One', 'Two', 'Three']) await comment(reader, text)
    await tell()
    await post()
    expect(await mails()).toEqual([])
    clock.set('2026-03-03T07:00:00.000Z')
    await Promise.all([post(), post()])
    const [digest, ...others] = await mails()
    expect(others).toEqual([])
    expect(digest).toMatchObject({ kind: 'digest', subject: '3 things that happened' })
    for (const text of ['One', 'Two', 'Three']) expect(digest?.text).toContain(text)
  })

  test('are one where they would be many', async () => {
    for (let n = 0; n < 8; n++)
      await notify(db, clock, {
        accounts: [editor.account],
        kind: 'assigned',
        recordId: await world.another('service', { name: `Service ${n}` }),
        title: 'Yours',
        text: '',
      })
    await post()
    expect(await mails()).toMatchObject([{ subject: '8 things happened' }])
  })
})

describe('the link that ends mails', () => {
  const linkOf = async (): Promise<string> => {
    await comment(reader, priya)
    await tell()
    await post()
    const header = (await mails()).at(-1)?.headers['List-Unsubscribe'] ?? ''
    return new URL(header.slice(1, -1)).pathname
  }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }

  test('works by one POST without signing in, says what it did, and can be undone', async () => {
    const path = await linkOf()
    const answer = await app.inject({ method: 'POST', url: path, headers: form, payload: 'List-Unsubscribe=One-Click' })
    expect(answer.json()).toEqual({ topic: 'Somebody mentions me', was: { mentioned: 'mail' } })
    const ways = async () =>
      (await call(editor, 'GET', '/me/notifications')).json<{ ways: Record<string, string> }>().ways
    expect((await ways()).mentioned).toBe('app')
    await comment(reader, priya)
    await tell()
    await post()
    expect([await mails(), await unread(editor)]).toMatchObject([[{}], 2])
    const undone = await app.inject({
      method: 'POST',
      url: `${path}/undo`,
      payload: { was: { mentioned: 'mail', commented: 'mail' } },
    })
    expect(undone.statusCode).toBe(204)
    expect(await ways()).toMatchObject({ mentioned: 'mail', commented: 'digest' })
  })

  test('changes nothing when it is only looked at, and is worth nothing when it isn’t ours', async () => {
    const path = await linkOf()
    const looked = await app.inject({ method: 'GET', url: path })
    expect([looked.statusCode, looked.headers.location]).toEqual([303, path.replace('/api/v1', '')])
    expect((await app.inject({ method: 'POST', url: `${path.slice(0, -4)}AAAA` })).statusCode).toBe(404)
    clock.set('2027-04-01T09:00:00.000Z')
    expect((await app.inject({ method: 'POST', url: path })).statusCode).toBe(404)
  })
})

test('a preference that makes no sense is refused, by name', async () => {
  for (const wrong of [
    { ways: { mentioned: 'pigeon' } },
    { timeZone: 'Mars/Base' },
    { quiet: { from: 1500, to: 0 } },
    { ways: { gossip: 'app' } },
  ])
    expect((await prefer(reader, wrong)).statusCode).toBe(422)
})

async function whoOf({ account }: Caller) {
  const [who] = await callersOf(db, { accounts: [account], groupsSql })
  if (!who) throw new Error('Nobody.')
  return { ...who, via: 'web' as const }
}
