import * as client from 'openid-client'
import { createAccount } from '../access/accounts.server.ts'
import { noteSignIn } from '../access/sign-in-log.server.ts'
import { type Origin, type Started, startSession } from '../access/start-session.server.ts'
import { issueTicket, spendTicket } from '../access/ticket.server.ts'
import { hashToken } from '../access/token.server.ts'
import { system } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { Failure } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { type Claims, claimsOf } from './claims.ts'
import { giveRoles } from './group-roles.server.ts'
import { configurationOf, type Provider, providerOf } from './provider.server.ts'

type Needed = Pick<Kernel, 'db' | 'clock' | 'log' | 'secret' | 'url' | 'sealer'>

/** Where providers send people back to. */
export const callbackPath = '/api/v1/sign-in/providers/callback'
const by = system('single sign-on')
const minutes = 15

/** Why nobody could be let in; the door has words for each. */
export type Refusal = 'expired' | 'refused' | 'unknown' | 'unverified' | 'taken' | 'disabled'
export class NotLetIn extends Error {
  readonly why: Refusal
  constructor(why: Refusal, options?: ErrorOptions) {
    super(`Signing in by a provider ended: ${why}.`, options)
    this.why = why
  }
}

interface Begun {
  /** The provider's page to go to. */
  readonly address: string
  /** What the browser keeps until it comes back, so that nobody else can finish for it. */
  readonly binding: string
}

/** Begins to sign in by a provider: authorization code with PKCE, state and nonce. */
export async function begin(kernel: Needed, { provider: id, to }: { provider: string; to: string }): Promise<Begun> {
  const provider = await providerOf(kernel, id)
  const configuration = await configurationOf(provider)
  const [verifier, nonce, binding] = [client.randomPKCECodeVerifier(), client.randomNonce(), client.randomState()]
  const about = { provider: id, verifier, nonce, to, binding: hashToken(binding) }
  const state = await issueTicket(kernel, { purpose: 'oidc', about, minutes })
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: `${kernel.url}${callbackPath}`,
    scope: provider.scopes,
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  return { address: address.href, binding }
}

export interface Return extends Origin {
  /** The query that the provider sent back. */
  readonly query: URLSearchParams
  readonly binding: string | null
}

/** Finishes it: the code for tokens, the tokens checked, the account found. Throws NotLetIn with why not. */
export async function finish(
  kernel: Needed,
  { query, binding, ...origin }: Return,
): Promise<{ readonly started: Started; readonly to: string }> {
  const about = await spendTicket(kernel, { purpose: 'oidc', ticket: query.get('state') ?? '' })
  if (!about || binding === null || about['binding'] !== hashToken(binding)) throw new NotLetIn('expired')
  const provider = await providerOf(kernel, about['provider'] ?? '')
  const claims = await exchange(kernel, { provider, query, about })
  const account = await accountFor(kernel, provider, claims)
  await giveRoles(kernel, { provider, subject: claims.subject, account, groups: claims.groups, by })
  // With the session, so that no logout comes between the two.
  const alongside = (tx: Db, session: string): Promise<unknown> =>
    tx.query({
      text: 'insert into identity_session (session_id, provider, subject, sid) values ($1, $2, $3, $4)',
      values: [session, provider.id, claims.subject, claims.sid],
    })
  const started = await startSession(kernel, { ...origin, account, method: 'oidc', alongside }).catch(
    (error: unknown) => {
      throw error instanceof Failure && error.status === 401 ? new NotLetIn('disabled', { cause: error }) : error
    },
  )
  return { started, to: about['to'] ?? '/' }
}

interface Exchange {
  readonly provider: Provider
  readonly query: URLSearchParams
  readonly about: Readonly<Record<string, string>>
}

/** The provider's word on who it is. Every check of OpenID Connect Core 3.1.3.7 is the library's; the signature, too, whatever the channel. */
async function exchange(kernel: Needed, { provider, query, about }: Exchange): Promise<Claims> {
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
    return claimsOf({ ...more, ...told }, provider)
  } catch (error) {
    kernel.log.warn(
      {
        event: 'sign_in_refused',
        provider: provider.id,
        reason: error instanceof Error ? error.message : String(error),
      },
      'A sign-in by a provider was refused.',
    )
    throw new NotLetIn('refused', { cause: error })
  }
}

/** The account that the provider's subject is linked to; the first time the one with their verified e-mail. */
async function accountFor(
  kernel: Needed,
  provider: Provider,
  { subject, email, isVerified, name }: Claims,
): Promise<string> {
  const { db, clock } = kernel
  const [link] = await db.query<{ account_id: string }>({
    text: 'select account_id from identity_link where provider = $1 and subject = $2',
    values: [provider.id, subject],
  })
  if (link) return link.account_id
  if (!email) throw new NotLetIn('unknown')
  if (!isVerified) throw new NotLetIn('unverified')
  const [found] = await db.query<{ id: string; is_linked: boolean }>({
    text: `select a.id, exists (select from identity_link l where l.account_id = a.id and l.provider = $2) as is_linked
      from account a where a.email = $1`,
    values: [email, provider.id],
  })
  // Somebody else at the provider has been this account before: an address that was given away again opens nothing.
  if (found?.is_linked) throw new NotLetIn('taken')
  const account = found?.id ?? (await made(kernel, provider, { email, name }))
  await db.query({
    text: 'insert into identity_link (provider, subject, account_id, linked_at) values ($1, $2, $3, $4) on conflict do nothing',
    values: [provider.id, subject, account, clock.now()],
  })
  return account
}

async function made(
  kernel: Needed,
  provider: Provider,
  { email, name }: { readonly email: string; readonly name: string | null },
): Promise<string> {
  if (!provider.makesAccounts) throw new NotLetIn('unknown')
  return createAccount(kernel, { name: name ?? email, email, roles: ['employee'] }, by)
}

/** Notes a sign-in that ended at the door. */
export const noteRefusal = (kernel: Needed, origin: Origin, why: Refusal): Promise<void> =>
  kernel.db.transaction((tx) =>
    noteSignIn(tx, kernel.clock, {
      account: null,
      method: 'oidc',
      outcome: why === 'disabled' ? 'disabled' : 'wrong',
      address: origin.address,
      userAgent: origin.userAgent,
    }),
  )
