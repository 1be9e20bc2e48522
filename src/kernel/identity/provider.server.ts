import type { GroupRole } from '../access/source-roles.ts'
import { Failure, notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'

interface Common {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly trustsEmail: boolean
  readonly makesAccounts: boolean
  readonly groupsClaim: string | null
  readonly groupRoles: readonly GroupRole[]
  readonly isAlwaysStrong: boolean
  readonly strongContexts: string | null
  readonly endsThere: boolean
}
/** One that speaks OpenID Connect, its secret opened. */
export interface OidcProvider extends Common {
  readonly protocol: 'oidc'
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string | null
  readonly scopes: string
}
/** One that speaks SAML 2.0; it describes itself at an address, or in what was pasted. */
export interface SamlProvider extends Common {
  readonly protocol: 'saml'
  readonly metadataUrl: string | null
  readonly metadata: string | null
  readonly nameId: 'persistent' | 'unspecified'
  readonly emailAttribute: string | null
  readonly nameAttribute: string | null
}
/** An identity provider as it is used. */
export type Provider = OidcProvider | SamlProvider
type Needed = Pick<Kernel, 'db' | 'sealer'>

const columns = `id, version, name, protocol, issuer, client_id as "clientId", client_secret as "clientSecret", scopes,
  metadata_url as "metadataUrl", metadata, name_id as "nameId", email_attribute as "emailAttribute",
  name_attribute as "nameAttribute", trusts_email as "trustsEmail", makes_accounts as "makesAccounts",
  groups_claim as "groupsClaim", coalesce(group_roles, '[]') as "groupRoles", is_always_strong as "isAlwaysStrong",
  strong_contexts as "strongContexts", ends_there as "endsThere"`

/** The providers at the door, by name. */
export const listProviders = ({ db }: Pick<Kernel, 'db'>): Promise<readonly Pick<Provider, 'id' | 'name'>[]> =>
  db.query('select id, name from identity_provider where is_on and archived_at is null order by lower(name) limit 20')

/** One provider. Throws NotFound where there is none, or where it is off unless `evenOff`. */
export async function providerOf({ db, sealer }: Needed, id: string, { evenOff = false } = {}): Promise<Provider> {
  const [row] = await db.query<Provider>({
    text: `select ${columns} from identity_provider where id = $1 and archived_at is null and (is_on or $2)`,
    values: [id, evenOff],
  })
  if (!row) throw notFound('This way to sign in')
  if (row.protocol === 'saml' || row.clientSecret === null) return row
  return { ...row, clientSecret: sealer.open(row.clientSecret) }
}

/** One that speaks SAML. Throws NotFound where there is none. */
export async function samlProviderOf(
  kernel: Needed,
  id: string,
  options?: { evenOff?: boolean },
): Promise<SamlProvider> {
  const provider = await providerOf(kernel, id, options)
  if (provider.protocol !== 'saml') throw notFound('This way to sign in')
  return provider
}

/** One that speaks OpenID Connect. Throws NotFound where there is none. */
export async function oidcProviderOf(
  kernel: Needed,
  id: string,
  options?: { evenOff?: boolean },
): Promise<OidcProvider> {
  const provider = await providerOf(kernel, id, options)
  if (provider.protocol !== 'oidc') throw notFound('This way to sign in')
  return provider
}

/** Says that a provider can't be reached, and why. */
export const unreachable = (name: string, why: string, cause?: unknown): Failure =>
  new Failure('Unexpected', `${name} can’t be reached: ${why}`, { status: 503, cause })

/** What went wrong on the way to an address, for whoever set the provider up; null where it isn't that. */
export function reasonOfNetwork(error: unknown, address: string): string | null {
  const { code = '', cause, name } = error as { code?: string; name?: string; cause?: { code?: string } }
  const host = new URL(address).host
  if (cause?.code === 'ECONNREFUSED') return `nothing listens at ${host}.`
  if (cause?.code === 'ENOTFOUND') return `there is no ${host}.`
  if (code === 'OAUTH_TIMEOUT' || name === 'TimeoutError') return `${host} gave no answer in ten seconds.`
  return null
}

interface Known {
  readonly version: number
  readonly until: number
  readonly what: Promise<unknown>
}
const keptMs = 600_000

/** Keeps what providers say of themselves: asked again after ten minutes, or a change here, or when it failed. */
export function keepKnown<P extends Provider, T>(ask: (provider: P) => Promise<T>): (provider: P) => Promise<T> {
  const known = new Map<string, Known & { readonly what: Promise<T> }>()
  return (provider) => {
    const kept = known.get(provider.id)
    if (kept && kept.version === provider.version && kept.until > performance.now()) return kept.what
    const what = ask(provider)
    known.set(provider.id, { version: provider.version, until: performance.now() + keptMs, what })
    what.catch(() => known.delete(provider.id))
    return what
  }
}
