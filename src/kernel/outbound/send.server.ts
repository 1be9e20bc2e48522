import { lookup as resolve, type LookupAddress } from 'node:dns'
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { type Allowed, mayConnect, readTarget, Refused, type Target } from './target.server.ts'

/** A request to a system outside. */
export interface OutboundRequest {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}
/** What came back: no more of the body than was asked for. */
export interface OutboundAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** There was more of it. */
  readonly isCut: boolean
}
/** Why there is no answer: 'refused' by the guard, 'late', or 'broken' on the way. Its message is for people. */
export class OutboundFailure extends Error {
  readonly kind: 'refused' | 'late' | 'broken'
  constructor(kind: OutboundFailure['kind'], says: string, cause?: unknown) {
    super(says, { cause })
    this.kind = kind
  }
}
export interface OutboundOptions {
  readonly allowed: Allowed
  /** The whole request, from looking up the name to the last byte that is read (15,000 ms). */
  readonly limit?: number
  /** Bytes of the body that are read (65,536). */
  readonly most?: number
  /** How names become addresses. */
  readonly lookUp?: typeof resolve
}

const mostOfHeaders = 16_384

/**
 * Sends one request to where the guard lets it go. The addresses of a name are checked as they are connected to, so that
 * a name can't lead elsewhere in between; redirects are answers, not followed. Throws OutboundFailure.
 */
export async function sendOutside(request: OutboundRequest, options: OutboundOptions): Promise<OutboundAnswer> {
  const { limit = 15_000 } = options
  const late = AbortSignal.timeout(limit)
  try {
    return await send(request, options, { target: readTarget(request.url, options.allowed), signal: late })
  } catch (error) {
    if (error instanceof OutboundFailure) throw error
    if (error instanceof Refused) throw new OutboundFailure('refused', error.message, error)
    if (late.aborted)
      throw new OutboundFailure('late', `It took longer than ${Math.round(limit / 1000)} seconds.`, error)
    throw new OutboundFailure('broken', wordsOf(error), error)
  }
}

interface Sending {
  readonly target: Target
  readonly signal: AbortSignal
}

function send(
  { method = 'POST', headers = {}, body }: OutboundRequest,
  { allowed, most = 65_536, lookUp = resolve }: OutboundOptions,
  { target, signal }: Sending,
): Promise<OutboundAnswer> {
  const isSecure = target.url.protocol === 'https:'
  // A connection of its own each time: one that is kept was allowed by what was allowed then.
  const agent = isSecure ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false })
  const options: RequestOptions = {
    method,
    agent,
    signal,
    maxHeaderSize: mostOfHeaders,
    headers: {
      'user-agent': 'Quarterdeck',
      ...headers,
      ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
    },
    lookup: guarded({ target, allowed, lookUp }),
  }
  return new Promise((done, fail) => {
    const request = (isSecure ? httpsRequest : httpRequest)(target.url, options, (answer) => {
      read(answer, most).then(done, fail)
    })
    request.on('error', fail)
    request.end(body)
  })
}

interface Guarding {
  readonly target: Target
  readonly allowed: Allowed
  readonly lookUp: typeof resolve
}

/** Looks up a name and refuses it when any of its addresses must not be called; the ones given back are those connected to. */
const guarded =
  ({ target, allowed, lookUp }: Guarding): LookupFunction =>
  (host, options, answer) =>
    lookUp(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const refusal = error ?? refusalOf(found, { target, allowed })
      const [first] = found ?? []
      if (refusal || !first) answer(refusal ?? new Error(`${host} has no address.`), '', 4)
      else if (options.all) answer(null, found)
      else answer(null, first.address, first.family)
    })

function refusalOf(
  found: readonly LookupAddress[],
  { target, allowed }: Pick<Guarding, 'target' | 'allowed'>,
): Error | null {
  try {
    for (const { address } of found) mayConnect(address, target, allowed)
    return null
  } catch (error) {
    return error as Refused
  }
}

async function read(answer: IncomingMessage, most: number): Promise<OutboundAnswer> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.length
      if (size > most) break
    }
  } finally {
    answer.destroy()
  }
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, [value].flat().join(', ')])
  return {
    status: answer.statusCode ?? 0,
    headers: Object.fromEntries(headers) as Readonly<Record<string, string>>,
    body: Buffer.concat(chunks).subarray(0, most).toString('utf8'),
    isCut: size > most,
  }
}

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens there: the connection was refused.',
  ECONNRESET: 'The connection was broken off before there was an answer.',
  ENOTFOUND: 'There is no host of this name.',
  EAI_AGAIN: 'The name could not be looked up just now.',
  ETIMEDOUT: 'Nobody answered at this address.',
  EHOSTUNREACH: 'There is no way to this address.',
  ENETUNREACH: 'There is no way to this address.',
  EPIPE: 'The connection was broken off before there was an answer.',
  HPE_HEADER_OVERFLOW: 'The answer’s headers are larger than 16 KB.',
  CERT_HAS_EXPIRED: 'The certificate of the other side has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the other side is signed by nobody else.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate of the other side is of an authority that isn’t known here.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate of the other side is of an authority that isn’t known here.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the other side is for another name.',
  EPROTO: 'The other side doesn’t speak TLS there.',
}

function wordsOf(error: unknown): string {
  const { code, errors } = error as { code?: string; errors?: readonly { code?: string }[] }
  const known = code ?? errors?.[0]?.code ?? ''
  if (words[known]) return words[known]
  if (known.startsWith('HPE_')) return 'What came back isn’t HTTP.'
  return `It could not be reached${known === '' ? '' : ` (${known})`}.`
}
