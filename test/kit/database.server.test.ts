import { describe, expect, it } from 'vitest'
import { testDatabase } from './database.ts'

const one = await testDatabase()
const other = await testDatabase()

describe('a test database', () => {
  it('is migrated, and shared with nobody', async () => {
    await one.db.query('create table only_here (id int)')
    const tables = (name: string) => `select to_regclass('${name}') is not null as there`
    expect(await one.db.query(tables('record'))).toEqual([{ there: true }])
    expect(await one.db.query(tables('only_here'))).toEqual([{ there: true }])
    expect(await other.db.query(tables('only_here'))).toEqual([{ there: false }])
  })

  it('tells which statements ran', async () => {
    const statements = await one.statementsOf(async () => {
      await one.db.query('select 1')
      await one.db.query('select 2')
    })
    expect(statements).toEqual(['select 1', 'select 2'])
  })
})
