import type { FastifyInstance } from 'fastify'
import type { Metrics } from '../kernel/metrics.server.ts'

/** Why the process can't serve now, in words; undefined when it can. */
export type Readiness = () => Promise<string | undefined>

interface HealthParts {
  readonly metrics: Metrics
  readonly readiness: Readiness
}

/** For whoever watches over the process: is it alive, can it serve, and its numbers (for programs on the same machine). */
export async function healthRoutes(app: FastifyInstance, { metrics, readiness }: HealthParts): Promise<void> {
  const config = { permission: 'public' } as const
  app.get('/healthz', { config }, async () => ({ status: 'ok' }))
  app.get('/readyz', { config }, async (_request, reply) => {
    const why = await readiness()
    return why === undefined ? { status: 'ready' } : reply.code(503).send({ status: 'not ready', why })
  })
  app.get('/metrics', { config }, async (request, reply) => {
    if (!isLocal(request.ip)) return reply.code(404).send({ status: 404, title: 'Not found' })
    return reply.type(metrics.contentType).send(await metrics.text())
  })
}

function isLocal(address: string): boolean {
  return address === '::1' || address.replace('::ffff:', '').startsWith('127.')
}
