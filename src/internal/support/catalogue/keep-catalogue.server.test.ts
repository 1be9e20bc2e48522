import { beforeAll, describe, expect, test } from 'vitest'
import { testClock } from '../../../../test/kit/clock.ts'
import { testDatabase } from '../../../../test/kit/database.ts'
import { registry } from '../../../app/records.ts'
import { openStore } from '../../../kernel/record/store.server.ts'
import { ensureCatalogue } from './keep-catalogue.server.ts'
import { readyMade } from './ready-made.ts'

const { db } = await testDatabase()
const records = openStore({ db, registry, clock: testClock('2026-11-23T09:00:00.000Z') }).asSystem('tests')
const items = () => records.list('catalogue_item', { sort: 'name', limit: 100, archived: 'with' })

beforeAll(() => ensureCatalogue(records))

describe('the catalogue of a new installation', () => {
  test('offers what every IT is asked for', async () => {
    const { rows } = await items()
    expect(rows.map(({ title }) => title)).toEqual(readyMade.map(({ name }) => name).toSorted())
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['offered']))
  })

  test('puts bundles together of what it offers', async () => {
    const { rows } = await records.list('catalogue_item', { filter: { kind: 'bundle' }, sort: 'name' })
    expect(rows.map((row) => [row.title, (row['items'] as { title: string }[]).map(({ title }) => title)])).toEqual([
      ['Leaver', ['Close somebody’s accounts', 'Return of equipment']],
      ['New starter', ['Account for somebody new', 'New laptop', 'Access to an application or folder']],
    ])
  })

  test('is made once: what was archived or renamed doesn’t come back', async () => {
    const before = (await items()).rows
    const [first, second] = before
    if (!first || !second) throw new Error('no items')
    await records.archive('catalogue_item', first.id)
    await records.update('catalogue_item', second.id, { name: 'Ours' }, {})
    await ensureCatalogue(records)
    expect((await items()).rows).toHaveLength(before.length)
  })
})
