import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose'
import { badRequest } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { fetchBounded } from './bounded-fetch.server.ts'
import { endSessions } from './end-sessions.server.ts'
import { isFirst } from './messages.server.ts'
import { configurationOf } from './oidc-configuration.server.ts'
import { oidcProviderOf } from './provider.server.ts'

const event = 'http://schemas.openid.net/event/backchannel-logout'
const types = new Set(['logout+jwt', 'jwt'])
const mostAge = '5 minutes'

/**
 * Ends the sessions that a provider's logout token names (OpenID Connect Back-Channel Logout 1.0, section 2.6): signed by it, for us,
 * of these minutes, with the event, a session or a subject, no nonce, and never seen before. Throws Invalid 400 where it isn't that.
 */
export async function endByToken(
  kernel: Pick<Kernel, 'db' | 'clock' | 'log' | 'sealer'>,
  id: string,
  token: string,
): Promise<number> {
  const provider = await oidcProviderOf(kernel, id, { evenOff: true })
  const configuration = await configurationOf(provider)
  const { issuer, jwks_uri: keys } = configuration.serverMetadata()
  if (!keys) throw badRequest('This provider names no keys.')
  const keySet = createRemoteJWKSet(new URL(keys), { timeoutDuration: 10_000, [customFetch]: fetchBounded })
  const { payload, protectedHeader } = await jwtVerify(token, keySet, {
    issuer,
    audience: provider.clientId,
    maxTokenAge: mostAge,
    clockTolerance: 60,
    currentDate: kernel.clock.now(),
    requiredClaims: ['iat', 'jti'],
  }).catch((error: unknown) => {
    kernel.log.warn({ provider: id, reason: String(error) }, 'A logout token was refused.')
    throw badRequest('The logout token isn’t right.')
  })
  // The specification recommends the type and leaves it out for older ones, which say JWT or nothing; another is another token.
  const isTyped = types.has((protectedHeader.typ ?? 'jwt').toLowerCase().replace(/^application\//, ''))
  const { events, nonce, sid, sub, jti } = payload
  const isLogout = typeof events === 'object' && events !== null && event in events
  const names = [sid, sub].filter((name) => typeof name === 'string')
  if (!isTyped || !isLogout || nonce !== undefined || names.length === 0) throw badRequest('This is no logout token.')
  return kernel.db.transaction(async (tx) => {
    const taken = { provider: id, message: String(jti), now: kernel.clock.now(), minutes: 60 }
    if (!(await isFirst(tx, taken))) throw badRequest('This logout token was used before.')
    return endSessions(tx, { provider: id, subject: sub ?? null, sids: typeof sid === 'string' ? [sid] : [] })
  })
}
