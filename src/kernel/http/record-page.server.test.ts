import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { traitWorld } from '../../../test/kit/traits.ts'

const database = await testDatabase()
const { server, person, insider, reader, stranger, call, another } = await traitWorld(database)
afterAll(() => server.app.close())
const keeper = await createCaller(server.kernel, {
  name: 'Keeper',
  permissions: ['service.*', 'person.read', 'comment.*', 'history.read'],
})
const [service, other] = [await another('service', { name: 'Billing' }), await another('service', { name: 'Mail' })]
await call(keeper, 'POST', `/records/${service}/comments`, { text: 'For us alone', isInternal: true })
await call(keeper, 'POST', `/records/${service}/comments`, { text: 'For everyone' })
await call(keeper, 'PUT', `/records/${service}/tags`, { tags: ['vip'] })
const { id: task } = (
  await call(keeper, 'POST', `/records/${service}/tasks`, { title: 'Renew', assignee: person, dueOn: '2026-03-01' })
).json<{ id: string }>()
await call(keeper, 'PATCH', `/tasks/${task}`, { isDone: true })
await call(keeper, 'POST', `/records/${service}/relations`, { link: 'related_to', other })

test('a page holds what its parts say one by one, and asks the database four times for it', async () => {
  const one = async (path: string) => (await call(keeper, 'GET', path)).json<Record<string, unknown>>()
  const asked = await database.statementsOf(async () => {
    expect((await call(keeper, 'GET', `/services/${service}/page`)).statusCode).toBe(200)
  })
  const own = asked.filter((text) => !/\bfrom session\b/.test(text))
  expect(own.length, own.join('\n')).toBeLessThanOrEqual(4)

  const page = await one(`/services/${service}/page`)
  expect(page.row).toEqual(await one(`/services/${service}`))
  expect(page.comments).toEqual(await one(`/records/${service}/comments`))
  expect((page.comments as { comments: unknown[] }).comments).toHaveLength(2)
  for (const part of ['files', 'tags', 'relations', 'tasks'])
    expect({ [part]: page[part] }).toEqual(await one(`/records/${service}/${part}`))
  expect(page.tasks).toMatchObject([{ title: 'Renew', dueOn: '2026-03-01', isDone: true }])
  expect(page.relations).toMatchObject([{ other: { title: 'Mail' } }])
  expect(page.watch).toEqual(await one(`/records/${service}/watch`))
  expect(page.history).toEqual(await one(`/services/${service}/history?limit=25`))
})

test('a page holds nothing that its reader may not see one by one', async () => {
  const page = (await call(reader, 'GET', `/services/${service}/page`)).json()
  expect(page.comments.comments).toMatchObject([{ text: 'For everyone' }])
  expect(page.history).toBeNull()
  expect(page.tasks).toMatchObject([{ assignee: { title: null } }])
  expect((await call(insider, 'GET', `/services/${service}/page`)).json().comments.comments).toHaveLength(2)
  expect((await call(stranger, 'GET', `/services/${service}/page`)).statusCode).toBe(404)
})

test('what points at a record comes at once, by type and field, as far as its reader may see', async () => {
  for (let n = 0; n < 14; n++) await another('service', { name: `Part ${n}`, owner: person })
  const { groups } = (await call(keeper, 'GET', `/people/${person}/related`)).json()
  expect(groups).toMatchObject([{ type: 'service', field: 'owner', count: { count: 14, isAtLeast: false } }])
  expect(groups[0].rows).toHaveLength(12)
  expect((await call(stranger, 'GET', `/people/${person}/related`)).json()).toEqual({ groups: [] })
  expect((await call(reader, 'GET', `/people/${person}/related`)).statusCode).toBe(404)
})
