import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { traitWorld } from '../../../test/kit/traits.ts'

const database = await testDatabase()
const { db } = database
const { server, clock, person, editor, reader, stranger, call, verbsOf, another } = await traitWorld(database)
afterAll(() => server.app.close())

test('tags are kept in one spelling, told in the history, and suggested only from what one may read', async () => {
  const target = await another('service', { name: 'Tagged' })
  expect(
    (await call(editor, 'PUT', `/records/${target}/tags`, { tags: ['  Key  Account ', '#VIP', 'vip', ''] })).json(),
  ).toEqual({ tags: ['key account', 'vip'] })
  expect((await call(editor, 'PUT', `/records/${target}/tags`, { tags: ['vip', '100%'] })).json()).toEqual({
    tags: ['100%', 'vip'],
  })
  expect((await call(reader, 'PUT', `/records/${target}/tags`, { tags: [] })).statusCode).toBe(403)
  expect((await call(reader, 'GET', `/records/${target}/tags`)).json()).toEqual({ tags: ['100%', 'vip'] })
  expect((await call(reader, 'GET', '/tags?type=service&q=V')).json()).toEqual({ tags: [{ name: 'vip', count: 1 }] })
  expect((await call(reader, 'GET', '/tags?q=%25')).json()).toEqual({ tags: [] })
  expect((await call(stranger, 'GET', '/tags')).json()).toEqual({ tags: [] })
  const told = await db.query({
    text: `select before, after from history where record_id = $1 and verb = 'tagged' order by entry`,
    values: [target],
  })
  expect(told.at(-1)).toEqual({ before: { tags: ['key account', 'vip'] }, after: { tags: ['100%', 'vip'] } })
})

test('tasks are added, given, ticked by whom they were given to, and told', async () => {
  const target = await another('service', { name: 'Tasks' })
  const task = (
    await call(editor, 'POST', `/records/${target}/tasks`, { title: 'Renew it', assignee: person, dueOn: '2026-03-01' })
  ).json()
  expect(task).toMatchObject({
    title: 'Renew it',
    isDone: false,
    assignee: { id: person, title: 'Priya Nair' },
    dueOn: '2026-03-01',
    order: 1,
    can: ['update', 'remove'],
  })
  const second = (await call(editor, 'POST', `/records/${target}/tasks`, { title: 'Second' })).json()
  await call(editor, 'PATCH', `/tasks/${second.id}`, { order: 0.5 })
  expect((await call(reader, 'GET', `/records/${target}/tasks`)).json().tasks).toMatchObject([
    { title: 'Second', can: [] },
    { title: 'Renew it', assignee: { id: person, title: null }, can: [] },
  ])
  expect((await call(reader, 'PATCH', `/tasks/${task.id}`, { isDone: true })).statusCode).toBe(403)
  const helperPerson = await another('person', { name: 'Helper' })
  const helper = await createCaller(server.kernel, { permissions: ['service.read'], self: helperPerson })
  await call(editor, 'PATCH', `/tasks/${task.id}`, { assignee: helperPerson })
  expect((await call(helper, 'PATCH', `/tasks/${task.id}`, { title: 'Mine now' })).statusCode).toBe(403)
  expect((await call(helper, 'PATCH', `/tasks/${task.id}`, { isDone: true })).json()).toMatchObject({
    isDone: true,
    doneAt: clock.now().toISOString(),
  })
  expect(
    (
      await call(editor, 'POST', `/records/${target}/tasks`, {
        title: 'x',
        assignee: '00000000-0000-7000-8000-000000000000',
      })
    ).json(),
  ).toMatchObject({ problems: [{ field: 'assignee' }] })
  expect((await call(editor, 'DELETE', `/tasks/${second.id}`)).statusCode).toBe(204)
  expect(await verbsOf(target)).toEqual([
    'created',
    'task_added',
    'task_added',
    'task_changed',
    'task_done',
    'task_removed',
  ])
})

test('an archived record stays as it was', async () => {
  const target = await another('service', { name: 'Closed' })
  await call(editor, 'POST', `/records/${target}/comments`, { text: 'before' })
  await server.kernel.store.asSystem('test').archive('service', target)
  expect((await call(editor, 'POST', `/records/${target}/comments`, { text: 'after' })).statusCode).toBe(409)
  expect((await call(editor, 'PUT', `/records/${target}/tags`, { tags: ['x'] })).statusCode).toBe(409)
  expect((await call(editor, 'GET', `/records/${target}/comments`)).json().comments).toMatchObject([
    { text: 'before', can: [] },
  ])
})
