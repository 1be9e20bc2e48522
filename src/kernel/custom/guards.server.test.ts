import { expect, test } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { grantGroups } from '../access/permissions.ts'

const { app, kernel } = await testApplication()
const boss = await createCaller(kernel, { name: 'Boss', permissions: ['*'] })
const usual = ['person.read', 'person.write', 'history.read', 'export.run', 'import.run'] as const
const reader = await createCaller(kernel, { name: 'Reader', permissions: usual })
const send = (method: 'GET' | 'POST' | 'PATCH', url: string, who: { token: string }, payload?: object, more = {}) =>
  app.inject({ method, url: `/api/v1${url}`, headers: { authorization: `Bearer ${who.token}`, ...more }, payload })
const add = async (given: object): Promise<string> => {
  const answer = await send('POST', '/added-fields', boss, { recordType: 'person', kind: 'int', ...given })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ handle: string }>().handle
}

test('a field that few see is nowhere for the others, and there for whoever has the permission', async () => {
  const salary = await add({ label: 'Salary', isSeenByFew: true })
  const few = await createCaller(kernel, { name: 'Few', permissions: [...usual, 'person.see_x_salary'] })
  const made = await send('POST', '/people', boss, { name: 'Ada', [salary]: 71_234 })
  const { id, version } = made.json<{ id: string; version: number }>()

  const filter = (value: object) => encodeURIComponent(JSON.stringify(value))
  const ways = [
    `/people/${id}`,
    `/people/${id}/history`,
    `/people?filter=${filter({ id })}`,
    `/people?columns=name,${salary}`,
    `/people?sort=${salary}`,
    `/people?filter=${filter({ [salary]: { gt: 1 } })}`,
    `/people/groups?by=name&sum=${salary}`,
    `/people/export?format=csv&columns=name,${salary}`,
    `/people/export?format=csv`,
    `/search?q=71234`,
  ]
  for (const way of ways) {
    const others = await send('GET', way, reader)
    expect([way, others.body.includes('71234'), others.statusCode < 500]).toEqual([way, false, true])
  }
  expect((await send('GET', `/people?filter=${filter({ [salary]: { gt: 1 } })}`, reader)).statusCode).toBe(400)
  expect((await send('GET', `/people?sort=${salary}`, reader)).statusCode).toBe(400)
  expect((await send('GET', `/people/${id}`, few)).json()).toMatchObject({ [salary]: 71_234 })
  expect((await send('GET', `/people?filter=${filter({ [salary]: { gt: 1 } })}`, few)).json().rows).toHaveLength(1)
  expect((await send('GET', `/people/${id}/history`, few)).body).toContain('71234')

  const change = (who: { token: string }) =>
    send('PATCH', `/people/${id}`, who, { [salary]: 1 }, { 'if-match': `"${version}"` })
  expect((await change(reader)).statusCode).toBe(422)
  expect((await change(few)).statusCode).toBe(200)
})

test('a field that few set is read by all, and set by whoever has the permission', async () => {
  const grade = await add({ label: 'Grade', isSetByFew: true })
  const few = await createCaller(kernel, { name: 'Setter', permissions: [...usual, 'person.set_x_grade'] })
  expect((await send('POST', '/people', reader, { name: 'Bea', [grade]: 3 })).statusCode).toBe(422)
  const made = await send('POST', '/people', few, { name: 'Bea', [grade]: 3 })
  expect([made.statusCode, made.json()[grade]]).toEqual([201, 3])
  expect((await send('GET', `/people/${made.json().id}`, reader)).json()[grade]).toBe(3)
})

test('roles offer its permissions in words, and who reads what few see is noted', async () => {
  const code = await add({ label: 'Door code', isSeenByFew: true, isSetByFew: true })
  const grants = grantGroups(kernel.registry.records).find(({ record }) => record === 'person')?.grants
  expect(grants).toContainEqual({ permission: 'person.see_x_door_code', says: 'See “Door code”' })
  expect(grants).toContainEqual({ permission: 'person.set_x_door_code', says: 'Set “Door code”' })
  expect(kernel.registry.record('person').fields[code]?.options.audit).toBe(true)
})

test('what few see is not searched, and not needed', async () => {
  const wrong = async (more: object) =>
    (await send('POST', '/added-fields', boss, { recordType: 'person', kind: 'text', label: 'X', ...more })).json()
  expect(await wrong({ isSeenByFew: true, isSearched: true })).toMatchObject({ problems: [{ field: 'isSearched' }] })
  expect(await wrong({ isSetByFew: true, isRequired: true })).toMatchObject({ problems: [{ field: 'isRequired' }] })
})
