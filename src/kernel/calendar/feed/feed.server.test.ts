import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { type Caller, createCaller } from '../../../../test/kit/record/callers.ts'

const { app, db, kernel } = await testApplication()
const records = kernel.store.asSystem('test')
const priya = await createCaller(kernel, { name: 'Priya', permissions: ['person.read', 'person.see_private'] })
const other = await createCaller(kernel, { name: 'Other', permissions: ['person.read'] })

const send = (who: Caller, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
  app.inject({ method, url, headers: { authorization: `Bearer ${who.token}` }, ...(payload && { payload }) })
const fetch = (url: string, headers: Record<string, string> = {}) => app.inject({ url: new URL(url).pathname, headers })
const make = async (over: object = {}): Promise<{ id: string; url: string }> => {
  const feed = { name: 'Leavers', type: 'person', filter: { kind: 'employee' }, dateField: 'leavesOn', ...over }
  return (await send(priya, 'POST', '/api/v1/calendar-feeds', feed)).json()
}
const events = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))

const ada = await records.create('person', { name: 'Ada; Byron, "AB"', kind: 'employee', leavesOn: '2026-03-31' })
await records.create('person', { name: 'Contractor', kind: 'contractor', leavesOn: '2026-03-30' })
await records.create('person', { name: 'Long gone', kind: 'employee', leavesOn: '2020-01-01' })

describe('a list as a calendar', () => {
  it('shows its records on their days, to anyone who has the address', async () => {
    const { url } = await make()
    const answer = await fetch(url)
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    const [event, ...rest] = events(answer.body)
    expect(rest).toEqual([])
    expect(event).toMatchObject({ summary: 'Ada; Byron, "AB"', sequence: 1, uid: `${ada.id}-leavesOn@quarterdeck` })
    expect(event?.startDate.toString()).toBe('2026-03-31')
  })

  it('keeps the identity of an event that changes, and says that it changed', async () => {
    const { url } = await make()
    const before = await fetch(url)
    const same = await fetch(url, { 'if-none-match': String(before.headers.etag) })
    expect([same.statusCode, same.body]).toEqual([304, ''])
    await records.update('person', ada.id, { leavesOn: '2026-04-30' })
    const after = await fetch(url, { 'if-none-match': String(before.headers.etag) })
    const [event] = events(after.body)
    expect(after.statusCode).toBe(200)
    expect(event).toMatchObject({ uid: `${ada.id}-leavesOn@quarterdeck`, sequence: 2 })
    await records.archive('person', ada.id)
    expect((await fetch(url)).body).toContain('STATUS:CANCELLED')
    await records.restore('person', ada.id)
  })

  it('shows only what its owner may read at that moment', async () => {
    const { url } = await make()
    await db.query({
      text: `update role set permissions = '{person.read}' where name = $1`,
      values: [`role-${priya.account}`],
    })
    expect((await fetch(url)).statusCode).toBe(404)
    await db.query({
      text: `update role set permissions = '{person.read,person.see_private}' where name = $1`,
      values: [`role-${priya.account}`],
    })
    expect((await fetch(url)).statusCode).toBe(200)
  })

  it('is gone once it is revoked, or its owner is disabled', async () => {
    const { id, url } = await make()
    expect((await send(other, 'DELETE', `/api/v1/calendar-feeds/${id}`)).statusCode).toBe(404)
    await db.query({ text: 'update account set is_disabled = true where id = $1', values: [priya.account] })
    expect((await fetch(url)).statusCode).toBe(404)
    await db.query({ text: 'update account set is_disabled = false where id = $1', values: [priya.account] })
    expect((await fetch(url)).statusCode).toBe(200)
    expect((await send(priya, 'DELETE', `/api/v1/calendar-feeds/${id}`)).statusCode).toBe(204)
    expect((await fetch(url)).statusCode).toBe(404)
    expect((await app.inject({ url: '/feeds/x.ics' })).statusCode).toBe(404)
  })

  it('is listed for its owner alone, and never with its address', async () => {
    const { id } = await make()
    const mine = (await send(priya, 'GET', '/api/v1/calendar-feeds')).json()
    expect(mine.feeds.map((one: { id: string }) => one.id)).toContain(id)
    expect(JSON.stringify(mine)).not.toContain('url')
    expect((await send(other, 'GET', '/api/v1/calendar-feeds')).json()).toEqual({ feeds: [] })
    const stored = JSON.stringify(await db.query('select token from calendar_feed'))
    expect(stored).not.toContain((await make()).url.slice(-40, -4))
  })

  it('is refused by a date that the caller may not see, or a filter that can’t be read', async () => {
    const feed = { name: 'Leavers', type: 'person', filter: {}, dateField: 'leavesOn' }
    expect((await send(other, 'POST', '/api/v1/calendar-feeds', feed)).statusCode).toBe(422)
    const wrong = { ...feed, dateField: 'startsOn', filter: { nothing: 1 } }
    expect((await send(other, 'POST', '/api/v1/calendar-feeds', wrong)).statusCode).toBe(400)
    expect(
      (await send(other, 'POST', '/api/v1/calendar-feeds', { ...feed, type: 'currency', dateField: 'code' }))
        .statusCode,
    ).toBe(422)
  })
})
