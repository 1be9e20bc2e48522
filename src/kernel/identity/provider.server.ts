import * as client from 'openid-client'
import { Failure, notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { fetchBounded } from './bounded-fetch.server.ts'
import { type GroupRole, isLoopback } from './identity-provider.record.ts'

/** An identity provider as it is used: its secret opened. */
export interface Provider {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string | null
  readonly scopes: string
  readonly trustsEmail: boolean
  readonly makesAccounts: boolean
  readonly groupsClaim: string | null
  readonly groupRoles: readonly GroupRole[]
}
type Needed = Pick<Kernel, 'db' | 'sealer'>

const columns = `id, version, name, issuer, client_id as "clientId", client_secret as "clientSecret", scopes, trusts_email as "trustsEmail",
  makes_accounts as "makesAccounts", groups_claim as "groupsClaim", coalesce(group_roles, '[]') as "groupRoles"`

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
  return { ...row, clientSecret: row.clientSecret === null ? null : sealer.open(row.clientSecret) }
}

interface Known {
  readonly version: number
  readonly until: number
  readonly configuration: Promise<client.Configuration>
}
const known = new Map<string, Known>()
const keptMs = 600_000
const seconds = 10

/** What the provider says of itself, asked again after ten minutes or a change here. Throws Failure with what is wrong in words. */
export async function configurationOf(provider: Provider): Promise<client.Configuration> {
  const kept = known.get(provider.id)
  if (kept && kept.version === provider.version && kept.until > performance.now()) return kept.configuration
  const configuration = discover(provider)
  known.set(provider.id, { version: provider.version, until: performance.now() + keptMs, configuration })
  // What failed is asked again at once.
  configuration.catch(() => known.delete(provider.id))
  return configuration
}

/** Asks the provider who it is, whatever was known of it. */
export async function discover({ name, issuer, clientId, clientSecret }: Provider): Promise<client.Configuration> {
  try {
    return await client.discovery(
      new URL(issuer),
      clientId,
      undefined,
      clientSecret === null ? client.None() : client.ClientSecretBasic(clientSecret),
      {
        timeout: seconds,
        execute: isLoopback(issuer) ? [client.allowInsecureRequests] : [],
        [client.customFetch]: fetchBounded,
      },
    )
  } catch (error) {
    throw new Failure('Unexpected', `${name} can’t be reached: ${reasonOf(error, issuer)}`, {
      status: 503,
      cause: error,
    })
  }
}

/** What went wrong at discovery, for whoever set the provider up. */
function reasonOf(error: unknown, issuer: string): string {
  const { code = '', cause } = error as { code?: string; cause?: { code?: string; message?: string; status?: number } }
  const host = new URL(issuer).host
  if (cause?.code === 'ECONNREFUSED') return `nothing listens at ${host}.`
  if (cause?.code === 'ENOTFOUND') return `there is no ${host}.`
  if (code === 'OAUTH_TIMEOUT' || (error as Error).name === 'TimeoutError')
    return `${host} gave no answer in ${seconds} seconds.`
  if (code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' || code === 'OAUTH_RESPONSE_IS_NOT_JSON')
    return `${issuer} doesn’t describe an OpenID provider. Give its address as the provider names it, without /.well-known/….`
  if (code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED')
    return `it calls itself by another address than ${issuer}. Copy the issuer exactly as the provider names it.`
  return `${error instanceof Error ? error.message : String(error)}.`
}
