import { describe, expect, test } from 'vitest'
import { makeRegistry } from '../../app/records.ts'
import { testApplication } from '../../../test/kit/application.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { nobody, type Who } from '../access/who.ts'
import { openKernel } from '../open-kernel.server.ts'
import { secretMask } from '../record/field.ts'
import { customKinds } from './custom-kinds.ts'

const { app, kernel, statementsOf } = await testApplication()
const boss = await createCaller(kernel, { name: 'Boss', permissions: ['*'] })
const everyone = await createCaller(kernel, { name: 'Everyone', permissions: ['person.read'] })
const send = (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, who = boss, more = {}) =>
  app.inject({ method, url: `/api/v1${url}`, headers: { authorization: `Bearer ${who.token}`, ...more }, payload })
const add = async (given: object) => {
  const answer = await send('POST', '/added-fields', { recordType: 'person', ...given })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ id: string; handle: string }>()
}
const who: Who = { ...nobody, account: boss.account, name: boss.name, permissions: new Set(['*']) }
const all = kernel.store.as(who)

describe('a custom field', () => {
  test('of every kind is written, read, filtered and remembered like a declared one', async () => {
    const team = await all.create('team', { name: 'Storage' })
    const values: Record<string, unknown> = {
      text: 'CC-17',
      longText: '# Long',
      int: 5,
      decimal: '1.50',
      money: { amount: '12.50', currency: 'EUR' },
      percent: '12.50',
      date: '2026-03-31',
      dateTime: '2026-03-31T10:00:00.000Z',
      duration: 3600,
      bool: true,
      choice: 'Berlin',
      choices: ['Berlin', 'Lisbon'],
      ref: { id: team.id, title: 'Storage' },
      refs: [{ id: team.id, title: 'Storage' }],
      email: 'a@example.com',
      url: 'https://example.com/',
      phone: '+49 30 901820',
      ip: '10.0.0.1',
      colour: '#1f6feb',
      secret: secretMask,
      json: { any: ['thing'] },
      computed: 'Ada!',
    }
    const handles = new Map<string, string>()
    for (const kind of customKinds) {
      const more = kind === 'choice' || kind === 'choices' ? { choices: ['Berlin', 'Lisbon'] } : {}
      const target = kind === 'ref' || kind === 'refs' ? { target: 'team' } : {}
      const formula = kind === 'computed' ? { formula: 'name & "!"' } : {}
      handles.set(kind, (await add({ label: `A ${kind} of ours`, kind, ...more, ...target, ...formula })).handle)
    }
    const named = Object.fromEntries(customKinds.map((kind) => [handles.get(kind), values[kind]]))
    const { [handles.get('computed') ?? '']: _, ...given } = named
    const sent = { ...given, [handles.get('secret') ?? '']: 'hunter2' }
    const made = await send('POST', '/people', { name: 'Ada', ...sent })
    expect(made.statusCode, made.body).toBe(201)
    expect(made.json()).toMatchObject(named)
    const { id } = made.json<{ id: string }>()
    const filter = JSON.stringify({ [handles.get('text') ?? '']: 'CC-17', [handles.get('ref') ?? '']: team.id })
    const found = await send('GET', `/people?${new URLSearchParams({ filter, sort: handles.get('date') ?? '' })}`)
    expect(found.json<{ rows: { id: string }[] }>().rows.map((row) => row.id)).toEqual([id])
    await all.update('person', id, { [handles.get('int') ?? '']: 6 })
    const history = await send('GET', `/people/${id}/history`)
    expect(history.json<{ entries: { sentence: string }[] }>().entries[0]?.sentence).toBe(
      'Boss changed the A int of ours from 5 to 6',
    )
    const day = new Date().toISOString().slice(0, 10)
    expect((await all.get('person', id, { asOf: day }))[handles.get('money') ?? '']).toEqual(values.money)
  }, 120_000)

  test('refuses what its kind refuses, and points only at what is there', async () => {
    const { handle } = await add({ label: 'Shoe size', kind: 'int' })
    const wrong = await send('POST', '/people', { name: 'Bo', [handle]: 'large' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.json()).toMatchObject({ problems: [{ field: handle, says: 'Shoe size must be a whole number.' }] })
    const boat = await add({ label: 'Mentor', kind: 'ref', target: 'person' })
    const nowhere = await send('POST', '/people', { name: 'Bo', [boat.handle]: crypto.randomUUID() })
    expect(nowhere.json()).toMatchObject({ problems: [{ field: boat.handle }] })
  })

  test('never rewrites the table: those who read and write meanwhile go on', async () => {
    await all.create('person', { name: 'Before' })
    const at = async () =>
      (await kernel.db.query<{ node: string }>(`select pg_relation_filenode('person')::text as node`))[0]?.node
    const node = await at()
    const { handle } = await add({ label: 'Locker', kind: 'text', isIndexed: true })
    expect(await at()).toBe(node)
    const [before] = (await all.list('person', { filter: { name: 'Before' } })).rows
    expect(before?.[handle]).toBeNull()
    expect((await all.update('person', before?.id ?? '', { [handle]: '12' }))[handle]).toBe('12')
    const [index] = await kernel.db.query<{ n: number }>(
      `select count(*) as n from pg_indexes where indexname = 'person_x_locker'`,
    )
    expect(index?.n).toBe(1)
  })

  test('is for those who may add it, and shown to those who may read the record', async () => {
    expect(
      (await send('POST', '/added-fields', { recordType: 'person', label: 'X', kind: 'text' }, everyone)).statusCode,
    ).toBe(403)
    const { handle } = await add({ label: 'Desk', kind: 'text' })
    const me = (await send('GET', '/me', undefined, everyone)).json<{ added: Record<string, { fields: object }> }>()
    expect(Object.keys(me.added.person?.fields ?? {})).toContain(handle)
    expect(Object.keys(me.added)).toEqual(['person'])
  })

  test('has two of one label under two names, and keeps its kind and its name for good', async () => {
    const [one, two] = [await add({ label: 'Twin', kind: 'text' }), await add({ label: 'Twin', kind: 'int' })]
    expect([one.handle, two.handle]).toEqual(['xTwin', 'xTwin2'])
    const changed = await send('PATCH', `/custom-fields/${one.id}`, { kind: 'int' }, boss, { 'if-match': '"1"' })
    expect(changed.json()).toMatchObject({
      problems: [{ field: 'kind', says: 'Kind was set for good, and can’t be changed.' }],
    })
  })

  test('put away, it is gone everywhere and its values are kept', async () => {
    const { id, handle } = await add({ label: 'Badge', kind: 'text' })
    const ada = await all.create('person', { name: 'Keeps', [handle]: 'B-1' })
    await all.archive('custom_field', id)
    await kernel.customFields.refresh()
    expect(await all.get('person', ada.id)).not.toHaveProperty(handle)
    expect((await send('POST', '/people', { name: 'New', [handle]: 'B-2' })).statusCode).toBe(422)
    await all.restore('custom_field', id)
    await kernel.customFields.refresh()
    expect((await all.get('person', ada.id))[handle]).toBe('B-1')
  })

  test('made by one process is known to the next look of another', async () => {
    const other = openKernel({ ...kernel, registry: makeRegistry() })
    await other.customFields.refresh()
    const { handle } = await add({ label: 'Elsewhere', kind: 'text' })
    await other.customFields.refresh()
    const row = await other.store.as(who).create('person', { name: 'From B', [handle]: 'yes' })
    expect((await all.get('person', row.id))[handle]).toBe('yes')
    const seen = await statementsOf(() => other.customFields.refresh())
    expect(seen.length).toBe(1)
  })
})
