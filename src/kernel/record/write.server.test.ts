import { describe, expect, test } from 'vitest'
import { everything, failure, someone, Specimen, specimenStore } from '../../../test/kit/specimen.ts'
import { nobody } from '../access/who.ts'

const { db, statementsOf, store, all } = await specimenStore()
const type = Specimen.name

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
  test('a create is two statements, and gives back what was made', async () => {
    const seen = await statementsOf(async () => void (await all.create(type, { title: 'Counted' })))
    expect(seen.length).toBe(2) // number, insert
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
