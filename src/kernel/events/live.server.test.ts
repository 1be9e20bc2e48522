import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, testServer } from '../../../test/kit/access.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import { changeAccount, createAccount } from '../access/accounts.server.ts'
import { ensureRoles } from '../access/roles.server.ts'
import { nobody } from '../access/who.ts'
import { tableOf } from '../database/declared.server.ts'
import { openDb } from '../database/db.server.ts'
import { type AnyRecord, defineRecord } from '../record/define.ts'
import { f } from '../record/field.ts'
import { createRegistry } from '../record/registry.ts'
import { openStore } from '../record/store.server.ts'
import { liveRoutes } from './routes.server.ts'
import { announce, giveSign } from './signal.server.ts'

const shape = { about: 'Something.', list: { columns: ['name'], sort: 'name' }, page: [] } as const
const Sailor = defineRecord('sailor', {
  ...shape,
  label: ['Sailor', 'Sailors'],
  fields: { name: f.text({ required: true }) },
  access: { read: { holds: 'sailor.read' }, create: 'anyone', update: 'anyone', archive: 'anyone' },
})
const Boat = defineRecord('boat', {
  ...shape,
  label: ['Boat', 'Boats'],
  fields: { name: f.text({ required: true }), keeper: f.ref('sailor', {}) },
  access: {
    read: { anyOf: [{ holds: 'boat.read' }, { isSelf: 'keeper' }] },
    create: 'anyone',
    update: 'anyone',
    archive: 'anyone',
  },
})
const registry = createRegistry([Boat, Sailor], [])
const { db, connectionString } = await testDatabase({ max: 20 })
const otherDb = openDb({ connectionString, max: 10 })
const clock = testClock()
const all = { ...nobody, account: clock.id(), name: 'Writer', permissions: new Set(['*']) }
const boats = openStore({ db, registry, clock, onWritten: () => announce(db) }).as(all)

const password = 'seven grey stones by night'
const accounts = new Map<string, string>()
let servers: readonly TestServer[] = []
let keeper = ''
beforeAll(async () => {
  for (const record of registry.records) await db.query(tableOf(record as unknown as AnyRecord))
  await ensureRoles(db, [
    { name: 'harbour', label: 'Harbour', about: 'Sees boats.', permissions: ['boat.read'] },
    { name: 'guest', label: 'Guest', about: 'Sees nothing.', permissions: [] },
  ])
  keeper = (await boats.create('sailor', { name: 'Priya' })).id
  const make = async (name: string, roles: readonly string[], self: string | null = null): Promise<void> => {
    accounts.set(
      name,
      await createAccount({ db, clock }, { name, email: `${name}@example.com`, password, roles, self }),
    )
  }
  await make('harbour', ['harbour'])
  await make('keeper', ['guest'], keeper)
  await make('guest', ['guest'])
  await make('leaver', ['harbour'])
  servers = [
    await testServer({ db, clock, routes: [liveRoutes], parts: { registry } }),
    await testServer({ db: otherDb, clock, routes: [liveRoutes], parts: { registry } }),
  ]
  for (const { app } of servers) await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await Promise.all(servers.map(({ app }) => app.close()))
  await otherDb.close()
})

interface Event {
  readonly name: string
  readonly id: string | null
  readonly data: { readonly type?: string; readonly id?: string; readonly version?: number; readonly verb?: string }
}
interface Page {
  readonly events: Event[]
  readonly lastId: () => string | null
  /** Whether the last thing it was told says where it stands: within a batch only the last event does. */
  readonly isSettled: () => boolean
  readonly isOpen: () => boolean
  readonly close: () => void
}

async function headersOf(name: string): Promise<Record<string, string>> {
  const [server] = servers
  if (!server) throw new Error('No server runs.')
  return server.program(`${name}@example.com`, password)
}

/** Opens a page on one of the servers; resolves once the server has said where the page stands. */
async function openPage(server: number, headers: Record<string, string>, lastEventId?: string): Promise<Page> {
  const one = servers[server]
  if (!one) throw new Error(`There is no server ${server}.`)
  const { port } = one.app.server.address() as AddressInfo
  const stop = new AbortController()
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/live`, {
    headers: { ...headers, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
    signal: stop.signal,
  })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const events: Event[] = []
  let [lastId, isOpen, isSettled] = [null as string | null, true, false]
  const read = async (): Promise<void> => {
    let rest = ''
    const decoder = new TextDecoder()
    for await (const bytes of answer.body ?? []) {
      const blocks = (rest + decoder.decode(bytes as Uint8Array, { stream: true })).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const parts = new Map(
          block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        )
        lastId = parts.get('id') ?? lastId
        isSettled = parts.has('id')
        const [name, data] = [parts.get('event'), parts.get('data')]
        if (name && data) events.push({ name, id: parts.get('id') ?? null, data: JSON.parse(data) })
      }
    }
  }
  read()
    .catch(() => undefined)
    .finally(() => {
      isOpen = false
    })
  const page = {
    events,
    lastId: () => lastId,
    isSettled: () => isSettled,
    isOpen: () => isOpen,
    close: () => stop.abort(),
  }
  await until(() => page.lastId() !== null)
  return page
}

async function until(isSo: () => boolean, within = 15_000): Promise<void> {
  const end = Date.now() + within
  while (!isSo()) {
    if (Date.now() > end) throw new Error('It did not come to that.')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
const has = ({ events }: Page, id: string): boolean => events.some(({ data }) => data.id === id)

describe('open pages', () => {
  test('hear of a change on every server process, and only what they may read', async () => {
    const [first, second, own, guest] = await Promise.all([
      openPage(0, await headersOf('harbour')),
      openPage(1, await headersOf('harbour')),
      openPage(1, await headersOf('keeper')),
      openPage(0, await headersOf('guest')),
    ])
    const theirs = await boats.create('boat', { name: 'Anna' })
    const kept = await boats.create('boat', { name: 'Berta', keeper })
    const sailor = await boats.create('sailor', { name: 'Jonas' })
    await boats.update('boat', kept.id, { name: 'Berta II' })
    const last = await boats.create('boat', { name: 'Last', keeper })
    await until(() => [first, second, own].every((page) => has(page, last.id)))
    for (const page of [first, second]) {
      expect(has(page, theirs.id)).toBe(true)
      expect(has(page, sailor.id)).toBe(false)
      const told = page.events.findLast(({ data }) => data.id === kept.id)
      expect(told).toMatchObject({ name: 'change', data: { type: 'boat', id: kept.id, version: 2, verb: 'updated' } })
    }
    expect(has(own, theirs.id)).toBe(false)
    expect(has(own, kept.id)).toBe(true)
    expect(guest.events).toEqual([])
    for (const page of [first, second, own, guest]) page.close()
  })

  test('that were away are told what they missed, on whichever server they come back', async () => {
    const headers = await headersOf('harbour')
    const [page, other] = [await openPage(0, headers), await openPage(1, headers)]
    const before = await boats.create('boat', { name: 'Before' })
    // A server that is behind the one the page comes from tells it again what it saw there.
    await until(() => [page, other].every((each) => has(each, before.id) && each.isSettled()))
    for (const each of [page, other]) each.close()
    const missed = await boats.create('boat', { name: 'Missed' })
    const back = await openPage(1, headers, page.lastId() ?? '')
    await until(() => has(back, missed.id))
    expect(has(back, before.id)).toBe(false)
    back.close()
  })

  test('are given signs that nobody keeps, on every server, where their reader holds the permission', async () => {
    const [one, other, guest] = await Promise.all([
      openPage(0, await headersOf('harbour')),
      openPage(1, await headersOf('harbour')),
      openPage(0, await headersOf('guest')),
    ])
    const data = { boat: 'Anna II', by: 'Priya' }
    await giveSign(db, { to: 'boat.read', name: 'aboard', data })
    const isTold = ({ events }: Page) => events.some(({ name }) => name === 'sign')
    await until(() => [one, other].every(isTold))
    for (const page of [one, other])
      expect(page.events.find(({ name }) => name === 'sign')?.data).toEqual({ name: 'aboard', data })
    expect(isTold(guest)).toBe(false)
    for (const page of [one, other, guest]) page.close()
  })

  test('are told to look again when very much changed, or very much was missed', async () => {
    const headers = await headersOf('harbour')
    const [page, guest] = [await openPage(0, headers), await openPage(0, await headersOf('guest'))]
    const further = await openPage(1, headers)
    const outcomes = await boats.createMany(
      'boat',
      Array.from({ length: 3000 }, (_, n) => ({ name: `Boat ${n}` })),
    )
    expect(outcomes.every(({ ok }) => ok)).toBe(true)
    await until(() => page.events.some(({ name, data }) => name === 'many' && data.type === 'boat'))
    expect(page.events.filter(({ name }) => name === 'change').length).toBeLessThan(500)
    expect(guest.events.filter(({ data }) => data.type === 'sailor')).toEqual([])
    // A server that is still on its way would tell of the rest once more.
    const [whole] = await db.query<{ end: number }>('select max(position) as end from history')
    await until(() => Number(further.lastId()) >= (whole?.end ?? Infinity))
    const late = await openPage(1, headers, '1')
    await until(() => late.events.length > 0)
    expect(late.events).toMatchObject([{ name: 'many', data: { type: 'boat' } }])
    for (const each of [page, guest, further, late]) each.close()
  })

  test('are closed within seconds when the session ends or the account is disabled', async () => {
    const headers = await headersOf('leaver')
    const [page, stays] = [await openPage(1, headers), await openPage(1, await headersOf('harbour'))]
    await servers[0]?.app.inject({ method: 'POST', url: '/api/v1/sign-out', headers })
    await until(() => !page.isOpen(), 8000)
    const again = await openPage(0, await headersOf('leaver'))
    await changeAccount({ db, clock }, accounts.get('leaver') ?? '', { isDisabled: true })
    await until(() => !again.isOpen(), 8000)
    expect(stays.isOpen()).toBe(true)
    stays.close()
  })

  test('need a session', async () => {
    const answer = await servers[0]?.app.inject({ url: '/api/v1/live' })
    expect(answer?.statusCode).toBe(401)
  })

  test('do not hold up a server that stops', async () => {
    const extra = await testServer({ db: otherDb, clock, routes: [liveRoutes], parts: { registry } })
    await extra.app.listen({ port: 0, host: '127.0.0.1' })
    servers = [...servers, extra]
    const page = await openPage(servers.length - 1, await headersOf('harbour'))
    const from = performance.now()
    await extra.app.close()
    expect(performance.now() - from).toBeLessThan(3000)
    await until(() => !page.isOpen())
  })
})
