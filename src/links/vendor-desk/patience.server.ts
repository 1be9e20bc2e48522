import type { FastifyInstance } from 'fastify'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { type Standing, openLimiter } from '../../kernel/limits/limiter.server.ts'

/** So often within a minute is a vendor's page asked for from one network, and so often does a guest answer. */
export const perMinute = 60

/** Counts what comes from vendors, over all processes. */
export function openPatience(app: FastifyInstance, kernel: Kernel): (subject: string) => Promise<Standing> {
  const limiter = openLimiter(kernel)
  app.addHook('onClose', () => limiter.close())
  return (subject) => limiter.take(subject, perMinute)
}
