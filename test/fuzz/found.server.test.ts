import { expect, it } from 'vitest'
import { testApplication } from '../kit/application.ts'
import { createCaller } from '../kit/record/callers.ts'

const { app, kernel } = await testApplication()
const boss = await createCaller(kernel, { name: 'Boss', permissions: ['*'] })
const headers = { authorization: `Bearer ${boss.token}` }
const { id: service } = await kernel.store.asSystem('test').create('service', { name: 'Payroll' })
const ask = (method: 'GET' | 'POST', url: string, payload?: object) =>
  app.inject({ method, url: `/api/v1${url}`, headers, ...(payload ? { payload } : {}) })

it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'knows no field, move or column %s',
  async (name) => {
    const created = await ask('POST', '/people', JSON.parse(`{"name":"Ada","${name}":null}`) as object)
    expect([created.statusCode, created.json().problems?.[0]?.field]).toEqual(
      name === '__proto__' ? [400, undefined] : [422, name],
    )
    const filter = encodeURIComponent(`{"${name}":{"is":1}}`)
    expect((await ask('GET', `/people?filter=${filter}`)).statusCode).toBe(400)
    expect((await ask('GET', `/people?sort=${name}`)).statusCode).toBe(400)
    expect((await ask('GET', `/people/groups?by=${name}`)).statusCode).toBe(400)
    const moved = await ask('POST', '/services/bulk', { move: name, ids: [service] })
    expect([moved.statusCode, moved.json().outcomes?.[0]?.ok]).toEqual([200, false])
  },
)

it('takes a needed text of nothing but spaces for empty', async () => {
  const answer = await ask('POST', '/services', { name: ' \u00a0 ' })
  expect([answer.statusCode, answer.json().problems]).toEqual([422, [{ field: 'name', says: 'Name is needed.' }]])
})

it.each([
  ['without a boundary', 'multipart/form-data', 'x'],
  [
    'that breaks off',
    'multipart/form-data; boundary=edge',
    '--edge\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nname',
  ],
])('refuses a form %s, in words', async (_, type, payload) => {
  const url = '/api/v1/imports/sheets'
  const answer = await app.inject({ method: 'POST', url, headers: { ...headers, 'content-type': type }, payload })
  expect([answer.statusCode, answer.json().detail]).toEqual([400, expect.stringContaining('nothing was kept')])
})

it.each([
  ['/people/%', 400],
  ['/people/%ff/history', 400],
  [`/people/${'a'.repeat(600)}`, 414],
] as const)('tells as a problem that it can’t read the address %s', async (url, status) => {
  const answer = await ask('GET', url)
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([
    status,
    expect.stringContaining('application/problem+json'),
  ])
})

it.each(['tags', 'criticality', 'dependsOn'])(
  'looks for no object among %s, whatever it calls its own',
  async (field) => {
    const filter = encodeURIComponent(JSON.stringify({ [field]: [{ toString: 1, valueOf: 2 }] }))
    expect([200, 400]).toContain((await ask('GET', `/services?filter=${filter}`)).statusCode)
  },
)
