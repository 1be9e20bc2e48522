import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { traitWorld } from '../../../test/kit/traits.ts'
import { recordOpened } from './at-hand.server.ts'

const database = await testDatabase()
const { db, statementsOf } = database
const { server, clock, person, editor, reader, stranger, call, another } = await traitWorld(database)
afterAll(() => server.app.close())

test('views are one’s own until shared; sharing needs its permission; what they show is up to the reader', async () => {
  const sharer = await createCaller(server.kernel, { permissions: ['service.read', 'view.share'] })
  const body = { type: 'service', name: 'Mine', settings: { filter: { state: 'live' } } }
  expect((await call(reader, 'POST', '/views', { ...body, isShared: true })).statusCode).toBe(403)
  const mine = (await call(reader, 'POST', '/views', body)).json()
  expect(mine).toMatchObject({ name: 'Mine', isMine: true, isShared: false, settings: body.settings })
  const shared = (await call(sharer, 'POST', '/views', { ...body, name: 'Shared', isShared: true })).json()
  expect((await call(reader, 'GET', '/views?type=service')).json().views).toMatchObject([
    { name: 'Mine', isMine: true },
    { name: 'Shared', isMine: false },
  ])
  expect((await call(sharer, 'GET', '/views?type=service')).json().views).toHaveLength(1)
  expect((await call(stranger, 'GET', '/views?type=service')).json().views).toEqual([])
  expect((await call(reader, 'PATCH', `/views/${shared.id}`, { name: 'x' })).statusCode).toBe(403)
  expect((await call(sharer, 'PATCH', `/views/${mine.id}`, { name: 'x' })).statusCode).toBe(404)
  expect((await call(reader, 'PATCH', `/views/${mine.id}`, { isShared: true })).statusCode).toBe(403)
  expect((await call(reader, 'PATCH', `/views/${mine.id}`, { name: 'Renamed' })).json()).toMatchObject({
    name: 'Renamed',
    settings: body.settings,
  })
  expect((await call(reader, 'DELETE', `/views/${mine.id}`)).statusCode).toBe(204)
  expect((await call(reader, 'POST', '/views', { ...body, type: 'nonsense' })).statusCode).toBe(422)
})

test('recents keep the latest twenty, favourites what was marked; neither shows what may no longer be read', async () => {
  const roamer = await createCaller(server.kernel, { permissions: ['service.read', 'person.read'] })
  const all = await server.kernel.store.asSystem('test').createMany(
    'service',
    Array.from({ length: 25 }, (_, i) => ({ name: `Recent ${i}` })),
  )
  const ids = all.map((outcome) => (outcome.ok ? (outcome.id ?? '') : ''))
  for (const id of [...ids, ids[3] ?? '', person]) {
    clock.advance(1000)
    expect((await call(roamer, 'PUT', `/records/${id}/opened`)).statusCode).toBe(204)
  }
  const recents = (await call(roamer, 'GET', '/recents'))
    .json<{ recents: { id: string }[] }>()
    .recents.map((link) => link.id)
  expect(recents).toEqual([person, ids[3], ...ids.slice(7).reverse()])
  expect((await call(roamer, 'PUT', `/records/${person}/favourite`)).statusCode).toBe(204)
  expect((await call(roamer, 'GET', '/favourites')).json().favourites).toMatchObject([
    { id: person, title: 'Priya Nair' },
  ])
  await db.query({
    text: `update role set permissions = '{service.read}' where name = $1`,
    values: [`role-${roamer.account}`],
  })
  await expect
    .poll(async () => (await call(roamer, 'GET', '/favourites')).json().favourites, { timeout: 2000, interval: 5 })
    .toEqual([])
  expect((await call(roamer, 'GET', '/recents')).body).not.toContain('Priya')
  expect((await call(reader, 'GET', '/recents')).json()).toEqual({ recents: [] })
  await recordOpened(server.kernel, { account: null } as Parameters<typeof recordOpened>[1], person)
})

test('my work: my open tasks by their day, what points at me, and what I watch that others changed', async () => {
  const self = await another('person', { name: 'Worker' })
  const team = await another('team', { name: 'Workers', members: [self] })
  const worker = await createCaller(server.kernel, {
    name: 'Worker',
    permissions: ['service.read', 'team.read', 'comment.write'],
    self,
  })
  const owned = await another('service', { name: 'Owned', owner: self })
  await another('service', { name: 'Also owned', owner: self })
  await call(editor, 'POST', `/records/${owned}/tasks`, { title: 'Later', assignee: self, dueOn: '2026-12-01' })
  const system = server.kernel.store.asSystem('test')
  const [group] = await db.query<{ id: string }>({
    text: `insert into task (id, record_id, title, assignee, due_on, position, at, by_name) values ($1, $2, 'For the team', $3, '2026-06-01', 9, now(), 'Test') returning id`,
    values: [clock.id(), owned, team],
  })
  await call(worker, 'PUT', `/records/${owned}/watch`)
  const quiet = await another('service', { name: 'Quiet' })
  await call(worker, 'PUT', `/records/${quiet}/watch`)
  await call(worker, 'POST', `/records/${quiet}/comments`, { text: 'my own change is no news' })
  await db.query({ text: `update service set updated_at = updated_at where id = $1`, values: [quiet] })
  clock.advance(8 * 86_400_000)
  await db.query(`update session set expires_at = '2027-01-01', updated_at = '2026-03-10'`)
  await system.update('service', owned, { purpose: 'Changed' })
  const answer = await call(worker, 'GET', '/my-work')
  expect(answer.json()).toEqual({
    tasks: [
      {
        id: group?.id,
        title: 'For the team',
        dueOn: '2026-06-01',
        record: expect.objectContaining({ id: owned, title: 'Owned' }),
      },
      {
        id: expect.any(String),
        title: 'Later',
        dueOn: '2026-12-01',
        record: expect.objectContaining({ number: expect.stringMatching(/^SVC-/), type: 'service' }),
      },
    ],
    waits: [],
    records: expect.arrayContaining([
      { type: 'service', field: 'owner', count: 2 },
      { type: 'team', field: 'members', count: 1 },
    ]),
    changed: [expect.objectContaining({ id: owned, title: 'Owned', at: clock.now().toISOString() })],
  })
  expect((await statementsOf(() => call(worker, 'GET', '/my-work'))).length).toBeLessThanOrEqual(5)
  expect((await call(stranger, 'GET', '/my-work')).json()).toEqual({ tasks: [], waits: [], records: [], changed: [] })
})
