import { noteAct } from '../acts/act.server.ts'
import type { ActionHandler } from '../record/action.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { type Failure, invalid } from '../errors.ts'
import { lastEnd } from './connection.server.ts'
import { discover } from './oidc-configuration.server.ts'
import { type OidcProvider, providerOf, type SamlProvider } from './provider.server.ts'
import { describeItself } from './saml-metadata.server.ts'

/** Asks the provider who it is, and changes nothing; throws Invalid with what is wrong in words. */
export const tryProvider =
  (kernel: Kernel): ActionHandler =>
  async ({ row, records, tx }) => {
    const provider = await providerOf(kernel, row.id, { evenOff: true })
    if (provider.protocol === 'saml') await trySaml(provider, kernel.clock.now())
    else await tryOidc(provider)
    await noteAct(
      { db: tx, clock: kernel.clock, who: records.who },
      { kind: 'provider.tried', says: `tried the identity provider ${provider.name}` },
    )
  }

async function tryOidc(provider: OidcProvider): Promise<void> {
  const configuration = await discover(provider).catch((error: unknown) => {
    throw wrong('issuer', error instanceof Error ? error.message : String(error))
  })
  const { authorization_endpoint: door, jwks_uri: keys, scopes_supported: scopes } = configuration.serverMetadata()
  if (!door || !keys) throw wrong('issuer', 'It has no page to sign in at, or no keys to prove itself.')
  const missing = provider.scopes.split(/\s+/).filter((scope) => scopes !== undefined && !scopes.includes(scope))
  if (missing.length > 0) throw wrong('scopes', `It doesn’t know ${missing.join(', ')}.`)
}

async function trySaml(provider: SamlProvider, now: Date): Promise<void> {
  const field = provider.metadata === null ? 'metadataUrl' : 'metadata'
  const { validUntil, certificates } = await describeItself(provider).catch((error: unknown) => {
    throw wrong(field, error instanceof Error ? error.message : String(error))
  })
  if (validUntil !== null && validUntil <= now) throw wrong(field, `This metadata held until ${dayOf(validUntil)}.`)
  const last = lastEnd(certificates)
  if (last <= now) throw wrong(field, `All its certificates have ended, the last on ${dayOf(last)}.`)
}

const wrong = (field: string, says: string): Failure => invalid([{ field, says }])
const dayOf = (date: Date): string => date.toISOString().slice(0, 10)
