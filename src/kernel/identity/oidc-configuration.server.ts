import * as client from 'openid-client'
import { fetchBounded } from './bounded-fetch.server.ts'
import { isLoopback } from './identity-provider.record.ts'
import { keepKnown, type OidcProvider, reasonOfNetwork, unreachable } from './provider.server.ts'

/** Asks the provider who it is, whatever was known of it. Throws Failure with what is wrong in words. */
export async function discover({ name, issuer, clientId, clientSecret }: OidcProvider): Promise<client.Configuration> {
  try {
    return await client.discovery(
      new URL(issuer),
      clientId,
      undefined,
      clientSecret === null ? client.None() : bySecret(clientSecret),
      {
        timeout: 10,
        execute: isLoopback(issuer) ? [client.allowInsecureRequests] : [],
        [client.customFetch]: fetchBounded,
      },
    )
  } catch (error) {
    throw unreachable(name, reasonOf(error, issuer), error)
  }
}

/** What the provider says of itself. Throws Failure with what is wrong in words. */
export const configurationOf = keepKnown(discover)

// As forms encode and no more: the library also encodes hyphens and dots, which providers that don't decode them refuse (LemonLDAP::NG 2.16).
const bySecret =
  (secret: string): client.ClientAuth =>
  (_, { client_id: id }, __, headers) =>
    headers.set('authorization', `Basic ${Buffer.from(`${inForm(id)}:${inForm(secret)}`).toString('base64')}`)
const inForm = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1)

function reasonOf(error: unknown, issuer: string): string {
  const { code = '' } = error as { code?: string }
  if (code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' || code === 'OAUTH_RESPONSE_IS_NOT_JSON')
    return `${issuer} doesn’t describe an OpenID provider. Give its address as the provider names it, without /.well-known/….`
  if (code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED')
    return `it calls itself by another address than ${issuer}. Copy the issuer exactly as the provider names it.`
  return reasonOfNetwork(error, issuer) ?? `${error instanceof Error ? error.message : String(error)}.`
}
