import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Failure, forbidden, notFound, secondFactorNeeded, signInNeeded } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { onlyGuest } from './abilities.ts'
import { cookieName } from './cookie.server.ts'
import { holds } from './rule.ts'
import { openSessions, type SessionOptions, type Sessions, type SessionState } from './session.server.ts'
import { bearerIn, cookieIn, tokenOfCookie } from './token.server.ts'
import { nobody } from './who.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The session that the request came with; null for a program with a key, too. */
    session: SessionState | null
    /** What proves the session, or the key. */
    token: string | null
  }
  interface FastifyContextConfig {
    /** Answers those, too, who still have to set up a second factor. */
    isBeforeSecondFactor?: boolean
    /** Takes what pages of other sites send: the session that comes along is left aside. */
    isFromElsewhere?: boolean
    /** Answers guests, too, who otherwise find nothing. */
    isForGuests?: boolean
    /** Ends a look through another's eyes, so it is the one change that may be sent meanwhile. */
    endsViewing?: boolean
  }
  interface FastifyInstance {
    sessions: Sessions
  }
}

export interface AccessOptions extends SessionOptions {
  /** Called for each request to the API once its caller is known, before anything is allowed. */
  readonly onRecognised?: ((request: FastifyRequest, reply: FastifyReply) => Promise<void>) | undefined
}

/**
 * Makes every request know its caller, and every route under `/api/` demand its `config.permission`; a route without one is refused at start.
 * Install it before any route. Changes sent with the cookie must carry `X-Quarterdeck` and come from this site.
 */
export async function installAccess(
  app: FastifyInstance,
  kernel: Pick<Kernel, 'db' | 'clock' | 'log' | 'secret' | 'url'>,
  { onRecognised, ...options }: AccessOptions = {},
): Promise<Sessions> {
  const sessions = await openSessions(kernel, options)
  app.decorate('sessions', sessions)
  app.decorateRequest('who')
  app.decorateRequest('session', null)
  app.decorateRequest('token', null)
  app.addHook('onRoute', ({ url, method, config }) => {
    if (needsPermission(url, [method].flat()) && !config?.permission)
      throw new Error(`The route ${String(method)} ${url} names no permission.`)
  })
  app.addHook('onRequest', async (request, reply) => {
    request.who = { ...nobody, requestId: request.id, address: request.ip }
    if (!isOurs(request.url)) return
    await recognise({ request, sessions, kernel })
    await onRecognised?.(request, reply)
    refuseWhileViewing(request)
    authorise(request)
  })
  app.addHook('onClose', async () => sessions.close())
  return sessions
}

const isOurs = (url: string): boolean => url.startsWith('/api/')
const safe = ['GET', 'HEAD', 'OPTIONS']
const needsPermission = (url: string, methods: readonly string[]): boolean =>
  isOurs(url) || methods.some((method) => !safe.includes(method))

interface Recognition {
  readonly request: FastifyRequest
  readonly sessions: Sessions
  readonly kernel: Pick<Kernel, 'secret' | 'url'>
}

async function recognise({ request, sessions, kernel }: Recognition): Promise<void> {
  if (request.routeOptions.config.isFromElsewhere) return
  const { authorization, cookie } = request.headers
  const bearer = bearerIn(authorization)
  const signed = authorization === undefined ? cookieIn(cookie, cookieName(kernel.url)) : null
  const token = bearer ?? (signed ? tokenOfCookie(signed, kernel.secret) : null)
  if (!token) return
  const found = await sessions.find(token)
  if (!found) return
  if (!bearer) refuseForged(request, kernel.url)
  request.session = found.session
  request.token = token
  request.who = { ...found.who, via: bearer ? 'api' : 'web', requestId: request.id, address: request.ip }
}

function refuseWhileViewing({ method, session, routeOptions, who }: FastifyRequest): void {
  if (!session?.viewing || safe.includes(method) || routeOptions.config.endsViewing) return
  throw forbidden(
    `You see what ${who.name} sees, and can change nothing meanwhile. Nothing was changed. End the view first.`,
  )
}

function authorise({ routeOptions, who, session }: FastifyRequest): void {
  const { permission, isBeforeSecondFactor, isForGuests } = routeOptions.config
  if (!routeOptions.url || permission === undefined || permission === 'public') return
  if (who.account === null) throw signInNeeded()
  // What one does about one’s own way in is before the second factor, and for guests as well.
  if (who.permissions.has(onlyGuest) && !isForGuests && !isBeforeSecondFactor) throw notFound()
  if (session?.lacksSecondFactor && !isBeforeSecondFactor) throw secondFactorNeeded()
  if (permission === 'signed-in') return
  if (!holds(who, permission))
    throw forbidden(
      `This needs the permission '${permission}', which ${who.scope ? 'this key doesn’t have' : 'your roles don’t have'}.`,
    )
  if (permission === manageAccounts && who.scope?.has(manageAccounts) === false)
    throw forbidden('This key doesn’t reach accounts. Make one that is for accounts by name.')
}

// Whoever makes accounts makes ways in, so that “everything I may” doesn't give it to a program.
const manageAccounts = 'account.manage'

// No other site can set the header without this server's leave (a preflight that is never answered), nor choose where a browser says it comes from.
function refuseForged(request: FastifyRequest, url: string): void {
  if (safe.includes(request.method)) return
  const { host, origin, 'sec-fetch-site': site, 'x-quarterdeck': mark } = request.headers
  const isMarked = mark !== undefined
  const isSameSite = site === undefined || site === 'same-origin' || site === 'none'
  const isOwnOrigin = origin === undefined || origin === new URL(url).origin || hostOf(origin) === host
  if (!isMarked || !isSameSite || !isOwnOrigin)
    throw new Failure(
      'Forbidden',
      'This change did not come from Quarterdeck’s own pages, so it was refused. Programs use a bearer token, or send the header X-Quarterdeck.',
    )
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
