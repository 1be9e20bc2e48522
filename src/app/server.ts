import { randomUUID } from 'node:crypto'
import { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, fastify, LogController } from 'fastify'
import { groupsSql } from '../foundation/who.server.ts'
import { installAccess } from '../kernel/access/hook.server.ts'
import { keepIdempotent } from '../kernel/http/idempotency.server.ts'
import { answerProblems, answerUnrouted } from '../kernel/http/problem.server.ts'
import type { Kernel } from '../kernel/kernel.server.ts'
import { openRateLimit } from '../kernel/limits/rate-limit.server.ts'
import type { Metrics } from '../kernel/metrics.server.ts'
import { installRoutes } from './routes.ts'
import { healthRoutes, type Readiness } from './server-health.ts'
import { guardHeaders } from './server-headers.ts'
import { serveWeb } from './server-web.ts'

export interface ServerParts {
  readonly kernel: Kernel
  readonly log: FastifyBaseLogger
  readonly metrics: Metrics
  readonly readiness: Readiness
  /** Where the built web app lies; undefined for the API alone. */
  readonly webFolder?: string
  /** Refuses callers who send too much (true). */
  readonly hasRateLimits?: boolean
}

/** The HTTP application, ready to listen or to be handed requests by a test. */
export async function createServer({
  kernel,
  log,
  metrics,
  readiness,
  webFolder,
  hasRateLimits = true,
}: ServerParts): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    // A proxy on this machine may say who the client is; nobody else may.
    trustProxy: 'loopback',
    bodyLimit: 1_048_576,
    routerOptions: { maxParamLength: 500 },
    return503OnClosing: true,
    frameworkErrors: answerUnrouted,
  })
  guardHeaders(app, { isSecure: kernel.url.startsWith('https:') })
  metrics.observe(app)
  logRequests(app)
  learnDay(app, kernel)
  answerProblems(app)
  const onRecognised = hasRateLimits ? await openRateLimit(app, kernel) : undefined
  await installAccess(app, kernel, { groupsSql, onRecognised })
  keepIdempotent(app, kernel)
  await app.register(healthRoutes, { metrics, readiness })
  await installRoutes(app, kernel)
  await serveWeb(app, webFolder)
  app.addHook('onClose', () => kernel.reads.flush())
  return app
}

// What day it is, is known before anything is asked; those who look after the server ask without a database.
function learnDay(app: FastifyInstance, { learnZone }: Kernel): void {
  app.addHook('onRequest', async (request) => {
    const { url = '' } = request.routeOptions
    if (!quietRoutes.has(url) && !request.url.startsWith('/assets/')) await learnZone()
  })
}

const quietRoutes = new Set(['/healthz', '/readyz', '/metrics'])

function logRequests(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('X-Request-Id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const isQuiet = quietRoutes.has(request.routeOptions.url ?? '') || request.url.startsWith('/assets/')
    const entry = {
      method: request.method,
      path: pathOf(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    }
    if (isQuiet) request.log.debug(entry, '')
    else request.log.info(entry, '')
  })
}

// Outside the API, what a path names is a secret: of a link in a mail, or a calendar feed.
function pathOf({ url, routeOptions: { url: route = '' } }: FastifyRequest): string {
  return /[:*]/.test(route) && !/^\/(api|assets)\//.test(route) ? route : url
}
