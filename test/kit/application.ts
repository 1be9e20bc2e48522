import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll } from 'vitest'
import { actions } from '../../src/app/actions.ts'
import { derivations } from '../../src/app/derivations.ts'
import { makeRegistry } from '../../src/app/records.ts'
import { createServer } from '../../src/app/server.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { openFolderStore } from '../../src/kernel/files/folder-store.server.ts'
import { organisationZone } from '../../src/foundation/organisation/index.server.ts'
import type { Kernel } from '../../src/kernel/kernel.server.ts'
import type { Registry } from '../../src/kernel/record/registry.ts'
import { createLog } from '../../src/kernel/log.server.ts'
import { createMetrics } from '../../src/kernel/metrics.server.ts'
import { openKernel } from '../../src/kernel/open-kernel.server.ts'
import { holdAnswers } from './hold-answers.ts'
import { testClock } from './clock.ts'
import { type TestDatabase, testDatabase } from './database.ts'

/** The whole server on a database of its own, handed requests without a network: `app.inject`. */
export interface TestApplication extends TestDatabase {
  readonly kernel: Kernel
  readonly app: FastifyInstance
}

/** Call it at the top level of a test file; closed after the file. */
export async function testApplication({
  clock = testClock(),
  registry = makeRegistry(),
  hasRateLimits = false,
  notesReads = false,
  url = 'http://localhost',
}: {
  clock?: Clock
  /** Records with other rules than those of Quarterdeck, to try the kernel on. */
  registry?: Registry
  hasRateLimits?: boolean
  notesReads?: boolean
  url?: string
} = {}): Promise<TestApplication> {
  const database = await testDatabase()
  const { db } = database
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-files-'))
  const log = createLog({ level: 'error', isPretty: true, to: process.stderr })
  const kernel = openKernel({
    db,
    registry,
    clock,
    data: folder,
    files: openFolderStore(join(folder, 'files')),
    log,
    secret: 'only for tests, and long enough to be one',
    url,
    actions,
    derivations,
    zone: organisationZone,
    notesReads,
  })
  await kernel.learnZone()
  const app = await createServer({
    kernel,
    log,
    metrics: createMetrics(),
    readiness: async () => undefined,
    hasRateLimits,
  })
  await app.ready()
  await holdAnswers(app, kernel)
  // Hooks run in reverse order: the application lets go of the database before it is dropped.
  afterAll(async () => {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return { ...database, kernel, app }
}
