import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notFound } from '../errors.ts'
import type { Origin, Started } from './start-session.server.ts'
import { TooMany } from './throttle.server.ts'

/** From where a request comes, and the session it came with. */
export const originOf = (request: FastifyRequest): Origin & { readonly address: string } => ({
  address: request.ip,
  userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
  previous: request.session ? request.token : null,
})

/** Answers TooMany with `Retry-After`. */
export async function patiently<T>(reply: FastifyReply, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof TooMany) reply.header('retry-after', error.seconds)
    throw error
  }
}

/** Hands over a session: as a cookie to browsers, as a token to programs. */
export function handOver(
  reply: FastifyReply,
  { account, token, cookie }: Started,
  as: 'cookie' | 'token',
): { readonly account: string; readonly token?: string } {
  if (as === 'token') return { account, token }
  reply.header('set-cookie', cookie)
  return { account }
}

/** How the caller of a request holds their session. */
export const holding = ({ who }: FastifyRequest): 'cookie' | 'token' => (who.via === 'api' ? 'token' : 'cookie')

const idParams = z.object({ id: z.uuid() })

/** The id in a route's path. Throws NotFound for `what` when it can't be one. */
export function idIn(request: FastifyRequest, what: string): string {
  const parsed = idParams.safeParse(request.params)
  if (!parsed.success) throw notFound(what)
  return parsed.data.id
}

/** What answers of sign-in look like, for the description of the API. */
export const sessionAnswer = z.object({
  account: z.uuid(),
  token: z.string().optional().describe('The bearer token, for programs that asked for one.'),
})
/** A passkey's answer as browsers give it; what is inside is checked by what it proves. */
export const passkeyAnswer = z.object({
  ticket: z.string().min(1).max(100),
  response: z
    .looseObject({ id: z.string().min(1).max(2000) })
    .describe('PublicKeyCredential as JSON (WebAuthn level 3).'),
})
export const challenge = z.object({
  ticket: z.string(),
  options: z.looseObject({ challenge: z.string() }).describe('What to give to navigator.credentials.'),
})
export const pageQuery = z.object({
  before: z.coerce.number().int().min(1).optional().describe('The last `entry` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(20),
})
