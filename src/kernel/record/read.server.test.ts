import { describe, expect, test } from 'vitest'
import { everything, failure, Specimen, specimenStore } from '../../../test/kit/specimen.ts'
import type { Records } from './store.server.ts'

const { db, all } = await specimenStore()
const type = Specimen.name

describe('pages', () => {
  test('going forth and back by any column meets every row once, ties and empty values included', async () => {
    const keeper = await all.create(type, { title: 'Pager' })
    const sizes = [3, null, 1, 3, null, 2, 3, null, 0]
    await all.createMany(
      type,
      sizes.map((size, n) => ({
        title: `P${n}`,
        keeper: keeper.id,
        size,
        foundOn: size === null ? null : `2026-01-0${size + 1}`,
        kind: size === 3 ? 'beast' : 'plant',
      })),
    )
    const filter = { keeper: keeper.id }
    for (const sort of [
      'size',
      '-size',
      'foundOn',
      '-foundOn',
      'title',
      'kind',
      '-kind',
      'keeper',
      'number',
      'sizeTwice',
      '-sizeTwice',
      'createdAt',
      'state',
    ]) {
      const forth = await walk(all, { filter, sort }, 'next')
      expect(new Set(forth.ids).size, sort).toBe(sizes.length)
      const back = await walk(all, { filter, sort, before: forth.last }, 'previous')
      expect(back.ids.toReversed(), sort).toEqual(forth.ids.slice(0, -1))
    }
  })
})

async function walk(
  records: Records,
  query: object,
  way: 'next' | 'previous',
): Promise<{ ids: string[]; last: string }> {
  const ids: string[] = []
  let cursor: string | null = null
  let last = ''
  do {
    const step: object = cursor === null ? {} : way === 'next' ? { after: cursor } : { before: cursor }
    const page = await records.list(type, { limit: 2, ...query, ...step })
    ids.push(...(way === 'next' ? page.rows : page.rows.toReversed()).map((row) => row.id))
    cursor = page[way]
    if (way === 'next' && page.rows.length > 0) last = (await lastCursor(records, query, ids)) ?? last
  } while (cursor)
  return { ids, last }
}

/** The cursor of the very last row: what `next` would have been, had another row followed. */
async function lastCursor(records: Records, query: object, ids: readonly string[]): Promise<string | null> {
  const page = await records.list(type, { limit: 1, ...query, after: undefined })
  if (ids.length === 1) return null
  let cursor = page.next
  for (let n = 1; n < ids.length && cursor; n += 1) {
    const step = await records.list(type, { limit: 1, ...query, after: cursor })
    if (!step.next) return cursorOf(step.previous, cursor)
    cursor = step.next
  }
  return cursor
}
const cursorOf = (previous: string | null, fallback: string): string => previous ?? fallback

describe('filters', () => {
  test('each operator finds what it says', async () => {
    const keeper = await all.create(type, { title: 'Filterer', size: 99 })
    const today = new Date().toISOString().slice(0, 10)
    const a = await all.create(type, {
      ...everything,
      code: 'f1',
      keeper: keeper.id,
      foundOn: today,
      kin: [keeper.id],
      seenAt: `${today}T23:59:59.999Z`,
    })
    const b = await all.create(type, { title: '100%_b', keeper: keeper.id, kind: 'plant' })
    const finds = async (filter: object): Promise<string[]> =>
      (await all.list(type, { filter: { keeper: keeper.id, ...filter }, sort: 'createdAt' })).rows.map((row) =>
        row.id === a.id ? 'a' : row.id === b.id ? 'b' : '?',
      )
    const cases: [object, string][] = [
      [{ title: 'Ammonite' }, 'a'],
      [{ title: { not: 'Ammonite' } }, 'b'],
      [{ title: { contains: '%_' } }, 'b'],
      [{ title: { startsWith: 'ammo' } }, 'a'],
      [{ code: { not: 'f1' } }, 'b'],
      [{ code: null }, 'b'],
      [{ size: { gte: 7, lt: 8 } }, 'a'],
      [{ size: [7, null] }, 'ab'],
      [{ weight: '1.25' }, 'a'],
      [{ price: { gt: '12.49' } }, 'a'],
      [{ share: { lte: '12.5' } }, 'a'],
      [{ foundOn: 'today' }, 'a'],
      [{ foundOn: { within: '1d' } }, 'a'],
      [{ foundOn: { past: '1w' } }, 'a'],
      [{ foundOn: { gt: 'today' } }, ''],
      [{ seenAt: { lte: 'today' } }, 'a'],
      [{ seenAt: { gt: 'today' } }, ''],
      [{ keptFor: { empty: true } }, 'b'],
      [{ isRare: true }, 'a'],
      [{ kind: ['plant', 'beast'] }, 'b'],
      [{ colours: 'red' }, 'a'],
      [{ colours: { hasAll: ['red', 'blue'] } }, 'a'],
      [{ colours: { hasNone: ['red'] } }, 'b'],
      [{ colours: { empty: true } }, 'b'],
      [{ kin: keeper.id }, 'a'],
      [{ keeper: { where: { size: 99 } } }, 'ab'],
      [{ kin: { where: { title: 'Filterer' } } }, 'a'],
      [{ email: 'ADA@example.com' }, 'a'],
      [{ address: '2001:db8::1' }, 'a'],
      [{ paint: '#ff0000' }, 'a'],
      [{ phone: { startsWith: '+49' } }, 'a'],
      [{ website: { contains: 'example' } }, 'a'],
      [{ extra: { empty: false } }, 'a'],
      [{ sizeTwice: 14 }, 'a'],
      [{ number: String(b.number) }, 'b'],
      [{ state: ['found', 'lost'] }, 'ab'],
      [{ createdAt: { gte: 'today' } }, 'ab'],
      [{ keeper: 'me' }, ''],
    ]
    for (const [filter, wanted] of cases) expect((await finds(filter)).join(''), JSON.stringify(filter)).toBe(wanted)
  })
  test('a filter that says nothing sensible is refused by name', async () => {
    for (const filter of [
      { nope: 1 },
      { title: { gt: 'x' } },
      { size: 'many' },
      { foundOn: { within: 'soon' } },
      { kind: 'alien' },
      { keeper: { where: { keeper: { where: {} } } } },
      { state: 'gone' },
      { title: {} },
      { colours: { hasAll: ['x'] } },
      { number: 'x' },
    ]) {
      expect((await failure(all.list(type, { filter }))).status, JSON.stringify(filter)).toBe(400)
    }
  })
  test('groups count and sum', async () => {
    const keeper = await all.create(type, { title: 'Grouper' })
    await all.createMany(type, [
      { title: 'g1', keeper: keeper.id, size: 1, kind: 'plant' },
      { title: 'g2', keeper: keeper.id, size: 2, kind: 'plant' },
      { title: 'g3', keeper: keeper.id, size: 3 },
    ])
    expect((await all.groups(type, { by: 'kind', sum: ['size'], filter: { keeper: keeper.id } })).groups).toEqual([
      { value: 'plant', title: null, count: 2, sums: { size: '3' } },
      { value: 'rock', title: null, count: 1, sums: { size: '3' } },
    ])
    expect((await all.groups(type, { by: 'keeper', filter: { keeper: keeper.id } })).groups[0]?.title).toBe('Grouper')
  })
})

describe('as of a day', () => {
  test('rows and lists stand as they stood', async () => {
    const row = await all.create(type, { title: 'Before', size: 1, code: 'asof' })
    await db.query({
      text: `update specimen set created_at = created_at - interval '10 days' where id = $1`,
      values: [row.id],
    })
    await all.update(type, row.id, { title: 'After', size: 2, price: { amount: '5.00', currency: 'EUR' } })
    await all.move(type, row.id, 'show')
    const lastWeek = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10)
    expect(await all.get(type, row.id, { asOf: lastWeek })).toMatchObject({
      title: 'Before',
      size: 1,
      price: null,
      state: 'found',
    })
    expect((await all.list(type, { asOf: lastWeek, filter: { code: 'asof', size: 1 } })).rows.length).toBe(1)
    expect((await all.list(type, { asOf: '2020-01-01' })).rows).toEqual([])
  })
})
