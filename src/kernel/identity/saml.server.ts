import type { Origin } from '../access/start-session.server.ts'
import { issueTicket, spendTicket } from '../access/ticket.server.ts'
import { hashToken } from '../access/token.server.ts'
import { Failure } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import type { Claims } from './claims.ts'
import { letIn, NotLetIn } from './let-in.server.ts'
import { isFirst } from './messages.server.ts'
import type { Finished, Leaving } from './oidc.server.ts'
import { type SamlProvider, samlProviderOf } from './provider.server.ts'
import { keepRefusal } from './refusals.server.ts'
import { problemOfAssertion, problemOfResponse } from './saml-assertion.ts'
import { claimsOfAssertion } from './saml-claims.ts'
import { addressesFor, newMessageId, samlClient } from './saml-client.server.ts'
import { metadataOf } from './saml-metadata.server.ts'
import { readAssertion, readResponse } from './saml-read.server.ts'

type Needed = Pick<Kernel, 'db' | 'clock' | 'log' | 'secret' | 'url' | 'sealer'>

/** The provider's page to go to, with a signed request of ours (SAML 2.0 Profiles 4.1, by redirect). */
export async function leaveForSaml(
  kernel: Needed,
  { provider, to, binding, minutes }: Leaving<SamlProvider>,
): Promise<string> {
  const known = await metadataOf(provider)
  const request = newMessageId()
  const about = { provider: provider.id, request, to, binding: hashToken(binding) }
  const relayState = await issueTicket(kernel, { purpose: 'saml', about, minutes })
  const saml = await samlClient(kernel, { provider, known, id: request })
  return saml.getAuthorizeUrlAsync(relayState, undefined, {})
}

interface Brought {
  readonly provider: string
  /** Base64, as the form has it. */
  readonly response: string
  readonly relayState: string
}
const minutesToFinish = 2

/**
 * Takes what the provider's page posts here. A browser sends no cookie of ours along with it, so nobody is let in yet: the
 * answer is a ticket for the step on our own site, where the browser that began has to show itself. Throws NotLetIn with why not.
 */
export async function takeResponse(kernel: Needed, { provider: id, response, relayState }: Brought): Promise<string> {
  const about = await spendTicket(kernel, { purpose: 'saml', ticket: relayState })
  if (about?.['provider'] !== id) throw new NotLetIn('expired')
  const provider = await samlProviderOf(kernel, id)
  const { claims, hint } = await believed(kernel, { provider, response, request: about['request'] ?? '' }).catch(
    async (error: unknown) => {
      await keepRefusal(kernel, id, error)
      throw error instanceof Failure ? error : new NotLetIn('refused', { cause: error })
    },
  )
  const arrived = { provider: id, to: about['to'] ?? '/', binding: about['binding'] ?? '' }
  const told = { ...arrived, claims: JSON.stringify(claims), hint }
  return issueTicket(kernel, { purpose: 'saml-in', about: told, minutes: minutesToFinish })
}

interface Answer {
  readonly provider: SamlProvider
  readonly response: string
  readonly request: string
}

/** What the assertion says, once all of it is checked. Throws Error with what isn't right. */
async function believed(
  kernel: Needed,
  { provider, response, request }: Answer,
): Promise<{ readonly claims: Claims; readonly hint: string }> {
  const known = await metadataOf(provider)
  const { entityId: audience, consumer: recipient } = addressesFor(kernel, provider.id)
  const expected = { issuer: known.entityId, audience, recipient, inResponseTo: request }
  const xml = Buffer.from(response, 'base64').toString('utf8')
  must(refusedAlgorithm(xml) ?? problemOfResponse(readResponse(xml), expected))
  const saml = await samlClient(kernel, { provider, known })
  const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: response })
  // Only what the signature covers is read from here on.
  const assertion = readAssertion(profile?.getAssertionXml?.() ?? '')
  const now = kernel.clock.now()
  must(problemOfAssertion(assertion, expected, now))
  // It answers a request of the last minutes, so what is remembered of it outlives what it may be used for.
  const taken = { provider: provider.id, message: assertion.id ?? '', now, minutes: 60 }
  if (!(await isFirst(kernel.db, taken))) throw new Error('it was used before')
  return { claims: claimsOfAssertion(assertion, provider), hint: JSON.stringify(assertion.nameIds[0]) }
}

const must = (problem: string | null): void => {
  if (problem !== null) throw new Error(problem)
}

/** SHA-1 proves nothing any more. */
export const refusedAlgorithm = (xml: string): string | null =>
  /xmldsig#(rsa-|dsa-|hmac-)?sha1\b|xmldsig-more#ecdsa-sha1\b/.test(xml) ? 'it is signed with SHA-1' : null

interface Return extends Origin {
  readonly ticket: string
  readonly binding: string | null
}

/** Finishes it on our own site: the browser that began is let in. Throws NotLetIn with why not. */
export async function finishSaml(kernel: Needed, { ticket, binding, ...origin }: Return): Promise<Finished> {
  const about = await spendTicket(kernel, { purpose: 'saml-in', ticket })
  if (!about || binding === null || about['binding'] !== hashToken(binding)) throw new NotLetIn('expired')
  const provider = await samlProviderOf(kernel, about['provider'] ?? '')
  const claims = JSON.parse(about['claims'] ?? '') as Claims
  const entered = await letIn(kernel, { ...origin, provider, claims, hint: about['hint'] ?? '' })
  return { entered, to: about['to'] ?? '/' }
}
