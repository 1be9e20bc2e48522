import { expect, test } from 'vitest'
import { everything, failure, Specimen, specimenStore } from '../../../test/kit/specimen.ts'
import { readHistory } from '../history/read.server.ts'
import { secretMask } from '../record/field.ts'
import { openSealer } from './sealer.server.ts'

const sealer = openSealer('the secret of this test installation')
const { db, all, store, registry } = await specimenStore({ seal: sealer.seal })
const record = registry.record(Specimen.name)

const stored = async (id: string): Promise<string | null> => {
  const [row] = await db.query<{ password: string | null }>({
    text: 'select password from specimen where id = $1',
    values: [id],
  })
  return row?.password ?? null
}

test('a secret is sealed where it is kept, and never reads as itself', async () => {
  const row = await all.create(record, { ...everything, code: 'S-1', password: 'hunter2' })
  expect(row.password).toBe(secretMask)
  expect((await all.list(record, { filter: { code: 'S-1' } })).rows[0]?.password).toBe(secretMask)
  const kept = await stored(row.id)
  expect(kept).toMatch(/^sealed\./)
  expect(sealer.open(kept ?? '')).toBe('hunter2')
  const everywhere = await db.query<{ line: string }>(
    `select h::text as line from history h union all select s::text from specimen s union all select r::text from record r`,
  )
  expect(everywhere.filter(({ line }) => line.includes('hunter2'))).toEqual([])
})

test('sent back as it reads, it stays; sent anew, it is replaced; emptied, it is gone', async () => {
  const row = await all.create(record, { title: 'Safe', password: 'first' })
  const same = await all.update(record, row.id, { title: 'Safer', password: secretMask })
  expect(sealer.open((await stored(row.id)) ?? '')).toBe('first')
  expect((await all.update(record, row.id, { password: 'second' })).version).toBe(same.version + 1)
  expect(sealer.open((await stored(row.id)) ?? '')).toBe('second')
  expect((await all.update(record, row.id, { password: null })).password).toBeNull()
  expect(await stored(row.id)).toBeNull()
})

test('a new record has no secret to keep', async () => {
  expect((await all.create(record, { title: 'New', password: secretMask })).password).toBeNull()
})

test('its history says that it was set, and undo puts the old one back', async () => {
  const row = await all.create(record, { title: 'Told', password: 'old' })
  await all.update(record, row.id, { password: 'new' })
  const page = await readHistory({ db, registry, store }, all.who, { record, key: row.id, limit: 10 })
  const [latest] = page.entries
  expect(latest?.sentence).toBe('Test set a new value for the password')
  expect(latest?.changes).toEqual([{ field: 'password', label: 'Password', before: secretMask, after: secretMask }])
  await all.undo(latest?.id ?? '')
  expect(sealer.open((await stored(row.id)) ?? '')).toBe('old')
})

test('lists can ask whether it is set, and nothing else', async () => {
  expect((await all.count(record, { filter: { title: 'Told', password: { empty: false } } })).count).toBe(1)
  for (const filter of [{ password: 'old' }, { password: { startsWith: 'o' } }])
    expect((await failure(all.list(record, { filter }))).status).toBe(400)
  expect((await failure(all.list(record, { sort: 'password' }))).status).toBe(400)
})
