import { X509Certificate } from 'node:crypto'
import type { Kernel } from '../kernel.server.ts'
import { callbackPath } from './oidc.server.ts'
import { type Provider, providerOf } from './provider.server.ts'
import { refusalsOf } from './refusals.server.ts'
import { addressesFor } from './saml-client.server.ts'
import { metadataOf, type SamlKnown } from './saml-metadata.server.ts'
import type { Connection, OwnAddress, SaysOfItself } from './wire.ts'

/** Which addresses of ours a provider has to know, what it says of itself where that can be read, and whom it couldn't bring in. Throws NotFound. */
export async function connectionOf(kernel: Pick<Kernel, 'db' | 'sealer' | 'url'>, id: string): Promise<Connection> {
  const provider = await providerOf(kernel, id, { evenOff: true })
  const known = provider.protocol === 'saml' ? await metadataOf(provider).catch(() => null) : null
  return {
    addresses: addressesOf(kernel, provider),
    saysOfItself: known && inShort(known),
    refusals: await refusalsOf(kernel, id),
  }
}

function addressesOf({ url }: Pick<Kernel, 'url'>, { id, protocol }: Provider): readonly OwnAddress[] {
  if (protocol === 'oidc')
    return [
      { label: 'Redirect URI', address: `${url}${callbackPath}` },
      { label: 'Post-logout redirect URI', address: `${url}/sign-in` },
      { label: 'Back-channel logout URI', address: `${url}/api/v1/sign-in/providers/${id}/logout` },
    ]
  const { entityId, consumer, logout } = addressesFor({ url }, id)
  return [
    { label: 'Metadata, and entity ID', address: entityId },
    { label: 'Assertion consumer service (ACS)', address: consumer },
    { label: 'Single logout service', address: logout },
  ]
}

const inShort = ({ entityId, signOn, logout, certificates }: SamlKnown): SaysOfItself => ({
  entityId,
  signOn,
  logout,
  certificatesEnd: lastEnd(certificates).toISOString(),
})

/** When the last of these certificates ends. */
export const lastEnd = (certificates: readonly string[]): Date =>
  new Date(Math.max(...certificates.map((one) => new X509Certificate(one).validToDate.getTime())))
