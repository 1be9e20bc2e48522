import { beforeAll, describe, expect, test } from 'vitest'
import { testClock } from '../../../test/kit/clock.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import { registry } from '../../app/records.ts'
import { nobody, type Who } from '../../kernel/access/who.ts'
import { openStore } from '../../kernel/record/store.server.ts'
import { readTree } from '../pictures/index.server.ts'

const { db, statementsOf } = await testDatabase()
const store = openStore({ db, registry, clock: testClock() })
const records = store.asSystem('tests')
const reader: Who = {
  ...nobody,
  account: '00000000-0000-7000-8000-000000000001',
  name: 'Reader',
  permissions: new Set(['person.read']),
}
const person = registry.record('person')
const ids: Record<string, string> = {}

const chart = (root: string | null, depth = 2, who = reader) =>
  readTree({ db, store }, who, {
    record: person,
    field: 'manager',
    states: ['active', 'away'],
    root,
    depth,
    columns: ['name', 'jobTitle', 'mobile'],
  })
const seen = async (root: string | null, depth?: number) => {
  const { nodes } = await chart(root, depth)
  return Object.fromEntries(nodes.map((node) => [node.title, [node.children, node.below]]))
}

async function add(name: string, manager?: string): Promise<void> {
  const row = await records.create('person', {
    name,
    manager: manager ? ids[manager] : null,
    mobile: '+49 170 5550123',
  })
  ids[name] = row.id
}

beforeAll(async () => {
  await add('Ada')
  for (const name of ['Ben', 'Cem']) await add(name, 'Ada')
  for (const name of ['Dee', 'Eva']) await add(name, 'Ben')
  await add('Finn', 'Dee')
  await add('Gone', 'Ada')
  await add('Hana', 'Gone')
  await add('Ida', 'Hana')
  await add('Loner')
  await records.move('person', ids['Gone'] ?? '', 'leave')
})

describe('the org chart', () => {
  test('starts at the tops, those of a manager who left among them, and counts who stands apart', async () => {
    expect(await seen(null, 1)).toEqual({ Ada: [2, 5], Ben: [2, 3], Cem: [0, 0], Hana: [1, 1], Ida: [0, 0] })
    expect((await chart(null)).apart).toBe(1)
  })

  test('counts everyone below, however little of it is sent', async () => {
    expect(await seen(ids['Ada'] ?? '', 0)).toEqual({ Ada: [2, 5] })
    expect(await seen(ids['Ben'] ?? '', 4)).toEqual({ Ben: [2, 3], Dee: [1, 1], Eva: [0, 0], Finn: [0, 0] })
  })

  test('says who is above', async () => {
    const { chain } = await chart(ids['Finn'] ?? '')
    expect(chain.map((one) => one.title)).toEqual(['Ada', 'Ben', 'Dee'])
  })

  test('costs the same few statements for any size', async () => {
    expect((await statementsOf(() => chart(ids['Ada'] ?? '', 1))).length).toBeLessThanOrEqual(5)
    expect((await statementsOf(() => chart(null, 4))).length).toBeLessThanOrEqual(5)
  })

  test('shows nothing to those who may not read people, and no guarded field to anyone', async () => {
    const stranger: Who = { ...reader, permissions: new Set(['team.read']) }
    expect(await chart(null, 2, stranger)).toEqual({ nodes: [], chain: [], apart: 0 })
    await expect(chart(ids['Ada'] ?? '', 2, stranger)).rejects.toMatchObject({ code: 'NotFound' })
    expect((await chart(null)).nodes.some((node) => 'mobile' in node)).toBe(false)
  })

  test('ends where a circle has come in past the checks', async () => {
    await db.query({ text: 'update person set manager = $1 where id = $2', values: [ids['Finn'], ids['Ben']] })
    const found = await seen(ids['Ben'] ?? '', 4)
    expect(Object.keys(found).sort()).toEqual(['Ben', 'Dee', 'Eva', 'Finn'])
    await db.query({ text: 'update person set manager = $1 where id = $2', values: [ids['Ada'], ids['Ben']] })
  })

  test('holds 20,000 people: a slice stays a slice', async () => {
    await fillBelow(ids['Loner'] ?? '', 100, 200)
    const { nodes } = await chart(ids['Loner'] ?? '', 2)
    expect(nodes.length).toBeLessThanOrEqual(600)
    expect(nodes[0]).toMatchObject({ title: 'Loner', children: 100, below: 20_100 })
    expect((await statementsOf(() => chart(ids['Loner'] ?? '', 2))).length).toBeLessThanOrEqual(5)
  })
})

/** Bare rows past the store: this is about reading many, and writing them has tests of its own. */
async function fillBelow(top: string, leads: number, each: number): Promise<void> {
  const rows = (made: string, source: string) =>
    db.query(`with made as (${made} ${source}),
      registered as (insert into record (id, type, title, entries, chain, search, folded)
        select id, 'person', name, 0, '', '', '' from made)
      insert into person (id, version, name, state, kind, manager, created_at, updated_at)
        select id, 1, name, 'active', 'employee', manager, now(), now() from made`)
  const made = (name: string, manager: string) =>
    `select gen_random_uuid() as id, ${name} as name, ${manager} as manager`
  await rows(made(`'Lead ' || n`, `'${top}'::uuid`), `from generate_series(1, ${leads}) n`)
  await rows(
    made(`'Person ' || n`, 'lead.id'),
    `from person lead, generate_series(1, ${each}) n where lead.name like 'Lead %'`,
  )
}
