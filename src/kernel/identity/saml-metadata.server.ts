import { X509Certificate } from 'node:crypto'
import { fetchBounded } from './bounded-fetch.server.ts'
import { isLoopback } from './identity-provider.record.ts'
import { keepKnown, reasonOfNetwork, type SamlProvider, unreachable } from './provider.server.ts'
import { attribute, below, isNamed, readXml, textOf } from './xml.server.ts'

/** What a SAML provider says of itself. */
export interface SamlKnown {
  readonly entityId: string
  /** Where people sign in, by redirect. */
  readonly signOn: string
  /** Where a logout goes, and its answer; null where it takes none by redirect. */
  readonly logout: string | null
  readonly logoutAnswer: string | null
  /** What it signs with, as PEM. */
  readonly certificates: readonly string[]
  readonly validUntil: Date | null
}

const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'

/** Reads a provider's metadata. Throws Error with what is wrong in words. */
export function readMetadata(text: string): SamlKnown {
  const root = readXml(text)
  const entities = isNamed(root, 'metadata', 'EntitiesDescriptor')
    ? below(root, 'metadata', 'EntityDescriptor')
    : [root]
  const providers = entities.flatMap((entity) =>
    isNamed(entity, 'metadata', 'EntityDescriptor')
      ? below(entity, 'metadata', 'IDPSSODescriptor').map((role) => ({ entity, role }))
      : [],
  )
  const [one, another] = providers
  if (!one) throw new Error('it describes no identity provider')
  if (another) throw new Error('it describes more than one identity provider')
  const { entity, role } = one
  const entityId = attribute(entity, 'entityID')
  if (!entityId) throw new Error('it gives the provider no name (entityID)')
  const at = (service: string): Element | undefined =>
    below(role, 'metadata', service).find((one) => attribute(one, 'Binding') === redirect)
  const [signOn, logout] = [at('SingleSignOnService'), at('SingleLogoutService')]
  const certificates = below(role, 'metadata', 'KeyDescriptor')
    .filter((key) => (attribute(key, 'use') ?? 'signing') === 'signing')
    .flatMap(certificatesIn)
  if (certificates.length === 0) throw new Error('it names no certificate that it signs with')
  const logoutAddress = logout ? addressIn(logout, 'Location') : null
  const signOnAddress = signOn ? addressIn(signOn, 'Location') : null
  if (!signOnAddress) throw new Error('it has no address to sign in at by redirect (HTTP-Redirect)')
  return {
    entityId,
    signOn: signOnAddress,
    logout: logoutAddress,
    logoutAnswer: (logout && addressIn(logout, 'ResponseLocation')) ?? logoutAddress,
    certificates,
    validUntil: dateIn(entity) ?? dateIn(role),
  }
}

const certificatesIn = (key: Element): readonly string[] =>
  below(key, 'signature', 'KeyInfo')
    .flatMap((info) => below(info, 'signature', 'X509Data'))
    .flatMap((data) => below(data, 'signature', 'X509Certificate'))
    .map((certificate) => {
      try {
        return new X509Certificate(Buffer.from(textOf(certificate) ?? '', 'base64')).toString()
      } catch (error) {
        throw new Error('one of its certificates can’t be read', { cause: error })
      }
    })

function addressIn(service: Element, name: string): string | null {
  const address = attribute(service, name)
  if (address === null) return null
  if (!/^https:\/\//i.test(address) && !isLoopback(address))
    throw new Error(`it sends people to ${address}, which doesn’t begin with https://`)
  return address
}

const dateIn = (element: Element): Date | null => {
  const text = attribute(element, 'validUntil')
  return text === null || Number.isNaN(Date.parse(text)) ? null : new Date(text)
}

/** Asks the provider who it is, whatever was known of it. Throws Failure with what is wrong in words. */
export async function describeItself({ name, metadataUrl, metadata }: SamlProvider): Promise<SamlKnown> {
  const text = metadata ?? (await fetchMetadata(name, metadataUrl ?? ''))
  try {
    return readMetadata(text)
  } catch (error) {
    throw unreachable(
      name,
      `its metadata is of no use: ${error instanceof Error ? error.message : String(error)}.`,
      error,
    )
  }
}

/** What the provider says of itself. Throws Failure with what is wrong in words. */
export const metadataOf = keepKnown(describeItself)

async function fetchMetadata(name: string, address: string): Promise<string> {
  const answer = await fetchBounded(address).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    throw unreachable(name, reasonOfNetwork(error, address) ?? `${why}.`, error)
  })
  if (!answer.ok) throw unreachable(name, `there is no metadata at ${address} (it answers ${answer.status}).`)
  return answer.text()
}
