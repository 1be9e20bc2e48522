import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What the process measures of itself, in Prometheus' text format. */
export interface Metrics {
  /** A number read each time somebody asks, such as the length of a queue; by label where `read` gives an object. */
  readonly gauge: (gauge: {
    name: string
    help: string
    label?: string
    read: () => Promise<number | Record<string, number>>
  }) => void
  /** Times every request of `app` by route, method and status. */
  readonly observe: (app: FastifyInstance) => void
  readonly text: () => Promise<string>
  readonly contentType: string
}

/** Makes the process's own numbers (memory, CPU, event loop) and a place for others. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'quarterdeck_http_request_seconds',
    help: 'Duration of HTTP requests.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  return {
    gauge: ({ name, help, label, read }) => {
      new Gauge({
        name,
        help,
        labelNames: label ? [label] : [],
        registers: [registry],
        async collect() {
          const value = await read().catch(() => undefined) // a number that can't be read is left out, the others are shown
          this.reset()
          if (typeof value === 'number') this.set(value)
          else for (const [key, count] of Object.entries(value ?? {})) this.set({ [label ?? 'label']: key }, count)
        },
      })
    },
    observe: (app) => {
      app.addHook('onResponse', async (request, reply) => {
        // The route's pattern, never the address: ids would make one series for each record.
        const route = request.routeOptions.url ?? 'none'
        requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
      })
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
