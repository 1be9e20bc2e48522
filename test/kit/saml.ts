import { execFileSync } from 'node:child_process'
import { randomUUID, sign } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { SignedXml } from 'xml-crypto'

export interface Keys {
  readonly privateKey: string
  readonly certificate: string
}

/** A key and its certificate, as a provider has them. */
export function makeKeys(): Keys {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-saml-'))
  const files = ['-keyout', 'key.pem', '-out', 'certificate.pem']
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=Test provider', ...files]
  execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const keys = { privateKey: read('key.pem'), certificate: read('certificate.pem') }
  rmSync(folder, { recursive: true })
  return keys
}

export const entityId = 'https://idp.example.com/metadata'
export const signOnAt = 'https://idp.example.com/sso'
export const logoutAt = 'https://idp.example.com/slo'
const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'

/** How the provider describes itself. */
export const metadataWith = (...certificates: readonly string[]): string => `<?xml version="1.0"?>
<!-- as some providers write it -->
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${entityId}">
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    ${certificates.map((one) => `<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${one.replaceAll(/-----[A-Z ]+-----/g, '')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`).join('\n')}
    <md:SingleLogoutService Binding="${redirect}" Location="${logoutAt}" ResponseLocation="${logoutAt}/answer"/>
    <md:SingleSignOnService Binding="${redirect}" Location="${signOnAt}"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>`

/** What an answer is made of; a test says only what matters to it. */
export interface Told {
  readonly audience: string
  readonly recipient: string
  readonly request: string
  readonly subject: string
  readonly email: string
  readonly groups?: readonly string[]
  readonly context?: string
  readonly session?: string
  /** In how many seconds the session there ends. */
  readonly sessionEnds?: number
}

export const at = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString()
const passwords = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport'

/** An assertion as it is before it is signed. */
export const assertionOf = ({
  audience,
  recipient,
  request,
  subject,
  email,
  groups = [],
  context,
  session,
  sessionEnds,
}: Told): string =>
  `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_${randomUUID()}" Version="2.0" IssueInstant="${at(0)}"><saml:Issuer>${entityId}</saml:Issuer><saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">${subject}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="${at(300)}" Recipient="${recipient}" InResponseTo="${request}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${at(-10)}" NotOnOrAfter="${at(300)}"><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="${at(-5)}" SessionIndex="${session ?? `_${randomUUID()}`}"${sessionEnds === undefined ? '' : ` SessionNotOnOrAfter="${at(sessionEnds)}"`}><saml:AuthnContext><saml:AuthnContextClassRef>${context ?? passwords}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement><saml:Attribute Name="mail"><saml:AttributeValue>${email}</saml:AttributeValue></saml:Attribute><saml:Attribute Name="groups">${groups.map((group) => `<saml:AttributeValue>${group}</saml:AttributeValue>`).join('')}</saml:Attribute></saml:AttributeStatement></saml:Assertion>`

/** The answer around it. */
export const responseOf = (assertion: string, { recipient, request }: Pick<Told, 'recipient' | 'request'>): string =>
  `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_${randomUUID()}" Version="2.0" IssueInstant="${at(0)}" Destination="${recipient}" InResponseTo="${request}"><saml:Issuer>${entityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>${assertion}</samlp:Response>`

const strong = {
  signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
} as const
const weak = {
  signature: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  digest: 'http://www.w3.org/2000/09/xmldsig#sha1',
} as const

/** The same XML with a signature of its root, right after the issuer. */
export function signed(
  xml: string,
  { privateKey, certificate }: Keys,
  how: typeof strong | typeof weak = strong,
): string {
  const maker = new SignedXml({ privateKey, publicCert: certificate, signatureAlgorithm: how.signature })
  maker.canonicalizationAlgorithm = 'http://www.w3.org/2001/10/xml-exc-c14n#'
  maker.addReference({
    xpath: '/*',
    digestAlgorithm: how.digest,
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', 'http://www.w3.org/2001/10/xml-exc-c14n#'],
  })
  maker.computeSignature(xml, { location: { reference: "/*/*[local-name(.)='Issuer']", action: 'after' } })
  return maker.getSignedXml()
}
export const signedWeakly = (xml: string, keys: Keys): string => signed(xml, keys, weak)

export const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** What an address of ours carries to the provider: the message, and the rest of it. */
export function messageIn(address: string) {
  const query = new URL(address).searchParams
  const packed = query.get('SAMLRequest') ?? query.get('SAMLResponse') ?? ''
  const xml = inflateRawSync(Buffer.from(packed, 'base64')).toString('utf8')
  return { xml, id: /\bID="([^"]+)"/.exec(xml)?.[1] ?? '', relayState: query.get('RelayState') ?? '' }
}

/** A request to end somebody's sessions. */
export const logoutOf = ({
  destination,
  subject,
  session,
}: {
  destination: string
  subject: string
  session?: string
}): string =>
  `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_${randomUUID()}" Version="2.0" IssueInstant="${at(0)}" Destination="${destination}"><saml:Issuer>${entityId}</saml:Issuer><saml:NameID>${subject}</saml:NameID>${session === undefined ? '' : `<samlp:SessionIndex>${session}</samlp:SessionIndex>`}</samlp:LogoutRequest>`

/** The query of an address that carries a message, signed as the binding by redirect wants it. */
export function redirectOf(xml: string, { privateKey }: Keys, relayState = 'theirs'): string {
  const query = new URLSearchParams({
    SAMLRequest: deflateRawSync(xml).toString('base64'),
    RelayState: relayState,
    SigAlg: strong.signature,
  }).toString()
  return `${query}&Signature=${encodeURIComponent(sign('sha256', Buffer.from(query), privateKey).toString('base64'))}`
}
