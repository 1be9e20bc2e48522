import { AsyncLocalStorage } from 'node:async_hooks'
import { afterAll, inject } from 'vitest'
import { type Db, openDb } from '../../src/kernel/database/db.server.ts'
import { onDatabase, templateName } from './server-address.ts'

/** A migrated, empty database that only this test file uses. */
export interface TestDatabase {
  readonly db: Db
  readonly connectionString: string
  /** Runs `work` and resolves to the statements that it, and nothing else meanwhile, sent through `db`. */
  readonly statementsOf: (work: () => Promise<unknown>) => Promise<readonly string[]>
}

let made = 0

/**
 * Clones the template; dropped after the file. Call it at the top level of a test file: `const { db } = await testDatabase()`.
 * With `isEmpty` the database has no tables at all.
 */
export async function testDatabase({ isEmpty = false, max = 10 } = {}): Promise<TestDatabase> {
  const server = inject('databaseServer')
  const name = `test_${process.pid}_${process.env['VITEST_POOL_ID'] ?? 0}_${++made}`
  await onServer(server, `create database ${name} template ${isEmpty ? 'template0' : templateName} strategy file_copy`)
  const connectionString = onDatabase(server, name)
  const asked = new AsyncLocalStorage<string[]>()
  const db = openDb({ connectionString, max, onQuery: (text) => asked.getStore()?.push(text) })
  afterAll(async () => {
    await db.close()
    await onServer(server, `drop database if exists ${name} with (force)`)
  })
  const statementsOf = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
    const seen: string[] = []
    await asked.run(seen, work)
    // Where days begin is remembered for two seconds, and then looked up once more, whoever asks meanwhile.
    return seen.filter((text) => !text.startsWith('select time_zone as zone '))
  }
  return { db, connectionString, statementsOf }
}

async function onServer(server: string, statement: string): Promise<void> {
  const admin = openDb({ connectionString: server, max: 1 })
  try {
    await admin.query(statement)
  } finally {
    await admin.close()
  }
}
