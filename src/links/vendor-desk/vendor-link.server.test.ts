import { afterAll, beforeAll, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { formOf } from '../../../test/kit/multipart.ts'
import { type Caller, createCaller } from '../../../test/kit/record/callers.ts'
import { createWorld } from '../../../test/kit/record/world.ts'
import { openDesk } from '../../../test/kit/support/desk.ts'
import { roles } from '../../foundation/roles.ts'
import { startProcessors } from '../../kernel/events/processing.server.ts'
import { ensureRoles } from '../../kernel/access/roles.server.ts'
import type { Row } from '../../kernel/record/store.server.ts'
import { mailVendors } from './follow-vendor-tickets.server.ts'
import { perMinute } from './patience.server.ts'

const clock = testClock('2026-03-02T08:00:20.000Z')
const { kernel, app, db } = await testApplication({ clock })
const world = createWorld(kernel)
const processing = startProcessors(kernel, [mailVendors(kernel)])
afterAll(() => processing.stop())
const of = (name: string) => roles.find((role) => role.name === name)?.permissions ?? []
type Answer = Awaited<ReturnType<typeof app.inject>>
let guest: Caller
let given: Row
let ticket: Row
let send: (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, who?: Caller) => Promise<Answer>
let ask: (url: string, payload: object) => Promise<Row>
let give: (more?: object, of?: Row) => Promise<Row>

beforeAll(async () => {
  await ensureRoles(db, roles)
  const desk = await openDesk(kernel)
  const self = (await world.another('person')).id
  const agent = await createCaller(kernel, { name: 'Ida Agent', permissions: of('service_desk_agent'), self })
  const vendor = await world.another('vendor', { name: 'Nordlys' })
  const lines = await world.another('engagement', { vendor: vendor.id })
  const kim = await world.another('vendor_contact', {
    name: 'Kim Lee',
    email: 'kim@nordlys.example',
    vendor: vendor.id,
  })
  send = async (method, url, payload, who = agent) =>
    app.inject({
      ...{ method, url: `/api/v1${url}` },
      headers: { authorization: `Bearer ${who.token}`, ...(method === 'PATCH' && { 'if-match': '"1"' }) },
      ...(payload && { payload }),
    })
  ask = async (url, payload) => {
    const answer = await send('POST', url, payload)
    expect(answer.statusCode, answer.body).toBeLessThan(300)
    return answer.json()
  }
  ticket = await desk.report({ description: 'The fibre is dark.' })
  give = async (more = {}, of) =>
    ask(`/tickets/${(of ?? (await desk.report())).id}/vendors`, {
      ...{ engagement: lines.id, contacts: [kim.id], way: 'works', subject: 'No light', told: 'Please look.' },
      ...{ shares: { description: false, comments: [], files: [] }, ...more },
    })
  given = await give()
  guest = await createCaller(kernel, { name: 'Kim Lee', permissions: of('vendor'), self: kim.id })
})

const mails = ({ id }: Row) =>
  db.query<{ text: string; subject: string }>({
    text: 'select text, subject from mail where thread = $1 order by created_at, id',
    values: [id],
  })
const linkIn = (text = '') => /\/for-vendors\/[^\s"?]+/.exec(text)?.[0] ?? ''
const times = async <T>(count: number, ask: (place: number) => Promise<T>): Promise<T[]> => {
  const answers: T[] = []
  for (let place = 0; place < count; place += 1) answers.push(await ask(place))
  return answers
}

it('opens the page of a link so often a minute for one network, guessed links counted with those that are held', async () => {
  const link = linkIn((await mails(given)).at(-1)?.text)
  const open = (url: string, remoteAddress: string) => app.inject({ url, remoteAddress })
  const guessed = await times(perMinute - 1, () => open('/for-vendors/guessed', '192.0.2.1'))
  expect(new Set(guessed.map(({ statusCode }) => statusCode))).toEqual(new Set([410]))
  expect((await open(link, '192.0.2.1')).statusCode).toBe(200)
  const refused = await open(link, '192.0.2.1')
  expect(refused).toMatchObject({ statusCode: 429, headers: { 'retry-after': '40', 'cache-control': 'no-store' } })
  expect(refused.body).toContain('Wait one, and open it again.')
  expect(refused.body).not.toContain('Please look.')
  const said = await app.inject({
    method: 'POST',
    url: link,
    remoteAddress: '192.0.2.1',
    ...formOf({ do: 'say', text: 'Once more.' }),
  })
  expect(said.statusCode).toBe(429)
  expect((await open(link, '192.0.2.2')).statusCode).toBe(200)
  clock.set('2026-03-02T08:01:20.000Z')
  expect((await open(link, '192.0.2.1')).statusCode).toBe(200)
})

it('shows more or less once that is changed, as the history tells', async () => {
  const note = await ask(`/records/${ticket.id}/comments`, { text: 'Only for ourselves.', isInternal: true })
  const one = await give({}, ticket)
  const open = async () => (await app.inject({ url: linkIn((await mails(one)).at(-1)?.text) })).body
  expect(await open()).not.toContain('The fibre is dark.')
  const shares = { description: true, comments: [note.id], files: [] }
  const changed = await send('PATCH', `/tickets-with-vendors/${one.id}`, { shares })
  expect(changed.statusCode, changed.body).toBe(200)
  expect(await open()).toContain('The fibre is dark.')
  expect(await open()).not.toContain('Only for ourselves.')
  const vendors = await send('GET', `/tickets/${ticket.id}/vendors`)
  expect(vendors.json()).toMatchObject({ rows: [{ shares, version: 2 }] })
  const told = await send('GET', `/tickets-with-vendors/${one.id}/history`)
  expect(told.json<{ entries: { sentence: string }[] }>().entries[0]?.sentence).toContain('what they see of it')
  const reader = await createCaller(kernel, { permissions: ['vendor_ticket.read', 'ticket.read'] })
  expect((await send('PATCH', `/tickets-with-vendors/${one.id}`, { shares }, reader)).statusCode).toBe(403)
})

it('comes alone where mails bring the link only: nothing of what is said stays in a mailbox', async () => {
  const alone = await give({ isLinkOnly: true })
  await ask(`/tickets-with-vendors/${alone.id}/actions/renewLinks`, {})
  await ask(`/records/${alone.id}/comments`, { text: 'Any news?', isInternal: false })
  await expect.poll(async () => (await mails(alone)).length, { timeout: 8000 }).toBe(3)
  const sent = await mails(alone)
  for (const { text, subject } of sent) {
    expect(subject).toContain('No light')
    expect(text).not.toMatch(/Please look|Any news/)
    expect(linkIn(text)).not.toBe('')
  }
  const { body } = await app.inject({ url: linkIn(sent.at(-1)?.text) })
  for (const said of ['Please look.', 'Any news?']) expect(body).toContain(said)
})

it('takes so many answers a minute of one guest, and says how long to wait', async () => {
  const answer = (place: number) => {
    const { payload, headers } = formOf({ do: 'say', text: `News ${place}.` })
    return app.inject({
      ...{ method: 'POST', url: `/api/v1/vendor-portal/tickets/${given.id}/answers`, payload },
      headers: { ...headers, authorization: `Bearer ${guest.token}` },
    })
  }
  const taken = await times(perMinute, answer)
  expect(new Set(taken.map(({ statusCode }) => statusCode))).toEqual(new Set([204]))
  const refused = await answer(perMinute)
  expect(refused).toMatchObject({ statusCode: 429, headers: { 'retry-after': '40' } })
  expect(refused.json<{ detail: string }>().detail).toContain('Wait 40 seconds and send it again.')
  const said = await db.query({ text: 'select 1 from comment where record_id = $1', values: [given.id] })
  expect(said).toHaveLength(perMinute)
  clock.set('2026-03-02T08:02:00.000Z')
  expect((await answer(perMinute)).statusCode).toBe(204)
})
