import { type FastifyInstance, fastify, type InjectOptions, type LightMyRequestResponse } from 'fastify'
import { makeRegistry } from '../../src/app/records.ts'
import { installRoutes } from '../../src/app/routes.ts'
import { openDb } from '../../src/kernel/database/db.server.ts'
import { type Described, openApi } from '../../src/kernel/http/openapi.server.ts'
import type { Kernel } from '../../src/kernel/kernel.server.ts'
import { openKernel } from '../../src/kernel/open-kernel.server.ts'
import { type Answer, holdAgainst, isUnknown } from './answers.ts'
import { testClock } from './clock.ts'

/**
 * Makes `app.inject` throw where an answer isn't what the description of the API promises. Call it once the application is ready.
 * With `hasOwnRoutes` those of the test, which nothing describes, are let be.
 */
export async function holdAnswers(
  app: FastifyInstance,
  { registry }: Pick<Kernel, 'registry'>,
  { hasOwnRoutes = false } = {},
): Promise<void> {
  described ??= describeRoutes()
  const routes = await described
  const inject = app.inject.bind(app)
  let fields: readonly unknown[] = []
  let problemOf: (answer: Answer) => string | null = () => null
  const held = async (given: InjectOptions | string): Promise<LightMyRequestResponse> => {
    const answer = await inject(given)
    const { method = 'GET', url = '' } = typeof given === 'string' ? { url: given } : given
    const path = new URL(String(url), 'http://localhost').pathname
    if (!path.startsWith('/api/')) return answer
    const now = registry.records.map((record) => record.fields)
    if (now.length !== fields.length || now.some((one, index) => one !== fields[index]))
      problemOf = holdAgainst(openApi(routes, registry))
    fields = now
    const problem = problemOf(seen({ method, path, answer }))
    if (problem !== null && !(hasOwnRoutes && problem.endsWith(isUnknown)))
      throw new Error(`An answer isn't what the API's description says: ${problem}`)
    return answer
  }
  app.inject = held as FastifyInstance['inject']
}

function seen({ method, path, answer }: { method: string; path: string; answer: LightMyRequestResponse }): Answer {
  const type = answer.headers['content-type']?.toString()
  const isJson = type?.includes('json') && answer.body !== ''
  return { method, path, status: answer.statusCode, type, body: isJson ? answer.json() : answer.body }
}

let described: Promise<readonly Described[]> | null = null

/** The routes of the application, registered but never called: the pool behind them never connects. */
async function describeRoutes(): Promise<readonly Described[]> {
  const db = openDb({ connectionString: 'postgres://nowhere.invalid/none' })
  const app = fastify({ routerOptions: { maxParamLength: 500 } })
  const refuse = (): never => {
    throw new Error('Nothing is kept here.')
  }
  const files: Kernel['files'] = { put: refuse, read: refuse, remove: refuse, list: refuse }
  const parts = { db, registry: makeRegistry(), clock: testClock(), files, log: app.log, secret: 'unused', url: '' }
  const found = await installRoutes(app, openKernel(parts))
  await app.ready()
  await app.close()
  await db.close()
  return found
}
