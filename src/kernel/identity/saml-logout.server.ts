import { type KeyObject, verify, X509Certificate } from 'node:crypto'
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { badRequest } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { endSessions } from './end-sessions.server.ts'
import { isFirst } from './messages.server.ts'
import { samlProviderOf } from './provider.server.ts'
import { type LogoutRequest, problemOfLogout } from './saml-assertion.ts'
import { addressesFor, samlClient } from './saml-client.server.ts'
import { metadataOf, type SamlKnown } from './saml-metadata.server.ts'
import { readLogoutRequest } from './saml-read.server.ts'
import { refusedAlgorithm } from './saml.server.ts'

type Needed = Pick<Kernel, 'db' | 'clock' | 'log' | 'sealer' | 'url'>

/** A provider's request to end sessions, as a browser brought it: in the address, signed there, or in a form, signed inside. */
export type Brought =
  | { readonly by: 'redirect'; readonly query: string }
  | { readonly by: 'post'; readonly request: string; readonly relayState: string | null }

/** Ends the sessions that a provider's logout request names (SAML 2.0 Profiles 4.4). Resolves to where its answer goes, signed; null where the provider takes none by redirect. Throws Invalid 400 where it isn't right. */
export async function endByRequest(kernel: Needed, id: string, brought: Brought): Promise<string | null> {
  const provider = await samlProviderOf(kernel, id, { evenOff: true })
  const known = await metadataOf(provider)
  const saml = await samlClient(kernel, { provider, known, isAnswer: true })
  const now = kernel.clock.now()
  const { request, relayState } = await opened(known, brought, async (form) => {
    await saml.validatePostRequestAsync({ SAMLRequest: form })
  })
    .then((read) => {
      const destination = addressesFor(kernel, id).logout
      const problem = problemOfLogout(read.request, { issuer: known.entityId, destination }, now)
      if (problem !== null) throw new Error(problem)
      return read
    })
    .catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      kernel.log.warn({ provider: id, reason }, 'A logout request was refused.')
      throw badRequest('The logout request isn’t right.')
    })
  const [name] = request.nameIds
  await kernel.db.transaction(async (tx) => {
    const taken = { provider: id, message: request.id ?? '', now, minutes: 60 }
    if (!(await isFirst(tx, taken))) throw badRequest('This logout request was used before.')
    await endSessions(tx, { provider: id, subject: name?.value ?? '', sids: request.sessions })
  })
  if (known.logoutAnswer === null) return null
  const about = { ID: request.id ?? '', issuer: known.entityId, nameID: name?.value ?? '', nameIDFormat: '' }
  return saml.getLogoutResponseUrlAsync(about, relayState ?? '', {}, true)
}

interface Opened {
  readonly request: LogoutRequest
  readonly relayState: string | null
}

async function opened(
  { certificates }: SamlKnown,
  brought: Brought,
  checkForm: (form: string) => Promise<void>,
): Promise<Opened> {
  if (brought.by === 'redirect') return openRedirect(brought.query, certificates)
  const xml = Buffer.from(brought.request, 'base64').toString('utf8')
  const request = readLogoutRequest(xml)
  const refused = refusedAlgorithm(xml)
  if (refused !== null) throw new Error(refused)
  await checkForm(brought.request)
  return { request, relayState: brought.relayState }
}

const inflate = promisify(inflateRaw)
const mostBytes = 200_000
const hashes: Readonly<Record<string, string>> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': 'sha384',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': 'sha512',
}

/** Opens what an address carries (SAML 2.0 Bindings 3.4): the signature is over the very text of its parameters. Throws Error where it isn't right. */
async function openRedirect(query: string, certificates: readonly string[]): Promise<Opened> {
  const given = new URLSearchParams(query)
  const raw = (name: string): string | null => {
    const found = query.split('&').filter((part) => part.startsWith(`${name}=`))
    if (found.length > 1 || given.getAll(name).length !== found.length) throw new Error(`it has ${name} twice`)
    return found[0] ?? null
  }
  const parts = ['SAMLRequest', 'RelayState', 'SigAlg'].map(raw)
  raw('Signature')
  const hash = hashes[given.get('SigAlg') ?? '']
  if (!hash) throw new Error('it is not signed, or in a way that isn’t taken')
  const signed = Buffer.from(parts.filter((part) => part !== null).join('&'))
  const signature = Buffer.from(given.get('Signature') ?? '', 'base64')
  const isBy = (key: KeyObject): boolean => key.asymmetricKeyType === 'rsa' && verify(hash, signed, key, signature)
  if (!certificates.some((certificate) => isBy(new X509Certificate(certificate).publicKey)))
    throw new Error('it is signed by somebody else')
  const packed = Buffer.from(given.get('SAMLRequest') ?? '', 'base64')
  const xml = await inflate(packed, { maxOutputLength: mostBytes })
  return { request: readLogoutRequest(xml.toString('utf8')), relayState: given.get('RelayState') }
}
