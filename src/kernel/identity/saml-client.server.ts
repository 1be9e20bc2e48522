import { randomBytes } from 'node:crypto'
import type { SAML } from '@node-saml/node-saml'
import type { Kernel } from '../kernel.server.ts'
import type { SamlProvider } from './provider.server.ts'
import { type SamlKey, samlKeyOf } from './saml-key.server.ts'
import type { SamlKnown } from './saml-metadata.server.ts'

type Needed = Pick<Kernel, 'db' | 'clock' | 'sealer' | 'url'>

/** Our own addresses towards one provider; it knows us by the first. */
export function addressesFor({ url }: Pick<Kernel, 'url'>, provider: string) {
  const at = `${url}/api/v1/sign-in/providers/${provider}`
  return { entityId: `${at}/metadata`, consumer: `${at}/acs`, logout: `${at}/saml-logout` } as const
}

/** A name for a message of ours. */
export const newMessageId = (): string => `_${randomBytes(20).toString('hex')}`

interface Speaking {
  readonly provider: SamlProvider
  readonly known: SamlKnown
  /** The name of the message that it makes next. */
  readonly id?: string
  /** Where logouts go: a request of ours, unless it is an answer. */
  readonly isAnswer?: boolean
}

/** The library that makes and signs our messages, and checks the signatures of theirs. What a message says is judged by ourselves, with our clock. */
export async function samlClient(
  kernel: Needed,
  { provider, known, id = newMessageId(), isAnswer = false }: Speaking,
): Promise<SAML> {
  const { SAML } = await import('@node-saml/node-saml')
  const { entityId, consumer } = addressesFor(kernel, provider.id)
  const { privateKey } = await samlKeyOf(kernel)
  return new SAML({
    issuer: entityId,
    callbackUrl: consumer,
    entryPoint: known.signOn,
    logoutUrl: (isAnswer ? known.logoutAnswer : known.logout) ?? known.signOn,
    idpCert: [...known.certificates],
    privateKey,
    signatureAlgorithm: 'sha256',
    digestAlgorithm: 'sha256',
    identifierFormat: provider.nameId === 'persistent' ? 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' : null,
    disableRequestedAuthnContext: true,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
    audience: false,
    acceptedClockSkewMs: -1,
    generateUniqueId: () => id,
    cacheProvider: keepsNothing,
  })
}

// Which request an answer is for is kept in PostgreSQL, so that any server process takes it.
const keepsNothing = {
  saveAsync: async () => null,
  getAsync: async () => null,
  removeAsync: async () => null,
}

/** How we describe ourselves to a provider. */
export function ownMetadata(kernel: Pick<Kernel, 'url'>, provider: string, { certificate }: SamlKey): string {
  const { entityId, consumer, logout } = addressesFor(kernel, provider)
  const bindings = 'urn:oasis:names:tc:SAML:2.0:bindings'
  const body = certificate.replaceAll(/-----[A-Z ]+-----|\s/g, '')
  return `<?xml version="1.0" encoding="UTF-8"?>
<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${escaped(entityId)}">
  <SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" AuthnRequestsSigned="true" WantAssertionsSigned="true">
    <KeyDescriptor use="signing">
      <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${body}</X509Certificate></X509Data></KeyInfo>
    </KeyDescriptor>
    <SingleLogoutService Binding="${bindings}:HTTP-Redirect" Location="${escaped(logout)}"/>
    <SingleLogoutService Binding="${bindings}:HTTP-POST" Location="${escaped(logout)}"/>
    <NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</NameIDFormat>
    <AssertionConsumerService Binding="${bindings}:HTTP-POST" Location="${escaped(consumer)}" index="0" isDefault="true"/>
  </SPSSODescriptor>
</EntityDescriptor>
`
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
