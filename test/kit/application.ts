import { type FastifyInstance, fastify } from 'fastify'
import { afterAll } from 'vitest'
import { registry } from '../../src/app/records.ts'
import { installAccess } from '../../src/kernel/access/hook.server.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { answerProblems } from '../../src/kernel/http/problem.server.ts'
import { recordRoutes } from '../../src/kernel/http/record-routes.server.ts'
import type { Kernel } from '../../src/kernel/kernel.server.ts'
import { openStore } from '../../src/kernel/record/store.server.ts'
import { testClock } from './clock.ts'
import { type TestDatabase, testDatabase } from './database.ts'

/** The whole server on a database of its own, handed requests without a network: `app.inject`. */
export interface TestApplication extends TestDatabase {
  readonly kernel: Kernel
  readonly app: FastifyInstance
}

const silent = { info: () => undefined, warn: () => undefined, error: console.error, debug: () => undefined }

/** Call it at the top level of a test file; closed after the file. */
export async function testApplication({ clock = testClock() }: { clock?: Clock } = {}): Promise<TestApplication> {
  const database = await testDatabase()
  const { db } = database
  const kernel = {
    db,
    replica: db,
    registry,
    clock,
    store: openStore({ db, registry, clock }),
    log: silent,
    secret: 'for tests',
    url: 'http://localhost',
  } as unknown as Kernel
  const app = fastify()
  answerProblems(app)
  const sessions = await installAccess(app, kernel)
  recordRoutes(app, kernel)
  afterAll(async () => {
    await app.close()
    await sessions.close()
  })
  return { ...database, kernel, app }
}
