import * as client from 'openid-client'
import type { Entered } from '../access/enter.server.ts'
import type { Origin } from '../access/start-session.server.ts'
import { issueTicket, spendTicket } from '../access/ticket.server.ts'
import { hashToken } from '../access/token.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { type Claims, claimsOf } from './claims.ts'
import { letIn, NotLetIn } from './let-in.server.ts'
import { configurationOf } from './oidc-configuration.server.ts'
import { type OidcProvider, oidcProviderOf } from './provider.server.ts'
import { keepRefusal } from './refusals.server.ts'

type Needed = Pick<Kernel, 'db' | 'clock' | 'log' | 'secret' | 'url' | 'sealer'>

/** Where providers of OpenID Connect send people back to. */
export const callbackPath = '/api/v1/sign-in/providers/callback'

/** How somebody leaves for a provider. */
export interface Leaving<P> {
  readonly provider: P
  /** Where to go in the end. */
  readonly to: string
  /** What the browser keeps until it comes back, so that nobody else can finish for it. */
  readonly binding: string
  readonly minutes: number
}

/** The provider's page to go to: authorization code with PKCE, state and nonce. */
export async function leaveForOidc(
  kernel: Needed,
  { provider, to, binding, minutes }: Leaving<OidcProvider>,
): Promise<string> {
  const configuration = await configurationOf(provider)
  const [verifier, nonce] = [client.randomPKCECodeVerifier(), client.randomNonce()]
  const about = { provider: provider.id, verifier, nonce, to, binding: hashToken(binding) }
  const state = await issueTicket(kernel, { purpose: 'oidc', about, minutes })
  const contexts = (provider.strongContexts ?? '').trim()
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: `${kernel.url}${callbackPath}`,
    scope: provider.scopes,
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(contexts !== '' && { acr_values: contexts }),
  })
  return address.href
}

export interface Return extends Origin {
  /** The query that the provider sent back. */
  readonly query: URLSearchParams
  readonly binding: string | null
}
/** Who came in, or who has one more step to take; and where they wanted to go. */
export interface Finished {
  readonly entered: Entered
  readonly to: string
}

/** Finishes it: the code for tokens, the tokens checked, the account found. Throws NotLetIn with why not. */
export async function finishOidc(kernel: Needed, { query, binding, ...origin }: Return): Promise<Finished> {
  const about = await spendTicket(kernel, { purpose: 'oidc', ticket: query.get('state') ?? '' })
  if (!about || binding === null || about['binding'] !== hashToken(binding)) throw new NotLetIn('expired')
  const provider = await oidcProviderOf(kernel, about['provider'] ?? '')
  const { claims, idToken } = await exchange(kernel, { provider, query, about })
  const entered = await letIn(kernel, { ...origin, provider, claims, hint: idToken })
  return { entered, to: about['to'] ?? '/' }
}

interface Exchange {
  readonly provider: OidcProvider
  readonly query: URLSearchParams
  readonly about: Readonly<Record<string, string>>
}

/** The provider's word on who it is. Every check of OpenID Connect Core 3.1.3.7 is the library's; the signature, too, whatever the channel. */
async function exchange(
  kernel: Needed,
  { provider, query, about }: Exchange,
): Promise<{ readonly claims: Claims; readonly idToken: string }> {
  const configuration = await configurationOf(provider)
  client.enableNonRepudiationChecks(configuration)
  try {
    const tokens = await client.authorizationCodeGrant(
      configuration,
      new URL(`${kernel.url}${callbackPath}?${query}`),
      {
        expectedState: query.get('state') ?? '',
        expectedNonce: about['nonce'] ?? '',
        pkceCodeVerifier: about['verifier'] ?? '',
        idTokenExpected: true,
      },
    )
    const told: Readonly<Record<string, unknown>> & { readonly sub: string } = tokens.claims() ?? { sub: '' }
    const isWhole = typeof told['email'] === 'string' || !configuration.serverMetadata().userinfo_endpoint
    const more = isWhole ? {} : await client.fetchUserInfo(configuration, tokens.access_token, told.sub)
    return { claims: claimsOf({ ...more, ...told }, provider), idToken: tokens.id_token ?? '' }
  } catch (error) {
    await keepRefusal(kernel, provider.id, error)
    throw new NotLetIn('refused', { cause: error })
  }
}
