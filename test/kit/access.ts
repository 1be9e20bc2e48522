import { fastify, type FastifyInstance, type LightMyRequestResponse } from 'fastify'
import { registry } from '../../src/app/records.ts'
import { installAccess } from '../../src/kernel/access/hook.server.ts'
import { accessRoutes } from '../../src/kernel/access/routes.server.ts'
import type { SessionOptions } from '../../src/kernel/access/session.server.ts'
import type { Db } from '../../src/kernel/database/db.server.ts'
import { answerProblems } from '../../src/kernel/http/problem.server.ts'
import type { Kernel, Routes } from '../../src/kernel/kernel.server.ts'
import { openKernel } from '../../src/kernel/open-kernel.server.ts'
import { testClock, type TestClock } from './clock.ts'
import { holdAnswers } from './hold-answers.ts'

/** A server process with sign-in and the given routes, and what tests do to it. */
export interface TestServer {
  readonly app: FastifyInstance
  readonly kernel: Kernel & { readonly clock: TestClock }
  readonly log: readonly unknown[]
  /** Signs in as a browser would: resolves to the headers of its further requests. */
  readonly browser: (email: string, password: string) => Promise<{ cookie: string; 'x-quarterdeck': string }>
  /** Resolves to the headers of a program's requests. */
  readonly program: (email: string, password: string) => Promise<{ authorization: string }>
}

export interface TestServerOptions {
  readonly db: Db
  readonly clock?: TestClock
  readonly url?: string
  readonly routes?: readonly Routes[]
  readonly sessions?: SessionOptions
  readonly parts?: Partial<Omit<Kernel, 'db' | 'clock'>>
}

/** Starts one without listening; several on the same database are several processes to it. Close it with `app.close()`. */
export async function testServer({
  db,
  clock = testClock(),
  url = 'http://localhost',
  routes = [],
  sessions,
  parts,
}: TestServerOptions): Promise<TestServer> {
  const log: unknown[] = []
  const keep = (...said: unknown[]): void => void log.push(said)
  const made = openKernel({
    db,
    registry,
    clock,
    files: noFiles,
    log: { info: keep, warn: keep, error: keep, debug: keep },
    secret: 'k3N9v0Qw7ZbX2mR8tY5uP1aS6dF4gH0jLcVe',
    url,
  })
  const kernel = { ...made, clock, ...parts }
  const app = fastify({ trustProxy: true, routerOptions: { maxParamLength: 500 } })
  answerProblems(app)
  await installAccess(app, kernel, sessions)
  try {
    for (const add of [accessRoutes, ...routes]) await app.register(async (part) => add(part, kernel))
    await app.ready()
    await holdAnswers(app, kernel, { hasOwnRoutes: true })
  } catch (error) {
    await app.close()
    throw error
  }
  const signIn = (payload: object): Promise<LightMyRequestResponse> =>
    app.inject({ method: 'POST', url: '/api/v1/sign-in', payload })
  return {
    app,
    kernel,
    log,
    browser: async (email, password) => ({
      cookie: cookieOf(await signIn({ email, password })),
      'x-quarterdeck': 'web',
    }),
    program: async (email, password) => ({
      authorization: `Bearer ${(await signIn({ email, password, as: 'token' })).json<{ token: string }>().token}`,
    }),
  }
}

/** The `name=value` of the session cookie that an answer sets. */
export function cookieOf(answer: LightMyRequestResponse): string {
  const header = [answer.headers['set-cookie']].flat().find((line) => line?.includes('session_token='))
  if (!header) throw new Error(`No session cookie was set: ${answer.statusCode} ${answer.body}`)
  return header.split(';')[0] ?? ''
}

const refuse = (): never => {
  throw new Error('This test server keeps no files.')
}
const noFiles: Kernel['files'] = { put: refuse, read: refuse, remove: refuse, list: refuse }
