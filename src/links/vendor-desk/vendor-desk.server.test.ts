import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { formOf } from '../../../test/kit/multipart.ts'
import { type Caller, createCaller } from '../../../test/kit/record/callers.ts'
import { createWorld } from '../../../test/kit/record/world.ts'
import { type Desk, openDesk } from '../../../test/kit/support/desk.ts'
import { roles } from '../../foundation/roles.ts'
import { startProcessors } from '../../kernel/events/processing.server.ts'
import type { Row } from '../../kernel/record/store.server.ts'
import { endWithTickets, mailVendors } from './follow-vendor-tickets.server.ts'
import type { VendorsOfTicket } from './wire.ts'

const clock = testClock('2026-03-02T08:00:00.000Z')
const { kernel, app, db } = await testApplication({ clock })
const world = createWorld(kernel)
const processing = startProcessors(kernel, [mailVendors(kernel), endWithTickets(kernel)])
afterAll(() => processing.stop())

let desk: Desk
let agent: Caller
let nordlys: Row
let lines: Row
let kim: Row
let contract: Row

beforeAll(async () => {
  desk = await openDesk(kernel)
  const permissions = roles.find(({ name }) => name === 'service_desk_agent')?.permissions ?? []
  agent = await createCaller(kernel, { name: 'Ida Agent', permissions, self: (await world.another('person')).id })
  await world.another('pending_reason', { name: 'A supplier', waitsFor: 'third_party' })
  nordlys = await world.another('vendor', { name: 'Nordlys' })
  lines = await world.another('engagement', { name: 'Lines', vendor: nordlys.id })
  kim = await contactOf(nordlys, 'Kim Lee', 'kim@nordlys.example')
  contract = await world.another('contract', { name: 'Upkeep of the lines', engagement: lines.id })
  await db.query({ text: `update contract set state = 'in_force' where id = $1`, values: [contract.id] })
  const policy = await desk.records.create('service_level', { name: 'Repairs', kind: 'uc', resolution: '2 h' })
  await db.query({
    text: `insert into relation (id, link, from_id, to_id, at, by_name) values ($1, 'service_level_binds_contract', $2, $3, now(), 'test')`,
    values: [clock.id(), policy.id, contract.id],
  })
})

const contactOf = (vendor: Row, name: string, email: string | null, more = {}) =>
  world.another('vendor_contact', { name, email, vendor: vendor.id, ...more })
const send = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', at: string, body?: object, who = agent) =>
  app.inject({
    method,
    url: `/api/v1${at}`,
    headers: { authorization: `Bearer ${who.token}`, ...(method === 'PATCH' && { 'if-match': '"1"' }) },
    ...(body && { payload: body }),
  })
const giving = (more = {}) => ({
  ...{ engagement: lines.id, contacts: [kim.id], way: 'waits', subject: 'No light on the line' },
  ...{ told: 'Please look at the line to Hamburg.', shares: { description: false, comments: [], files: [] } },
  ...more,
})
const give = async (ticket: Row, more = {}): Promise<Row> => {
  const answer = await send('POST', `/tickets/${ticket.id}/vendors`, giving(more))
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}
const vendorsOf = async (ticket: Row) => (await send('GET', `/tickets/${ticket.id}/vendors`)).json<VendorsOfTicket>()
const mails = (vendorTicket: Row) =>
  db.query<{ recipient: string; text: string; subject: string }>({
    text: `select to_address as recipient, text, subject from mail where thread = $1 order by created_at, id`,
    values: [vendorTicket.id],
  })
const linkIn = (text: string) => /\/for-vendors\/[^\s"?]+/.exec(text)?.[0] ?? ''
const linkOf = async (vendorTicket: Row, place = -1) => linkIn((await mails(vendorTicket)).at(place)?.text ?? '')
const open = (link: string) => app.inject({ url: link })
const post = (link: string, fields: Record<string, string>, file?: { name: string; text: string }) =>
  app.inject({ method: 'POST', url: link, ...formOf(fields, file) })
const entriesOf = (id: string) =>
  db.query<{ verb: string; who: string }>({
    text: 'select verb, who_name as who from history where record_id = $1 order by entry',
    values: [id],
  })

describe('giving a ticket to a vendor', () => {
  it('makes it wait for them, starts their clock by the contract in force, and tells the contact', async () => {
    const ticket = await desk.report()
    clock.set('2026-03-02T09:00:00.000Z')
    const given = await give(ticket)
    const now = await desk.again(ticket)
    expect(now).toMatchObject({ state: 'pending', pendingReason: { title: 'A supplier' }, isWithVendor: true })
    clock.set('2026-03-02T09:30:00.000Z')
    const { rows, canGive } = await vendorsOf(ticket)
    expect(canGive).toBe(true)
    expect(rows).toMatchObject([
      {
        ...{ id: given.id, state: 'with_vendor', way: 'waits', since: '2026-03-02T09:00:00.000Z' },
        ...{
          vendor: { title: 'Nordlys' },
          clock: { now: 'running', remaining: 5400, isBreached: false, closed: null },
        },
      },
    ])
    const [mail] = await mails(given)
    expect(mail).toMatchObject({ recipient: 'kim@nordlys.example', subject: `[${given.number}] No light on the line` })
    expect(mail?.text).toContain('Please look at the line to Hamburg.')
    expect((await entriesOf(ticket.id)).filter(({ verb }) => verb === 'related').map(({ who }) => who)).toEqual([
      'Ida Agent',
      'Ida Agent',
    ])
    const queue = await send('GET', '/desk/queue?queue=vendor')
    expect(queue.json()).toMatchObject({ rows: [{ id: ticket.id }], counts: { vendor: 1 } })
    const tab = await send('GET', `/engagements/${lines.id}/vendor-tickets`)
    expect(tab.json()).toMatchObject({ rows: [{ ticket: { number: ticket.number }, clock: { remaining: 5400 } }] })
    clock.set('2026-03-02T20:00:00.000Z')
    expect((await vendorsOf(ticket)).rows[0]?.clock?.closed).toMatchObject({ opensAt: '2026-03-03T08:00:00.000Z' })
    expect((await open(await linkOf(given))).body).toContain('your hours begin again tomorrow at ')
    clock.set('2026-03-02T09:30:00.000Z')
    await send('POST', `/tickets-with-vendors/${given.id}/actions/takeBack`, { why: 'It works again.' })
  })

  it('lets our clock run on where they only work on it', async () => {
    const ticket = await desk.report()
    await give(ticket, { way: 'works' })
    expect(await desk.again(ticket)).toMatchObject({ state: 'in_progress', isWithVendor: true })
  })

  it('works without a contract, by the engagement', async () => {
    const ticket = await desk.report()
    await give(ticket, { contract: null })
    expect((await vendorsOf(ticket)).rows).toMatchObject([{ clock: null }])
    expect(await desk.again(ticket)).toMatchObject({ isWithVendor: true })
  })

  it('ends when it is taken back: their clock stops, the ticket is ours, and the links open nothing', async () => {
    const ticket = await desk.report()
    const given = await give(ticket)
    const link = await linkOf(given)
    expect((await open(link)).statusCode).toBe(200)
    const back = await send('POST', `/tickets-with-vendors/${given.id}/actions/takeBack`, { why: 'It works again.' })
    expect(back.statusCode, back.body).toBe(200)
    expect(back.json()).toMatchObject({ state: 'taken_back', answer: 'It works again.' })
    expect(await desk.again(ticket)).toMatchObject({ state: 'in_progress', isWithVendor: false })
    const gone = await open(link)
    expect(gone.statusCode).toBe(410)
    expect(gone.body).toContain('Ask Ida Agent')
    expect((await entriesOf(ticket.id)).map(({ verb }) => verb)).toEqual(expect.arrayContaining(['unrelated']))
    expect((await entriesOf(given.id)).map(({ verb }) => verb)).toEqual(expect.arrayContaining(['moved']))
  })

  it('ends with the ticket', async () => {
    const ticket = await desk.report()
    const given = await give(ticket, { way: 'works' })
    await desk.records.move('ticket', ticket.id, 'resolve', { set: { resolutionCode: 'solved' } })
    await expect
      .poll(async () => (await desk.records.get('vendor_ticket', given.id)).state, { timeout: 8000 })
      .toBe('taken_back')
    expect(await desk.again(ticket)).toMatchObject({ state: 'resolved', isWithVendor: false })
  })

  it.for([
    ['a contact of another vendor', 'contacts', 'no contact of this vendor'],
    ['a contact who has left', 'contacts', 'no contact for this engagement any more'],
    ['a contact without an address', 'contacts', 'has no e-mail address'],
    ['a contract that isn’t in force here', 'contract', 'isn’t in force'],
    ['an engagement that has ended', 'engagement', 'has ended'],
  ] as const)('is refused for %s, by the field', async ([what, field, says]) => {
    const ticket = await desk.report()
    const other = await world.another('vendor')
    const gone = await contactOf(nordlys, 'Lou Gone', 'lou@nordlys.example')
    await desk.records.move('vendor_contact', gone.id, 'leave')
    const ended = await world.another('engagement', { vendor: nordlys.id })
    await db.query({ text: `update engagement set state = 'ended' where id = $1`, values: [ended.id] })
    const more = {
      'a contact of another vendor': { contacts: [(await contactOf(other, 'Ann Other', 'ann@other.example')).id] },
      'a contact who has left': { contacts: [gone.id] },
      'a contact without an address': { contacts: [(await contactOf(nordlys, 'Hotline', null)).id] },
      'a contract that isn’t in force here': { contract: (await world.another('contract')).id },
      'an engagement that has ended': { engagement: ended.id },
    }[what]
    const answer = await send('POST', `/tickets/${ticket.id}/vendors`, giving(more))
    expect(answer.statusCode, answer.body).toBe(422)
    const [problem] = answer.json<{ problems: { field: string; says: string }[] }>().problems
    expect(problem?.field).toBe(field)
    expect(problem?.says).toContain(says)
    expect(await desk.again(ticket)).toMatchObject({ state: 'new', isWithVendor: false })
  })

  it('is done once: whoever has it already isn’t given it again', async () => {
    const ticket = await desk.report()
    await give(ticket)
    const again = await send('POST', `/tickets/${ticket.id}/vendors`, giving())
    expect(again.statusCode).toBe(409)
    expect(again.json<{ detail: string }>().detail).toContain('They have it already')
  })
})

describe('the link of the mail', () => {
  it('shows what was chosen, and changes nothing however often it is opened', async () => {
    const ticket = await desk.report({ description: 'Secret of the board: the fibre is dark.' })
    const said = await send('POST', `/records/${ticket.id}/comments`, { text: 'Since nine.', isInternal: false })
    await send('POST', `/records/${ticket.id}/comments`, { text: 'A note for ourselves.', isInternal: true })
    await send('POST', `/records/${ticket.id}/comments`, { text: 'My salary is at stake.', isInternal: false })
    const comments = [said.json<{ id: string }>().id]
    const given = await give(ticket, { shares: { description: false, comments, files: [] } })
    const before = await entriesOf(given.id)
    const pages = [await open(await linkOf(given)), await open(await linkOf(given))]
    for (const { statusCode, body, headers } of pages) {
      expect(statusCode).toBe(200)
      expect(headers['cache-control']).toBe('no-store')
      expect(body).toContain('Since nine.')
      expect(body).toContain('your clock: 2 h left')
      for (const hidden of ['Secret of the board', 'A note for', 'My salary', desk.asker.title ?? ''])
        expect(body).not.toContain(hidden)
    }
    expect(await entriesOf(given.id)).toEqual(before)
  })

  it('takes words and files as said by the contact, whom the requester never hears', async () => {
    const ticket = await desk.report()
    const given = await give(ticket)
    const link = await linkOf(given)
    const sent = await post(link, { text: 'We found the cut.', do: 'say' }, { name: 'cut.txt', text: 'at metre 12' })
    expect(sent.statusCode, sent.body).toBe(303)
    const page = await open(link)
    expect(page.body).toContain('We found the cut.')
    expect(page.body).toContain('cut.txt')
    const { rows } = await vendorsOf(ticket)
    expect(rows[0]?.said).toMatchObject([{ by: 'Kim Lee (Nordlys)', isTheirs: true, text: 'We found the cut.' }])
    expect((await send('GET', `/records/${ticket.id}/comments`)).json()).toMatchObject({ comments: [] })
    const file = /\/files\/[0-9a-f-]{36}/.exec(page.body)?.[0] ?? ''
    expect((await open(link + file)).body).toBe('at metre 12')
    const again = await post(link, { text: 'We found the cut.', do: 'say' })
    expect(again.statusCode).toBe(303)
    expect((await vendorsOf(ticket)).rows[0]?.said).toHaveLength(1)
  })

  it('gives the ticket back with their words, or says whose it isn’t', async () => {
    for (const [deed, state] of [
      ['done', 'done'],
      ['notOurs', 'not_theirs'],
    ] as const) {
      const ticket = await desk.report()
      const given = await give(ticket)
      const link = await linkOf(given)
      const silent = await post(link, { text: ' ', do: deed })
      expect(silent.statusCode).toBe(422)
      const sent = await post(link, { text: `It is ${deed}.`, do: deed })
      expect(sent.statusCode, sent.body).toBe(200)
      expect(await desk.records.get('vendor_ticket', given.id)).toMatchObject({ state, answer: `It is ${deed}.` })
      expect(await desk.again(ticket)).toMatchObject({ state: 'in_progress', isWithVendor: false })
      expect((await post(link, { text: 'And more.', do: 'say' })).statusCode).toBe(410)
    }
  })

  it('is void once it is renewed, revoked, over, or of a contact who has left', async () => {
    const ticket = await desk.report()
    const guest = await contactOf(nordlys, 'Noor Ek', 'noor@nordlys.example')
    const given = await give(ticket, { contacts: [guest.id] })
    const first = await linkOf(given)
    await send('POST', `/tickets-with-vendors/${given.id}/actions/renewLinks`, {})
    const second = await linkOf(given)
    expect([(await open(first)).statusCode, (await open(second)).statusCode]).toEqual([410, 200])
    await send('POST', `/tickets-with-vendors/${given.id}/actions/revokeLinks`, {})
    expect((await open(second)).statusCode).toBe(410)
    await send('POST', `/tickets-with-vendors/${given.id}/actions/renewLinks`, {})
    const third = await linkOf(given)
    await desk.records.move('vendor_contact', guest.id, 'leave')
    expect((await open(third)).statusCode).toBe(410)
    await desk.records.move('vendor_contact', guest.id, 'return')
    expect((await open(third)).statusCode).toBe(200)
    clock.set('2026-03-20T09:00:00.000Z')
    expect((await open(third)).statusCode).toBe(410)
    expect((await open(`${third.slice(0, -1)}x`)).statusCode).toBe(410)
    clock.set('2026-03-02T12:00:00.000Z')
  })

  it('tells the contact by mail what we say to them, and not what we note', async () => {
    const ticket = await desk.report()
    const given = await give(ticket)
    await send('POST', `/records/${given.id}/comments`, { text: 'Only for us.', isInternal: true })
    await send('POST', `/records/${given.id}/comments`, { text: 'Any news?', isInternal: false })
    await expect.poll(async () => (await mails(given)).length, { timeout: 8000 }).toBe(2)
    const texts = (await mails(given)).map(({ text }) => text)
    expect(texts[1]).toContain('Any news?')
    expect(texts.join()).not.toContain('Only for us.')
    expect(linkIn(texts[1] ?? '')).toBe(linkIn(texts[0] ?? ''))
  })
})
