import { expect, test } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { verifyHistory } from '../history/verify.server.ts'
import { changeAccount, createAccount, disable, endSessions, setPassword } from './accounts.server.ts'
import { ensureRoles } from './roles.server.ts'

const clock = testClock()
const { app, kernel, db } = await testApplication({ clock })
const password = 'correct anvil gravity moss'
await ensureRoles(db, [{ name: 'reader', label: 'Reader', about: 'Reads.', permissions: ['person.read'] }])
const boss = await createCaller(kernel, { name: 'Boss', permissions: ['*'] })
const get = async (at: string, token = boss.token) =>
  app.inject({ url: `/api/v1${at}`, headers: { authorization: `Bearer ${token}` } })
const signIn = (payload: object) => app.inject({ method: 'POST', url: '/api/v1/sign-in', payload })

test('whatever happens to an account is in its history, and the history can be proven', async () => {
  const id = await createAccount(kernel, { name: 'Ada', email: 'ada@example.com', password, roles: [] })
  const patch = (payload: object) =>
    app.inject({
      method: 'PATCH',
      url: `/api/v1/accounts/${id}`,
      payload,
      headers: { authorization: `Bearer ${boss.token}` },
    })
  const answer = await patch({ name: 'Ada Lovelace', roles: ['reader'] })
  expect(answer.statusCode, answer.body).toBe(200)
  await setPassword(kernel, id, 'seven lanterns drifting')
  await signIn({ email: 'ada@example.com', password: 'seven lanterns drifting' })
  await endSessions(kernel, id)
  await endSessions(kernel, id)
  await disable(kernel, id)
  await changeAccount(kernel, id, { isDisabled: false })
  await changeAccount(kernel, id, { isDisabled: false })
  const { entries } = (await get(`/accounts/${id}/history`)).json<{ entries: { sentence: string; verb: string }[] }>()
  expect(entries.map(({ verb }) => verb)).toEqual([
    'enabled',
    'disabled',
    'sessions_ended',
    'password_set',
    'updated',
    'created',
  ])
  expect(entries[4]?.sentence).toBe('Boss changed the name from Ada to Ada Lovelace and gave the role Reader')
  expect(JSON.stringify(await db.query('select * from history'))).not.toContain('lanterns')
  expect(await verifyHistory(db)).toMatchObject({ ok: true })
  await db.query('alter table history disable trigger history_append_only')
  await db.query({
    text: `update history set after = '{"roles":["admin"]}' where record_id = $1 and verb = 'updated'`,
    values: [id],
  })
  await db.query('alter table history enable trigger history_append_only')
  const found = await verifyHistory(db)
  expect(found.problems).toContainEqual(expect.objectContaining({ kind: 'altered', type: 'account', recordId: id }))
  expect((await get(`/accounts/${id}/history`, (await createCaller(kernel, {})).token)).statusCode).toBe(403)
})

test('accounts are no records to anybody else: not found, not searched, not related, not watched', async () => {
  const id = await createAccount(kernel, { name: 'Zebulon Quux', email: 'zq@example.com', password, roles: [] })
  expect((await get('/search?q=Zebulon')).json().results).toEqual([])
  const person = await kernel.store.asSystem('test').create('person', { name: 'Someone' })
  const send = (method: 'PUT' | 'POST', at: string, payload: object = {}) =>
    app.inject({ method, url: `/api/v1${at}`, payload, headers: { authorization: `Bearer ${boss.token}` } })
  expect((await send('PUT', `/records/${id}/opened`)).statusCode).toBe(404)
  expect((await send('PUT', `/records/${id}/favourite`)).statusCode).toBe(404)
  expect((await send('PUT', `/records/${id}/watch`)).statusCode).toBe(404)
  expect((await send('POST', `/records/${id}/comments`, { text: 'Hi' })).statusCode).toBe(404)
  expect(
    (await send('POST', `/records/${person.id}/relations`, { link: 'related', to: id })).statusCode,
  ).toBeGreaterThan(399)
  const { entries } = (await get(`/accounts/${id}/history`)).json<{ entries: { id: string }[] }>()
  expect((await send('POST', `/history/${entries[0]?.id}/undo`)).statusCode).toBe(404)
  expect((await get('/recents')).json()).toEqual({ recents: [] })
  await expect(
    createAccount(kernel, { name: 'Odd', email: 'odd@example.com', password, roles: [], self: id }),
  ).rejects.toMatchObject({ problems: [{ field: 'self' }] })
})

test('every attempt to sign in is kept in a chain that shows what was taken out or altered', async () => {
  const id = await createAccount(kernel, { name: 'Eve', email: 'eve@example.com', password, roles: [] })
  await signIn({ email: 'eve@example.com', password })
  for (let i = 0; i < 8; i++) await signIn({ email: 'eve@example.com', password: 'wrong anvil gravity moss' })
  await signIn({ email: 'nobody@example.com', password })
  const { rows } = (await get(`/accounts/${id}/sign-ins`)).json<{ rows: { outcome: string; method: string }[] }>()
  expect(rows.map(({ outcome }) => outcome)).toEqual(['throttled', 'wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'in'])
  await expect(db.query('delete from sign_in')).rejects.toThrow('append-only')
  await expect(db.query('truncate sign_in')).rejects.toThrow('append-only')
  const all = await db.query<{ entry: number; account_id: string | null }>(
    'select entry, account_id from sign_in order by entry',
  )
  expect(all.at(-1)?.account_id).toBeNull()
  const before = await verifyHistory(db)
  await db.query('alter table sign_in disable trigger sign_in_append_only')
  expect((await verifyHistory(db)).problems).toContainEqual(expect.objectContaining({ kind: 'guard' }))
  await db.query({ text: `update sign_in set outcome = 'in' where entry = $1`, values: [all[3]?.entry] })
  await db.query({ text: 'delete from sign_in where entry = $1', values: [all[5]?.entry] })
  await db.query('alter table sign_in enable trigger sign_in_append_only')
  const after = await verifyHistory(db)
  expect(after.found).toBe(before.found + 2)
  expect(after.problems.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['altered', 'missing']))
})
