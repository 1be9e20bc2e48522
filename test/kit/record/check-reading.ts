import { describe, expect, it } from 'vitest'
import type { AnyRecord } from '../../../src/kernel/record/define.ts'
import type { Field } from '../../../src/kernel/record/field.ts'
import type { Row } from '../../../src/kernel/record/store.server.ts'
import { kindOf } from './kinds.ts'
import { expectOk, expectProblem, type Stage } from './stage.ts'

interface Page {
  readonly rows: readonly Row[]
  readonly next: string | null
  readonly previous: string | null
}

/** Filters by every field, and walks every order forwards and backwards. */
export function checkReading(stage: Stage): void {
  checkFilters(stage)
  checkPaging(stage)
}

/** Not of what the tests can't fill: secrets, what is derived, and structures that may be missing. */
const canAsk = ({ kind, options }: Field<unknown>): boolean => {
  if (kind === 'computed') return options.sql !== undefined
  return kind !== 'secret' && options.worked !== 'derived' && (kind !== 'json' || options.required === true)
}

function checkFilters(stage: Stage): void {
  const fields = Object.entries(stage.record.fields)
  const isFound = async (row: Row, name: string, condition: unknown): Promise<boolean> => {
    const filter = JSON.stringify({ id: row.id, [name]: condition })
    return expectOk<Page>(await stage.send(stage.boss, { query: { filter } })).rows.length === 1
  }

  describe('filters', () => {
    let full: Promise<Row> | undefined
    it.each(fields.filter(([, field]) => canAsk(field)))('finds by %s', async (name, field) => {
      full ??= stage.make({}, { isFull: true, state: stage.recipe.fullIn })
      const row = await full
      const value = row[name]
      expect(value ?? null, `make() leaves ${name} empty, so that its filter can't be tried`).not.toBeNull()
      const { finds, misses } = kindOf(field)
      for (const condition of [...finds(value), { empty: false }])
        expect(await isFound(row, name, condition), `${name}: ${JSON.stringify(condition)}`).toBe(true)
      for (const condition of [...misses(value), { empty: true }])
        expect(await isFound(row, name, condition), `not ${name}: ${JSON.stringify(condition)}`).toBe(false)
    })

    it('finds by state, and refuses what it does not know', async () => {
      const row = await stage.make()
      if (row.state !== null) expect(await isFound(row, 'state', row.state)).toBe(true)
      const filter = JSON.stringify({ noSuchField: 1 })
      expectProblem(await stage.send(stage.boss, { query: { filter } }), 400, 'noSuchField')
      expectProblem(await stage.send(stage.boss, { query: { filter: '[' } }), 400)
    })
  })
}

const sortable = (record: AnyRecord): readonly string[] => [
  'createdAt',
  'updatedAt',
  ...(record.number ? ['number'] : []),
  ...(record.states ? ['state'] : []),
  ...Object.entries(record.fields).flatMap(([name, field]) => (canAsk(field) && kindOf(field).isSorted ? [name] : [])),
]

/** Rows with values, rows that share them, and rows without. */
async function sevenRows(stage: Stage): Promise<readonly Row[]> {
  const [first, second] = [await stage.make({}, { isFull: true }), await stage.make({}, { isFull: true })]
  const shared = await sharedValues(stage)
  const rest = [
    await stage.make(shared),
    await stage.make(shared),
    await stage.make(),
    await stage.make(),
    await stage.make(),
  ]
  return [first, second, ...rest]
}

async function sharedValues({ record, recipe, input }: Stage): Promise<Record<string, unknown>> {
  const values = await input({ isFull: true })
  const { apart = [] } = recipe
  const own = Object.entries(values).filter(([name]) => !record.fields[name]?.options.unique && !apart.includes(name))
  return Object.fromEntries(own)
}

function checkPaging(stage: Stage): void {
  describe('paging', () => {
    let made: Promise<readonly Row[]> | undefined
    const orders = sortable(stage.record).flatMap((name) => [name, `-${name}`])
    it.each(orders)('by %s visits each row once, there and back', async (sort) => {
      made ??= sevenRows(stage)
      const ids = (await made).map(({ id }) => id)
      const filter = JSON.stringify({ id: ids })
      const page = async (more: Record<string, string>): Promise<Page> =>
        expectOk(await stage.send(stage.boss, { query: { filter, sort, columns: 'id', ...more } }))
      const whole = (await page({ limit: '100' })).rows.map(({ id }) => id)
      expect(whole.toSorted()).toEqual(ids.toSorted())

      const there = await walk((cursor) => page({ limit: '3', ...(cursor ? { after: cursor } : {}) }), 'next')
      expect(there.ids).toEqual(whole)
      const back = await walk((cursor) => page({ limit: '3', before: cursor ?? there.last }), 'previous')
      expect([...back.ids, ...there.lastIds]).toEqual(whole)
    })
  })
}

async function walk(page: (cursor: string | null) => Promise<Page>, way: 'next' | 'previous') {
  let ids: string[] = []
  let lastIds: string[] = []
  let last = ''
  let cursor: string | null = null
  for (let pages = 0; pages < 20; pages++) {
    const read: Page = await page(cursor)
    lastIds = read.rows.map(({ id }) => id)
    ids = way === 'next' ? [...ids, ...lastIds] : [...lastIds, ...ids]
    last = read.previous ?? ''
    cursor = read[way]
    if (cursor === null) return { ids, lastIds, last }
  }
  throw new Error(`The ${way} pages never end.`)
}
