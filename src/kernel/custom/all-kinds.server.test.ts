import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { nobody, type Who } from '../access/who.ts'
import { listRows } from '../importing/import-rows.server.ts'
import { createImport, readImport, setMapping, startApplying } from '../importing/imports.server.ts'
import { importWork } from '../importing/work.server.ts'
import { secretMask } from '../record/field.ts'
import { customKinds } from './custom-kinds.ts'

const { app, kernel } = await testApplication()
const boss = await createCaller(kernel, { name: 'Boss', permissions: ['*'] })
const who: Who = { ...nobody, account: boss.account, name: boss.name, permissions: new Set(['*']) }
const all = kernel.store.as(who)
const send = (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, version?: number) =>
  app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { authorization: `Bearer ${boss.token}`, ...(version && { 'if-match': `"${version}"` }) },
    payload,
  })
const first = await all.create('team', { name: 'Archive' })
const second = await all.create('team', { name: 'Storage' })
const pointing = ({ id, title }: { id: string; title: string }) => ({ id, title })

type Kind = (typeof customKinds)[number]
interface Case {
  /** What the first row holds, and the second, which comes after it. */
  readonly values: readonly [unknown, unknown]
  readonly more?: object
  /** What finds the first row alone; the value itself unless said. */
  readonly filter?: unknown
  readonly isSorted?: false
  /** It isn't in files, or isn't set by them. */
  readonly isInFiles?: false
}
const cases: Readonly<Record<Kind, Case>> = {
  text: { values: ['CC-17', 'CC-18'] },
  longText: { values: ['# Long\n\nOne', '# Long\n\nTwo'], filter: { contains: 'One' }, isSorted: false },
  int: { values: [5, 6] },
  decimal: { values: ['1.50', '10.25'], filter: { lt: '2' } },
  money: {
    values: [
      { amount: '12.50', currency: 'EUR' },
      { amount: '900.00', currency: 'EUR' },
    ],
  },
  percent: { values: ['12.50', '80.00'], filter: { lte: '12.5' } },
  date: { values: ['2026-03-31', '2027-01-01'], filter: { lt: '2026-12-31' } },
  dateTime: { values: ['2026-03-31T10:00:00.000Z', '2026-04-01T10:00:00.000Z'] },
  duration: { values: [3600, 7200] },
  bool: { values: [false, true] },
  choice: { values: ['Lisbon', 'Berlin'], more: { choices: ['Lisbon', 'Berlin'] } },
  choices: {
    values: [['Berlin'], ['Lisbon', 'Porto']],
    more: { choices: ['Berlin', 'Lisbon', 'Porto'] },
    filter: { hasAll: ['Berlin'] },
    isSorted: false,
  },
  ref: { values: [pointing(first), pointing(second)], more: { target: 'team' }, filter: first.id },
  refs: {
    values: [[pointing(first)], [pointing(second)]],
    more: { target: 'team' },
    filter: { hasNone: [second.id] },
    isSorted: false,
  },
  email: { values: ['a@example.com', 'b@example.com'] },
  url: { values: ['https://a.example/', 'https://b.example/'], filter: { startsWith: 'https://a' } },
  phone: { values: ['+49 30 901820', '+49 30 901821'] },
  ip: { values: ['10.0.0.1', '10.0.0.2'] },
  colour: { values: ['#0a0a0a', '#1f6feb'] },
  secret: { values: [secretMask, null], filter: { empty: false }, isSorted: false, isInFiles: false },
  json: { values: [{ any: ['thing'] }, null], filter: { empty: false }, isSorted: false },
  computed: { values: ['Ada!', 'Bo!'], more: { formula: 'name & "!"' }, isInFiles: false },
}
const handles = new Map<Kind, string>()
const handleOf = (kind: Kind): string => handles.get(kind) ?? ''
const ids: string[] = []
const given = (at: 0 | 1): Record<string, unknown> =>
  Object.fromEntries(
    customKinds.flatMap((kind) => {
      const value = cases[kind].values[at]
      return kind === 'computed' ? [] : [[handleOf(kind), value === secretMask ? 'hunter2' : value]]
    }),
  )

beforeAll(async () => {
  for (const kind of customKinds) {
    const { more } = cases[kind]
    const answer = await send('POST', '/added-fields', { recordType: 'person', label: `Our ${kind}`, kind, ...more })
    expect(answer.statusCode, answer.body).toBe(201)
    handles.set(kind, answer.json<{ handle: string }>().handle)
  }
  for (const [at, name] of ['Ada', 'Bo'].entries()) {
    const made = await send('POST', '/people', { name, email: `${name}@x.com`, ...given(at === 0 ? 0 : 1) })
    expect(made.statusCode, made.body).toBe(201)
    ids.push(made.json<{ id: string }>().id)
  }
}, 240_000)

const found = async (query: Record<string, string>): Promise<readonly string[]> =>
  (await send('GET', `/people?${new URLSearchParams(query)}`))
    .json<{ rows: readonly { id: string }[] }>()
    .rows.map(({ id }) => id)
const orNull = (value: unknown): unknown => (Array.isArray(value) && value.length === 0 ? null : value)

test.each(customKinds)('a custom field of kind %s is read, filtered, sorted, changed and remembered', async (kind) => {
  const handle = handleOf(kind)
  const { values, filter = values[0], isSorted = true } = cases[kind]
  const read = async (id = ids[0]) => (await send('GET', `/people/${id}`)).json<Record<string, unknown>>()
  expect([(await read(ids[0]))[handle], orNull((await read(ids[1]))[handle])]).toEqual(values)
  expect(await found({ filter: JSON.stringify({ [handle]: filter }) })).toEqual([ids[0]])
  if (isSorted) {
    expect(await found({ sort: handle })).toEqual(ids)
    expect(await found({ sort: `-${handle}` })).toEqual(ids.toReversed())
  } else expect((await send('GET', `/people?sort=${handle}`)).statusCode).toBe(400)

  const { version } = await read()
  const changed = await send('PATCH', `/people/${ids[0]}`, { [handle]: given(1)[handle] ?? null }, Number(version))
  if (kind === 'computed') {
    expect(changed.json()).toMatchObject({ problems: [{ field: handle }] })
    return
  }
  expect(changed.statusCode, changed.body).toBe(200)
  const { entries } = (await send('GET', `/people/${ids[0]}/history`)).json<{
    entries: { id: string; sentence: string; changes: { field: string }[] }[]
  }>()
  expect(entries[0]).toMatchObject({ changes: [{ field: handle }], sentence: expect.stringContaining(`our ${kind}`) })
  if (kind === 'secret') return
  expect((await send('POST', `/history/${entries[0]?.id}/undo`)).statusCode).toBe(200)
  expect((await read())[handle]).toEqual(values[0])
})

test.each(['csv', 'xlsx'])('all kinds go out as %s, and an import of the file brings them back', async (format) => {
  const file = await send('GET', `/people/export?format=${format}`)
  const path = join(mkdtempSync(join(tmpdir(), 'kinds-')), `export.${format}`)
  writeFileSync(path, file.rawPayload)
  const inFiles = customKinds.filter((kind) => cases[kind].isInFiles !== false)
  const other = Object.fromEntries(inFiles.map((kind) => [handleOf(kind), given(1)[handleOf(kind)]]))
  await all.update('person', ids[0] ?? '', other)
  const work = importWork(kernel)
  const created = await createImport(kernel, who, { path, fileName: `export.${format}`, type: 'person' })
  await setMapping(kernel, who, created.id, created.mapping)
  await work.run(created.id)
  expect((await listRows(kernel, who, created.id, { outcome: 'refused' })).rows).toEqual([])
  expect((await readImport(kernel, who, created.id)).counts).toEqual({ update: 1, skip: 1 })
  await startApplying(kernel, who, created.id)
  await work.run(created.id)
  const back = await all.get('person', ids[0] ?? '')
  for (const kind of inFiles) expect(back[handleOf(kind)], kind).toEqual(cases[kind].values[0])
})
