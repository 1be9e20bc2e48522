import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { scratchFolder } from '../../scripts/check/scratch.mjs'
import { openDb } from '../../src/kernel/database/db.server.ts'
import { startEmbedded } from '../../src/kernel/database/embedded.server.ts'
import { migrate } from '../../src/kernel/database/migrate.server.ts'
import { onDatabase, templateName } from './server-address.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL server for tests, with the migrated template database on it. */
    databaseServer: string
  }
}

/** Starts one PostgreSQL for all test files (or takes TEST_DATABASE_URL) and migrates the template they clone. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = process.env['TEST_DATABASE_URL'] ? given(process.env['TEST_DATABASE_URL']) : await throwAway()
  try {
    await makeTemplate(server.connectionString)
  } catch (error) {
    await server.stop()
    throw error
  }
  provide('databaseServer', server.connectionString)
  return server.stop
}

interface Server {
  readonly connectionString: string
  readonly stop: () => Promise<void>
}

const given = (connectionString: string): Server => ({ connectionString, stop: async () => undefined })

async function throwAway(): Promise<Server> {
  const data = mkdtempSync(join(scratchFolder(), 'quarterdeck-test-'))
  const log = { info: () => undefined, warn: console.warn, error: console.error }
  const embedded = await startEmbedded({ data, holder: `tests, process ${process.pid}`, isDurable: false, log })
  return {
    connectionString: embedded.connectionString,
    stop: async () => {
      await embedded.stop()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

async function makeTemplate(server: string): Promise<void> {
  const admin = openDb({ connectionString: server, max: 1 })
  try {
    await admin.query(`drop database if exists ${templateName} with (force)`)
    await admin.query(`create database ${templateName}`)
  } finally {
    await admin.close()
  }
  const template = openDb({ connectionString: onDatabase(server, templateName), max: 1 })
  try {
    await migrate(template)
  } finally {
    await template.close()
  }
}
