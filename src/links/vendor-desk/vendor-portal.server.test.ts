import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { formOf } from '../../../test/kit/multipart.ts'
import { type Caller, createCaller } from '../../../test/kit/record/callers.ts'
import { createWorld } from '../../../test/kit/record/world.ts'
import { type Desk, openDesk } from '../../../test/kit/support/desk.ts'
import { roles } from '../../foundation/roles.ts'
import { ensureRoles } from '../../kernel/access/roles.server.ts'
import { nobody } from '../../kernel/access/who.ts'
import { pathOf } from '../../kernel/record/registry.ts'
import type { Row } from '../../kernel/record/store.server.ts'
import { startProcessors } from '../../kernel/events/processing.server.ts'
import { closePortals } from './guest.server.ts'

const clock = testClock('2026-03-02T08:00:00.000Z')
const { kernel, app, db } = await testApplication({ clock })
const world = createWorld(kernel)
const processing = startProcessors(kernel, [closePortals(kernel)])
afterAll(() => processing.stop())
const of = (name: string) => roles.find((role) => role.name === name)?.permissions ?? []

// What must never be seen from outside, each a text that is found again wherever it turns up.
const secrets = {
  description: 'secret-description',
  note: 'secret-note',
  unchosen: 'secret-unchosen',
  file: 'secret-file',
  vendorNote: 'secret-vendor-note',
  asker: 'Asker-Secret-Name',
  otherEngagement: 'secret-other-engagement',
  otherVendor: 'secret-other-vendor',
  colleague: 'secret-colleague',
} as const

let desk: Desk
let agent: Caller
let guest: Caller
let kim: Row
let lines: Row
let ticket: Row
let given: Row
let link: string
/** Files and tickets that are not for Kim, by what they are. */
const hidden = new Map<string, string>()
const files = new Map<string, string>()

beforeAll(async () => {
  await ensureRoles(db, roles)
  desk = await openDesk(kernel)
  const self = (await world.another('person')).id
  agent = await createCaller(kernel, { name: 'Ida Agent', permissions: of('service_desk_agent'), self })
  await world.another('pending_reason', { name: 'A supplier', waitsFor: 'third_party' })
  const nordlys = await world.another('vendor', { name: 'Nordlys' })
  const kranwerk = await world.another('vendor', { name: 'Kranwerk' })
  lines = await world.another('engagement', { vendor: nordlys.id })
  const lifts = await world.another('engagement', { vendor: nordlys.id })
  const cranes = await world.another('engagement', { vendor: kranwerk.id })
  kim = await world.another('vendor_contact', {
    name: 'Kim Lee',
    email: 'kim@nordlys.example',
    vendor: nordlys.id,
    engagements: [lines.id],
  })
  const noor = await world.another('vendor_contact', {
    name: 'Noor Ek',
    email: 'noor@nordlys.example',
    vendor: nordlys.id,
  })
  const ann = await world.another('vendor_contact', {
    name: 'Ann Poe',
    email: 'ann@kranwerk.example',
    vendor: kranwerk.id,
  })
  const asker = await world.another('person', { name: secrets.asker, email: 'asker@example.com' })
  ticket = await desk.report({ requester: asker.id, description: secrets.description, title: 'secret-title' })
  const said = await comment(ticket.id, 'Since nine.', false)
  await comment(ticket.id, secrets.note, true)
  await comment(ticket.id, secrets.unchosen, false)
  files.set('chosen', await file(ticket.id, 'chosen.txt', 'chosen'))
  files.set('unchosen', await file(ticket.id, 'unchosen.txt', secrets.file))
  given = await give(ticket, lines, [kim], { comments: [said], files: [files.get('chosen') ?? ''] })
  await comment(given.id, secrets.vendorNote, true)
  const other = async (subject: string, engagement: Row, contact: Row) => {
    const row = await give(await desk.report({ title: subject }), engagement, [contact], {}, subject)
    hidden.set(subject, row.id)
    files.set(subject, await file(row.id, `${subject}.txt`, subject))
  }
  await other(secrets.otherEngagement, lifts, noor)
  await other(secrets.otherVendor, cranes, ann)
  await other(secrets.colleague, lines, noor)
  const mail = await db.query<{ text: string }>({ text: 'select text from mail where thread = $1', values: [given.id] })
  link = /\/for-vendors\/[^\s"?]+/.exec(mail[0]?.text ?? '')?.[0] ?? ''
  guest = await createCaller(kernel, { name: 'Kim Lee', permissions: of('vendor'), self: kim.id })
})

const send = (who: Caller, method: string, at: string, payload?: object | string, headers = {}) =>
  app.inject({
    method: method as 'GET',
    url: `/api/v1${at}`,
    headers: { authorization: `Bearer ${who.token}`, ...headers },
    ...(payload !== undefined && { payload }),
  })
async function comment(id: string, text: string, isInternal: boolean): Promise<string> {
  const answer = await send(agent, 'POST', `/records/${id}/comments`, { text, isInternal })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ id: string }>().id
}
async function file(id: string, name: string, text: string): Promise<string> {
  const { payload, headers } = formOf({}, { name, text })
  const answer = await send(agent, 'POST', `/records/${id}/files`, payload, headers)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ files: { id: string }[] }>().files[0]?.id ?? ''
}
async function give(
  of: Row,
  engagement: Row,
  contacts: readonly Row[],
  shares: object,
  subject = 'No light',
): Promise<Row> {
  const body = {
    ...{
      engagement: engagement.id,
      contacts: contacts.map(({ id }) => id),
      way: 'waits',
      subject,
      told: 'Please look.',
    },
    shares: { description: false, comments: [], files: [], ...shares },
  }
  const answer = await send(agent, 'POST', `/tickets/${of.id}/vendors`, body)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}
const answerAs = (who: Caller, id: string, fields: Record<string, string>) => {
  const { payload, headers } = formOf(fields)
  return send(who, 'POST', `/vendor-portal/tickets/${id}/answers`, payload, headers)
}
const seesNoSecret = (body: string, of: string): void => {
  for (const secret of [...Object.values(secrets), 'secret-title']) expect(body, of).not.toContain(secret)
}
type Described = { readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
/** What guests reach besides their portal: their own way in and out, and what is there for everybody. */
const ownDoors =
  /^\/api\/v1\/(me$|me\/(password|security|proof|totp|passkeys|recovery-codes)|sign-in|sign-out|set-up|unsubscribe|vendor-portal)/

describe('a guest', () => {
  it('finds nothing behind any route of the API but their portal and their own way in', async () => {
    const boss = await createCaller(kernel, { permissions: ['*'] })
    const { paths } = (await send(boss, 'GET', '/openapi.json')).json<Described>()
    let tried = 0
    const reached: string[] = []
    const left = Object.entries(paths).filter(([path]) => !ownDoors.test(path))
    // A few at a time, so that no request waits for a connection until it is given up.
    const go = async () => {
      for (let next = left.pop(); next !== undefined; next = left.pop())
        for (const method of Object.keys(next[1]).filter((verb) => verb !== 'parameters')) {
          const url = next[0].replaceAll(/\{[^}]+\}/g, idFor(next[0])).replace('/api/v1', '')
          const answer = await send(guest, method.toUpperCase(), url, method === 'get' ? undefined : {})
          tried += 1
          seesNoSecret(answer.body, `${method} ${url}`)
          if (answer.statusCode !== 404) reached.push(`${method} ${next[0]}: ${answer.statusCode}`)
        }
    }
    await Promise.all([go(), go(), go(), go()])
    expect(tried).toBeGreaterThan(500)
    expect(reached).toEqual([])
  })

  it('sees no type of record, not even those that are for everyone', async () => {
    const me = (await send(guest, 'GET', '/me')).json<{
      can: Record<string, { read: boolean; create: boolean }>
      types: unknown[]
    }>()
    expect(Object.values(me.can).some(({ read, create }) => read || create)).toBe(false)
    expect(me.types).toEqual([])
    const who = { ...nobody, account: guest.account, self: kim.id, permissions: new Set(of('vendor')) }
    for (const record of kernel.registry.records) {
      expect((await send(guest, 'GET', `/${pathOf(record)}`)).statusCode, record.name).toBe(404)
      const { rows } = await kernel.store
        .as(who)
        .list(record, { limit: 1 })
        .catch(() => ({ rows: [] }))
      expect(rows, record.name).toEqual([])
    }
  })

  it('sees what is theirs of the tickets that they have, and of no other', async () => {
    const portal = await send(guest, 'GET', '/vendor-portal')
    expect(portal.json()).toMatchObject({ contact: 'Kim Lee', vendor: 'Nordlys', tickets: [{ id: given.id }] })
    seesNoSecret(portal.body, 'the list')
    const one = await send(guest, 'GET', `/vendor-portal/tickets/${given.id}`)
    expect(one.json()).toMatchObject({ subject: 'No light', description: null, before: [{ text: 'Since nine.' }] })
    seesNoSecret(one.body, 'the ticket')
    for (const id of [...hidden.values(), ticket.id, kim.id]) {
      expect((await send(guest, 'GET', `/vendor-portal/tickets/${id}`)).statusCode).toBe(404)
      expect((await answerAs(guest, id, { do: 'done', text: 'Mine now.' })).statusCode).toBe(404)
    }
    for (const [what, id] of files) {
      const { statusCode } = await send(guest, 'GET', `/vendor-portal/tickets/${given.id}/files/${id}`)
      expect(statusCode, what).toBe(what === 'chosen' ? 200 : 404)
      const elsewhere = await send(guest, 'GET', `/vendor-portal/tickets/${hidden.get(secrets.colleague)}/files/${id}`)
      expect(elsewhere.statusCode, what).toBe(404)
    }
  })

  it('answers, and what they said is theirs by name', async () => {
    const answer = await answerAs(guest, given.id, { do: 'say', text: 'We are on it.' })
    expect(answer.statusCode, answer.body).toBe(204)
    const one = await send(guest, 'GET', `/vendor-portal/tickets/${given.id}`)
    expect(one.json()).toMatchObject({ said: [{ by: 'Kim Lee', isTheirs: true, text: 'We are on it.' }] })
    const agents = await send(agent, 'GET', `/tickets/${ticket.id}/vendors`)
    expect(agents.json()).toMatchObject({ rows: [{ said: [{ isTheirs: true, text: 'We are on it.' }] }] })
  })
})

describe('whoever holds a link', () => {
  it('sees the one ticket, and the files that were chosen', async () => {
    const page = await app.inject({ url: link })
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Since nine.')
    seesNoSecret(page.body, 'the page')
    for (const [what, id] of files)
      expect((await app.inject({ url: `${link}/files/${id}` })).statusCode, what).toBe(what === 'chosen' ? 200 : 404)
  })

  it('is nobody to the API', async () => {
    const token = link.split('/').at(-1) ?? ''
    for (const at of ['/vendor-portal', `/vendor-portal/tickets/${given.id}`, `/tickets/${ticket.id}`, '/people']) {
      const answer = await app.inject({ url: `/api/v1${at}`, headers: { authorization: `Bearer ${token}` } })
      expect(answer.statusCode).toBe(401)
    }
  })
})

describe('an invitation', () => {
  it('makes an account that is a guest, lets them choose a password once, and ends with the contact', async () => {
    const manager = await createCaller(kernel, { name: 'Vera Manager', permissions: of('vendor_manager') })
    const rae = await world.another('vendor_contact', {
      ...{ name: 'Rae Holm', email: 'rae@nordlys.example', vendor: (kim['vendor'] as { id: string }).id },
    })
    const path = `/vendor-contacts/${rae.id}/portal`
    expect((await send(agent, 'POST', path)).statusCode).toBe(403)
    const invited = await send(manager, 'POST', path)
    expect(invited.json()).toMatchObject({ account: { email: 'rae@nordlys.example', isOpen: true, hasCome: false } })
    const [account] = await db.query<{ id: string; roles: string[] }>({
      text: 'select id, roles from account where self = $1',
      values: [rae.id],
    })
    expect(account?.roles).toEqual(['vendor'])
    const [mail] = await db.query<{ text: string }>("select text from mail where to_address = 'rae@nordlys.example'")
    const welcome = /\/vendor-welcome\/[^\s"?]+/.exec(mail?.text ?? '')?.[0] ?? ''
    expect((await app.inject({ url: welcome })).statusCode).toBe(200)
    const choose = (password: string) =>
      app.inject({
        ...{ method: 'POST', url: welcome, payload: new URLSearchParams({ password }).toString() },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    expect((await choose('short')).statusCode).toBe(422)
    expect((await choose('anvil gravity lantern')).statusCode).toBe(200)
    expect((await choose('another anvil gravity')).statusCode).toBe(410)
    const signIn = () =>
      app.inject({
        ...{ method: 'POST', url: '/api/v1/sign-in' },
        payload: { email: 'rae@nordlys.example', password: 'anvil gravity lantern', as: 'token' },
      })
    const { token } = (await signIn()).json<{ token: string }>()
    const inside = { account: account?.id ?? '', name: 'Rae Holm', token }
    expect((await send(inside, 'GET', '/vendor-portal')).json()).toMatchObject({ tickets: [] })

    const isClosed = async () =>
      (
        await db.query<{ is_disabled: boolean }>({
          text: 'select is_disabled from account where self = $1',
          values: [rae.id],
        })
      )[0]?.is_disabled
    await desk.records.move('vendor_contact', rae.id, 'leave')
    expect((await send(inside, 'GET', '/vendor-portal')).statusCode).toBe(401)
    await expect.poll(isClosed, { timeout: 8000 }).toBe(true)
    expect((await signIn()).statusCode).toBe(401)
  })

  it('ends what somebody sees at once where the engagement ends', async () => {
    expect((await app.inject({ url: link })).statusCode).toBe(200)
    await db.query({ text: `update engagement set state = 'ended' where id = $1`, values: [lines.id] })
    expect((await app.inject({ url: link })).statusCode).toBe(410)
    expect((await send(guest, 'GET', '/vendor-portal')).statusCode).toBe(401)
    expect((await send(guest, 'GET', `/vendor-portal/tickets/${given.id}`)).statusCode).toBe(401)
  })
})

/** A record that such a path could show: the ticket that they have a part of, or the file that wasn't chosen. */
function idFor(path: string): string {
  if (path.includes('/files/')) return files.get('unchosen') ?? ''
  if (path.includes('/tickets-with-vendors/')) return given.id
  return path.includes('/vendor-contacts/') ? kim.id : ticket.id
}
