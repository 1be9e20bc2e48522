import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { Provider } from 'oidc-provider'

/** Somebody whom the provider knows. */
export interface Known {
  readonly sub: string
  readonly email: string
  readonly email_verified?: boolean
  readonly name?: string
  readonly groups?: readonly string[]
  /** How they sign in, as its ID tokens say: amr and acr. */
  readonly methods?: readonly string[]
  readonly context?: string
}
export interface OidcProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Whom it knows; a test may add and change. */
  readonly people: Map<string, Known>
  /** From now on it says here that a session ended. */
  readonly sendLogoutsTo: (address: string) => void
  /** A token with these claims and its signature. */
  readonly sign: (claims: Readonly<Record<string, unknown>>, typ?: string) => Promise<string>
  /** Puts this in place of the ID tokens that it sends from now on; null: nothing. */
  readonly meddle: (change: Meddling | null) => void
  readonly stop: () => Promise<void>
}
type Meddling = (idToken: string) => string | Promise<string>

/** Starts an OpenID provider (npm oidc-provider, certified) that asks for a name and believes it, and sends people back to `callback`; whoever starts it stops it. */
export async function startOidcProvider(callback: string): Promise<OidcProvider> {
  const people = new Map<string, Known>()
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined
  const server = createServer((request, response) => handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [clientId, clientSecret] = ['quarterdeck', 'a secret that only the two know']
  let logouts = ''
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: 'one' }
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [callback],
        backchannel_logout_uri: `${issuer}/told`,
        backchannel_logout_session_required: true,
        post_logout_redirect_uris: [new URL('/sign-in', callback).href],
      },
    ],
    acrValues: ['urn:example:two'],
    claims: { openid: ['sub', 'sid', 'amr', 'acr'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    scopes: ['openid', 'email', 'profile', 'offline_access'],
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    findAccount: (_, sub) => {
      const found = people.get(sub)
      return found ? { accountId: sub, claims: () => ({ ...found }) } : undefined
    },
    // Who signs in here agrees to what is asked.
    loadExistingGrant: async ({ oidc }) => {
      const { client, session, provider: own } = oidc
      const grant = new own.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    cookies: { keys: ['for tests'] },
    jwks: { keys: [jwk] },
    // Tells whom the test names; on this machine, which the provider's own guard would refuse.
    fetch: (address, { dispatcher: _, ...init }: RequestInit & { dispatcher?: unknown } = {}) =>
      fetch(String(address).endsWith('/told') ? logouts : address, init),
  })
  let change: Meddling | null = null
  provider.use(async (context, next) => {
    await next()
    const body: unknown = context.body
    if (change && context.path === '/token' && hasIdToken(body))
      context.body = { ...body, id_token: await change(body.id_token) }
  })
  const app = provider.callback()
  handle = (request, response) =>
    request.url?.startsWith('/interaction/')
      ? void ask({ provider, people }, request, response)
      : void app(request, response)
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  const sign = (claims: Readonly<Record<string, unknown>>, typ = 'logout+jwt'): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one', ...(typ !== '' && { typ }) }).sign(privateKey)
  return {
    issuer,
    clientId,
    clientSecret,
    people,
    sign,
    stop,
    meddle: (next) => (change = next),
    sendLogoutsTo: (address) => (logouts = address),
  }
}

const hasIdToken = (body: unknown): body is { readonly id_token: string } =>
  typeof body === 'object' && body !== null && 'id_token' in body

/** A page with one field: who are you? */
async function ask(
  { provider, people }: { provider: Provider; people: ReadonlyMap<string, Known> },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(
      '<!doctype html><html lang="en"><title>Example identity</title><main><h1>Example identity</h1><form method="post"><label>Name <input name="login"></label> <button>Continue</button></form></main></html>',
    )
    return
  }
  let body = ''
  for await (const part of request) body += String(part)
  const login = new URLSearchParams(body).get('login') ?? ''
  const { methods, context } = people.get(login) ?? {}
  const how = { ...(methods && { amr: [...methods] }), ...(context !== undefined && { acr: context }) }
  const result = login === '' ? { error: 'access_denied' } : { login: { accountId: login, ...how } }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
}
