import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose'
import { badRequest } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { fetchBounded } from './bounded-fetch.server.ts'
import { configurationOf, providerOf } from './provider.server.ts'

const event = 'http://schemas.openid.net/event/backchannel-logout'
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
  const provider = await providerOf(kernel, id, { evenOff: true })
  const configuration = await configurationOf(provider)
  const { issuer, jwks_uri: keys } = configuration.serverMetadata()
  if (!keys) throw badRequest('This provider names no keys.')
  const keySet = createRemoteJWKSet(new URL(keys), { timeoutDuration: 10_000, [customFetch]: fetchBounded })
  const { payload } = await jwtVerify(token, keySet, {
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
  const { events, nonce, sid, sub, jti } = payload
  const isLogout = typeof events === 'object' && events !== null && event in events
  const names = [sid, sub].filter((name) => typeof name === 'string')
  if (!isLogout || nonce !== undefined || names.length === 0) throw badRequest('This is no logout token.')
  return kernel.db.transaction(async (tx) => {
    const now = kernel.clock.now()
    await tx.query({ text: 'delete from identity_logout where expires_at < $1', values: [now] })
    const fresh = await tx.query({
      text: 'insert into identity_logout (provider, token_id, expires_at) values ($1, $2, $3) on conflict do nothing returning 1',
      values: [id, String(jti), new Date(now.getTime() + 3_600_000)],
    })
    if (fresh.length === 0) throw badRequest('This logout token was used before.')
    const ended = await tx.query({
      text: `delete from session where id in (select session_id from identity_session
        where provider = $1 and ($2::text is null or sid = $2) and ($3::text is null or subject = $3)) returning id`,
      values: [id, sid ?? null, sub ?? null],
    })
    return ended.length
  })
}
