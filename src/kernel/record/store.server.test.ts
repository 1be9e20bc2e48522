import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { makeSpecimenTable, Specimen, specimenRegistry } from '../../../test/kit/specimen.ts'
import { nobody, type Who } from '../access/who.ts'
import { systemClock } from '../clock.ts'
import type { Failure } from '../errors.ts'
import { openStore, type Records } from './store.server.ts'

const { db, statementsOf } = await testDatabase()
beforeAll(async () => {
  await makeSpecimenTable(db)
})

const store = openStore({
  db,
  registry: specimenRegistry,
  clock: systemClock,
  actions: {
    'specimen.weigh': async ({ records, row, input, changing }) =>
      void (await records.update('specimen', row.id, { weight: input.kilos }, changing)),
  },
})
const someone = (permissions: readonly string[], self: string | null = null): Who => ({
  ...nobody,
  account: crypto.randomUUID(),
  name: 'Test',
  self,
  permissions: new Set(permissions),
})
const all = store.as(someone(['specimen.*']))
const failure = async (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => expect.fail('should have failed'),
    (error: Failure) => error,
  )
const type = Specimen.name

const everything = {
  title: 'Ammonite',
  code: 'A-1',
  story: '# Found',
  size: 7,
  weight: '1.250',
  price: { amount: '12.50', currency: 'EUR' },
  share: '12.50',
  foundOn: '2026-02-28',
  seenAt: '2026-03-01T10:00:00.000Z',
  keptFor: 3600,
  isRare: true,
  kind: 'rock',
  colours: ['red', 'blue'],
  email: 'ada@example.com',
  website: 'https://example.com/',
  phone: '+49 30 901820',
  address: '2001:db8::1',
  paint: '#ff0000',
  extra: { note: 'fragile' },
  secret: 'hush',
}

describe('create and read', () => {
  test('every kind of field comes back as it went in', async () => {
    const row = await all.create(type, everything)
    expect(row).toMatchObject({
      ...everything,
      number: expect.stringMatching(/^SPC-\d{3}$/),
      version: 1,
      state: 'found',
      sizeTwice: 14,
      shout: 'AMMONITE',
      title: 'Ammonite',
    })
    expect(row.can).toEqual(['update', 'archive', 'move:show', 'move:lose', 'action:weigh'])
    expect(await all.get(type, String(row.number))).toEqual(row)
  })
  test('a create is two statements and a read one', async () => {
    const seen = await statementsOf(async () => void (await all.create(type, { title: 'Counted' })))
    expect(seen.length).toBe(3) // number, insert, read back
  })
  test('each wrong value names its field, and nothing is stored', async () => {
    const error = await failure(
      all.create(type, {
        title: '',
        size: -1,
        weight: '1.2345',
        price: { amount: '1.234', currency: 'EUR' },
        foundOn: '2026-02-30',
        kind: 'alien',
        keeper: 'x',
        unknown: 1,
      }),
    )
    expect(error.problems.map((problem) => problem.field).sort()).toEqual([
      'foundOn',
      'keeper',
      'kind',
      'price',
      'size',
      'title',
      'unknown',
      'weight',
    ])
  })
  test('the record’s own check, uniqueness and references are told by field', async () => {
    expect((await failure(all.create(type, { title: 'x', size: 13 }))).problems).toEqual([
      { field: 'size', says: 'Thirteen is unlucky.' },
    ])
    await all.create(type, { title: 'First', code: 'Dup' })
    expect((await failure(all.create(type, { title: 'Second', code: 'dup' }))).problems[0]?.field).toBe('code')
    expect((await failure(all.create(type, { title: 'Ref', kin: [crypto.randomUUID()] }))).problems[0]?.field).toBe(
      'kin',
    )
  })
})

describe('access', () => {
  test('who may not read finds nothing; who keeps a row sees only that one', async () => {
    const keeper = await all.create(type, { title: 'Keeper' })
    const own = await all.create(type, { title: 'Own', keeper: keeper.id, secret: 'x' })
    const limited = store.as(someone([], keeper.id))
    expect((await limited.list(type)).rows.map((row) => row.id)).toEqual([own.id])
    expect((await limited.get(type, own.id)).keeper).toEqual({ id: keeper.id, title: null })
    expect(Object.keys(await limited.get(type, own.id))).not.toContain('secret')
    expect((await failure(limited.get(type, keeper.id))).code).toBe('NotFound')
    expect((await failure(limited.update(type, keeper.id, { size: 1 }))).code).toBe('NotFound')
    expect((await failure(limited.archive(type, own.id))).code).toBe('Forbidden')
    expect((await failure(limited.update(type, own.id, { secret: 'y' }))).problems[0]?.field).toBe('secret')
    expect((await failure(limited.list(type, { filter: { secret: 'x' } }))).status).toBe(400)
    expect((await store.as(nobody).list(type)).rows).toEqual([])
  })
})

describe('update', () => {
  test('writes the change, its history and one version; an unchanged row stays as it is', async () => {
    const row = await all.create(type, { title: 'Old', size: 1 })
    const changed = await all.update(type, row.id, { title: 'New', size: 1 }, { version: 1, reason: 'because' })
    expect(changed).toMatchObject({ title: 'New', version: 2 })
    expect((await all.update(type, row.id, { title: 'New' }, { version: 2 })).version).toBe(2)
    const entries = await db.query({
      text: 'select entry, version, verb, before, after, reason from history where record_id = $1 order by entry',
      values: [row.id],
    })
    expect(entries).toEqual([
      {
        entry: 1,
        version: 1,
        verb: 'created',
        before: null,
        after: { state: 'found', title: 'Old', size: 1, is_rare: false, kind: 'rock' },
        reason: null,
      },
      { entry: 2, version: 2, verb: 'updated', before: { title: 'Old' }, after: { title: 'New' }, reason: 'because' },
    ])
  })
  test('an older version is told what stands otherwise now', async () => {
    const row = await all.create(type, { title: 'A', size: 1 })
    await all.update(type, row.id, { size: 2 }, { version: 1 })
    const error = await failure(all.update(type, row.id, { title: 'B', size: 3 }, { version: 1 }))
    expect(error.status).toBe(409)
    expect(error.differences).toEqual([
      { field: 'title', yours: 'B', theirs: 'A', base: 'A' },
      { field: 'size', yours: 3, theirs: 2, base: 1 },
    ])
  })
  test('of many writers at once exactly one wins each version', async () => {
    const row = await all.create(type, { title: 'Race', size: 0 })
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) => all.update(type, row.id, { size: n + 1 }, { version: 1 })),
    )
    expect(results.filter((result) => result.status === 'fulfilled').length).toBe(1)
    expect((await all.get(type, row.id)).version).toBe(2)
  })
  test('a circle is refused however it is closed', async () => {
    const top = await all.create(type, { title: 'Top' })
    const low = await all.create(type, { title: 'Low', parent: top.id })
    expect((await failure(all.update(type, top.id, { parent: low.id }))).problems[0]?.says).toContain('circle')
    expect((await failure(all.update(type, top.id, { parent: top.id }))).problems[0]?.field).toBe('parent')
  })
  test('what others hold on to is not archived; archived rows are restored first', async () => {
    const top = await all.create(type, { title: 'Held' })
    const low = await all.create(type, { title: 'Holder', parent: top.id })
    expect((await failure(all.archive(type, top.id))).message).toContain('Holder')
    expect((await all.archive(type, low.id)).can).toEqual(['restore'])
    await all.archive(type, top.id)
    expect((await failure(all.update(type, top.id, { size: 1 }))).code).toBe('Conflict')
    expect((await all.restore(type, top.id)).archivedAt).toBe(null)
  })
  test('moves and actions only go from where they may', async () => {
    const row = await all.create(type, { title: 'Moving' })
    expect((await all.act(type, row.id, 'weigh', { kilos: '2.5' })).weight).toBe('2.500')
    expect((await all.move(type, row.id, 'show')).state).toBe('shown')
    expect((await failure(all.move(type, row.id, 'show'))).code).toBe('Conflict')
    expect((await failure(all.act(type, row.id, 'weigh', { kilos: '1' }))).code).toBe('Conflict')
  })
})

describe('many', () => {
  test('each row has its own outcome, and the whole can be undone', async () => {
    const batch = crypto.randomUUID()
    const given = [
      { title: 'M1', code: 'm1' },
      { title: '' },
      { title: 'M2', code: 'm1' },
      { title: 'M3', kin: [crypto.randomUUID()] },
      { title: 'M4' },
    ]
    const outcomes = await all.createMany(type, given, { batch })
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false, false, false, true])
    const ids = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.id] : []))
    await all.updateMany(
      type,
      ids.map((id) => ({ id, set: { size: 5 } })),
      { batch },
    )
    expect((await all.undoBatch(batch)).every((outcome) => outcome.ok)).toBe(true)
    expect((await all.list(type, { filter: { id: ids } })).rows).toEqual([])
    expect((await all.list(type, { filter: { id: ids }, archived: 'only' })).rows.map((row) => row.size)).toEqual([
      null,
      null,
    ])
  })
  test('three thousand rows arrive once', async () => {
    const rows = Array.from({ length: 3000 }, (_, n) => ({ title: `Bulk ${n}`, size: n * 20 }))
    expect((await all.createMany(type, rows)).filter((outcome) => outcome.ok).length).toBe(3000)
    expect(await all.count(type, { q: 'bulk' })).toEqual({ count: 3000, isAtLeast: false })
  })
})

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
    await db
      .query({ text: `update history set at = at - interval '10 days' where record_id = $1`, values: [row.id] })
      .catch(() => undefined)
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
