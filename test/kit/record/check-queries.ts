import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { expectOk, type Sent, type Stage } from './stage.ts'

const file = join(import.meta.dirname, '../../query-counts.json')
type Counts = Record<string, Record<string, number>>
const read = (): Counts => JSON.parse(readFileSync(file, 'utf8')) as Counts

/** Pins how many statements each request sends to the database. UPDATE_QUERY_COUNTS=1 writes what it is now. */
export function checkQueries(stage: Stage): void {
  const { name } = stage.record

  describe('queries', () => {
    it.each(['list', 'count', 'read', 'create', 'update'])('%s sends as many as it is known to', async (request) => {
      const sent = await requestOf(stage, request)
      const statements = await stage.statementsOf(async () => {
        expectOk(await stage.send(stage.boss, sent), request === 'create' ? 201 : 200)
      })
      // Who calls is remembered for two seconds, and then looked up once more.
      const own = statements.filter((text) => !/\bfrom session\b/.test(text))
      if (process.env['UPDATE_QUERY_COUNTS']) return write(name, request, own.length)
      expect(own.length, `test/query-counts.json pins another number for:\n${own.join('\n')}`).toBe(
        read()[name]?.[request],
      )
    })
  })
}

async function requestOf(stage: Stage, request: string): Promise<Sent> {
  if (request === 'list') {
    for (let rows = 0; rows < 5; rows++) await stage.make({}, { isFull: true })
    return { query: { limit: '50' } }
  }
  if (request === 'count') return { at: 'count' }
  if (request === 'create') return { method: 'POST', body: await stage.input({ isFull: true }) }
  const row = await stage.make({}, { isFull: true })
  if (request === 'read') return { at: row.id }
  const headers = { 'if-match': `"${row.version}"` }
  return { method: 'PATCH', at: row.id, body: stage.recipe.change, headers }
}

function write(record: string, request: string, count: number): void {
  const counts = read()
  const next = { ...counts, [record]: { ...counts[record], [request]: count } }
  const sorted = Object.fromEntries(Object.entries(next).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`)
}
