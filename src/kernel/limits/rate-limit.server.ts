import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { networkOf } from '../access/throttle.server.ts'
import { hashToken } from '../access/token.server.ts'
import { Failure } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { settingsOf } from '../settings/settings.server.ts'
import { LimitSettings } from './limit.settings.ts'
import { openLimiter } from './limiter.server.ts'

type Needed = Pick<Kernel, 'db' | 'clock' | 'log' | 'store' | 'registry' | 'sealer'>
interface Limits {
  readonly perSession: number
  readonly perKey: number
  readonly perAddress: number
}
const believedFor = 10_000

/**
 * Counts each request to the API by session, key or address, and refuses those beyond the limit with TooMany. Called once the
 * caller is known. Source of the headers: draft-ietf-httpapi-ratelimit-headers-10, and the three fields of its early versions.
 */
export async function openRateLimit(
  app: FastifyInstance,
  kernel: Needed,
): Promise<(request: FastifyRequest, reply: FastifyReply) => Promise<void>> {
  const limiter = openLimiter(kernel)
  let limits: Limits = await settingsOf(kernel, LimitSettings)
  const timer = setInterval(() => {
    settingsOf(kernel, LimitSettings).then(
      (now) => (limits = now),
      (error: unknown) =>
        kernel.log.warn({ error: String(error) }, 'The limits could not be read; the ones before hold.'),
    )
  }, believedFor).unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    await limiter.close()
  })
  return async (request, reply) => {
    const { policy, subject, limit } = subjectOf(request, limits)
    if (limit === 0) return
    const { remaining, reset, isOver } = await limiter.take(subject, limit)
    reply.headers({
      'ratelimit-policy': `"${policy}";q=${limit};w=60`,
      ratelimit: `"${policy}";r=${remaining};t=${reset}`,
      'ratelimit-limit': limit,
      'ratelimit-remaining': remaining,
      'ratelimit-reset': reset,
    })
    if (!isOver) return
    reply.header('retry-after', reset)
    throw new Failure(
      'TooMany',
      `These are too many requests: ${limit} a minute are allowed. Wait ${reset} seconds and go on.`,
    )
  }
}

interface Subject {
  readonly policy: 'session' | 'key' | 'address'
  readonly subject: string
  readonly limit: number
}

function subjectOf({ session, token, ip }: FastifyRequest, { perSession, perKey, perAddress }: Limits): Subject {
  if (session) return { policy: 'session', subject: `session ${session.id}`, limit: perSession }
  if (token) return { policy: 'key', subject: `key ${hashToken(token)}`, limit: perKey }
  return { policy: 'address', subject: `address ${networkOf(ip)}`, limit: perAddress }
}
