import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { uuidv7 } from '../clock.ts'
import type { Db } from '../database/db.server.ts'
import { badRequest, conflict, invalid } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'

const header = 'idempotency-key'
const unsafe = ['POST', 'PATCH', 'PUT', 'DELETE']
/** After this long without an answer, whoever worked on it is taken to be gone. */
const abandonedAfterMs = 60_000
const kept = ['content-type', 'etag', 'location'] as const

interface Claim {
  readonly account: string
  readonly key: string
}
declare module 'fastify' {
  interface FastifyRequest {
    /** The key that this request holds until it is answered. */
    claim: Claim | null
  }
  interface FastifyContextConfig {
    /** Knows by itself what a key led to: sent again after its answer was lost, it is asked at once, and answers. */
    knowsKeys?: boolean
  }
}

interface Known {
  readonly fingerprint: string
  readonly request_id: string
  readonly at: Date
  readonly status: number | null
  readonly headers: Readonly<Record<string, string>> | null
  readonly body: string | null
}

/**
 * Lets a request that changes something carry an `Idempotency-Key`: sent again within a day, it is answered as before and does nothing.
 * Install it after access. Source: draft-ietf-httpapi-idempotency-key-header-07.
 */
export function keepIdempotent(app: FastifyInstance, kernel: Pick<Kernel, 'db' | 'clock'>): void {
  app.decorateRequest('claim', null)
  app.addHook('preHandler', async (request, reply) => {
    const key = request.headers[header]
    const account = request.who?.account
    if (key === undefined || !account || !unsafe.includes(request.method) || request.isMultipart?.()) return
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key))
      throw badRequest('An Idempotency-Key is 1 to 200 visible characters, such as a UUID.', [
        { field: 'Idempotency-Key', says: 'Send 1 to 200 visible characters, such as a UUID.' },
      ])
    const known = await claim(kernel, request, { account, key })
    if (known) return replay(reply, known)
    request.claim = { account, key }
  })
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.claim) await settle(kernel.db, { claim: request.claim, reply, payload })
    return payload
  })
}

/** Takes the key for this request, or answers who had it before. */
async function claim(
  { db, clock }: Pick<Kernel, 'db' | 'clock'>,
  request: FastifyRequest,
  { account, key }: Claim,
): Promise<Known | null> {
  const taken = await db.query({
    text: `insert into idempotency (account_id, key, fingerprint, request_id, at) values ($1, $2, $3, $4, $5) on conflict do nothing returning 1`,
    values: [account, key, fingerprintOf(request), request.id, clock.now()],
  })
  if (taken.length > 0) return null
  const [known] = await db.query<Known>({
    text: 'select fingerprint, request_id, at, status, headers, body from idempotency where account_id = $1 and key = $2',
    values: [account, key],
  })
  if (!known) return claim({ db, clock }, request, { account, key })
  if (known.fingerprint !== fingerprintOf(request))
    throw invalid([
      { field: 'Idempotency-Key', says: 'This key was used for another request. Take a new one for each request.' },
    ])
  if (known.status !== null) return known
  if (!request.routeOptions.config.knowsKeys) {
    if (clock.now().getTime() - known.at.getTime() < abandonedAfterMs)
      throw conflict('The same request is under way. Ask again in a moment.')
    await refuseIfDone(db, known)
  }
  await db.query({
    text: 'delete from idempotency where account_id = $1 and key = $2 and request_id = $3',
    values: [account, key, known.request_id],
  })
  return claim({ db, clock }, request, { account, key })
}

/** The server went away before it answered; the history tells whether it had written. Ids of the history begin with their time. */
async function refuseIfDone(db: Db, { request_id, at }: Known): Promise<void> {
  const nothing = new Uint8Array(10)
  const [written] = await db.query<{ record_id: string; type: string }>({
    text: 'select record_id, type from history where id >= $1 and id < $2 and request_id = $3 limit 1',
    values: [uuidv7(at.getTime() - 1000, nothing), uuidv7(at.getTime() + 10 * abandonedAfterMs, nothing), request_id],
  })
  if (written)
    throw conflict(
      `This was done before, and its answer was lost: look at ${written.type.replaceAll('_', ' ')} ${written.record_id}.`,
    )
}

const fingerprintOf = ({ method, url, body }: FastifyRequest): string =>
  createHash('sha256')
    .update(`${method} ${url}\n${JSON.stringify(body ?? null)}`)
    .digest('base64url')

function replay(reply: FastifyReply, known: Known): FastifyReply {
  return reply
    .status(known.status ?? 200)
    .headers({ ...known.headers, 'idempotency-replayed': 'true' })
    .serializer((body: unknown) => String(body))
    .send(known.body ?? '')
}

interface Settling {
  readonly claim: Claim
  readonly reply: FastifyReply
  readonly payload: unknown
}

/** Keeps the answer; after trouble of our own, or an answer that can't be kept, the key is free again. */
async function settle(db: Db, { claim: { account, key }, reply, payload }: Settling): Promise<void> {
  const isText = typeof payload === 'string' || payload === undefined || payload === null
  if (reply.statusCode >= 500 || reply.statusCode === 429 || !isText) {
    await db.query({ text: 'delete from idempotency where account_id = $1 and key = $2', values: [account, key] })
    return
  }
  const headers = Object.fromEntries(
    kept.flatMap((name) => {
      const value = reply.getHeader(name)
      return value === undefined ? [] : [[name, String(value)]]
    }),
  )
  await db.query({
    text: 'update idempotency set status = $3, headers = $4, body = $5 where account_id = $1 and key = $2',
    values: [account, key, reply.statusCode, JSON.stringify(headers), payload ?? null],
  })
}

/** Keys are good for a day. */
export const forgetKeys = (db: Db, now: Date): Promise<unknown> =>
  db.query({ text: 'delete from idempotency where at < $1', values: [new Date(now.getTime() - 86_400_000)] })
