import * as client from 'openid-client'
import type { Kernel } from '../kernel.server.ts'
import { configurationOf } from './oidc-configuration.server.ts'
import { type OidcProvider, type Provider, providerOf, type SamlProvider } from './provider.server.ts'
import type { NameId } from './saml-assertion.ts'
import { samlClient } from './saml-client.server.ts'
import { metadataOf } from './saml-metadata.server.ts'

type Needed = Pick<Kernel, 'db' | 'clock' | 'log' | 'sealer' | 'url'>

/** Where somebody has to go to sign out at the provider that vouched for their session, too; null where there is none, or it can't be reached. */
export async function wayOut(kernel: Needed, session: string): Promise<string | null> {
  const [row] = await kernel.db.query<{ provider: string; sid: string | null; hint: string | null }>({
    text: `select s.provider, s.sid, s.hint from identity_session s join identity_provider p on p.id = s.provider
      where s.session_id = $1 and p.archived_at is null and p.ends_there`,
    values: [session],
  })
  if (!row?.hint) return null
  const about = { sid: row.sid, hint: kernel.sealer.open(row.hint) }
  try {
    const provider: Provider = await providerOf(kernel, row.provider, { evenOff: true })
    return provider.protocol === 'saml'
      ? await outOfSaml(kernel, provider, about)
      : await outOfOidc(kernel, provider, about)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    kernel.log.warn({ provider: row.provider, reason }, 'Nobody could be led to a provider to sign out there.')
    return null
  }
}

interface About {
  readonly sid: string | null
  readonly hint: string
}

/** OpenID Connect RP-Initiated Logout 1.0. */
async function outOfOidc({ url }: Needed, provider: OidcProvider, { hint }: About): Promise<string | null> {
  const configuration = await configurationOf(provider)
  if (!configuration.serverMetadata().end_session_endpoint) return null
  const given = { id_token_hint: hint, post_logout_redirect_uri: `${url}/sign-in` }
  return client.buildEndSessionUrl(configuration, given).href
}

/** SAML 2.0 Profiles 4.4, by redirect. */
async function outOfSaml(kernel: Needed, provider: SamlProvider, { hint, sid }: About): Promise<string | null> {
  const known = await metadataOf(provider)
  if (known.logout === null) return null
  const { value, format, qualifier, spQualifier } = JSON.parse(hint) as NameId
  const saml = await samlClient(kernel, { provider, known })
  const about = {
    issuer: known.entityId,
    nameID: value ?? '',
    nameIDFormat: format ?? 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
    ...(qualifier !== null && { nameQualifier: qualifier }),
    ...(spQualifier !== null && { spNameQualifier: spQualifier }),
    ...(sid !== null && { sessionIndex: sid }),
  }
  return saml.getLogoutUrlAsync(about, '', {})
}
