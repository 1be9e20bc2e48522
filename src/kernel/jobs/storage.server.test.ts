import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { storageState } from './storage.server.ts'

const { db } = await testDatabase()

test('an installation says what it runs on and how much it keeps', async () => {
  const state = await storageState(db, { version: '1.2.3' })
  expect(state).toMatchObject({ version: '1.2.3', pendingMigrations: [] })
  expect(state.node).toBe(process.versions.node)
  const [{ version } = { version: '' }] = await db.query<{ version: string }>('select version()')
  expect(version).toContain(`PostgreSQL ${state.postgres.split(' ')[0]}`)
  expect(state.files).toEqual({ count: 0, bytes: 0 })
  expect(state.historyEstimate).toBe(0)
  expect(state.databaseBytes).toBeGreaterThan(1_000_000)
  const sizes = state.tables.map(({ bytes }) => bytes)
  expect(sizes).toHaveLength(8)
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
})
