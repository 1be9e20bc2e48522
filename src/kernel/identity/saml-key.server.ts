import type { Kernel } from '../kernel.server.ts'

/** What this installation signs SAML messages with, both as PEM. */
export interface SamlKey {
  readonly privateKey: string
  readonly certificate: string
}
type Needed = Pick<Kernel, 'db' | 'clock' | 'sealer'>

/** The key of this installation; made when it is first needed, once whoever asks at the same time. */
export async function samlKeyOf(kernel: Needed): Promise<SamlKey> {
  const { db, sealer } = kernel
  const found = await readKey(kernel)
  if (found) return found
  const { privateKey, certificate } = await makeKey(kernel.clock.now())
  await db.query({
    text: 'insert into saml_key (private_key, certificate) values ($1, $2) on conflict do nothing',
    values: [sealer.seal(privateKey), certificate],
  })
  return (await readKey(kernel)) ?? { privateKey, certificate }
}

async function readKey({ db, sealer }: Needed): Promise<SamlKey | null> {
  const [row] = await db.query<{ private_key: string; certificate: string }>(
    'select private_key, certificate from saml_key',
  )
  return row ? { privateKey: sealer.open(row.private_key), certificate: row.certificate } : null
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 3072,
  publicExponent: new Uint8Array([1, 0, 1]),
}
const years = 10

/** A key and a certificate that vouches for itself: providers compare it to the one in our metadata, nothing else. */
async function makeKey(now: Date): Promise<SamlKey> {
  await import('reflect-metadata')
  const { PemConverter, X509CertificateGenerator } = await import('@peculiar/x509')
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const notAfter = new Date(now)
  notAfter.setUTCFullYear(now.getUTCFullYear() + years)
  const name = 'CN=Quarterdeck'
  const certificate = await X509CertificateGenerator.createSelfSigned(
    { name, notBefore: now, notAfter, keys, signingAlgorithm: algorithm },
    crypto,
  )
  const privateKey = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
  return { privateKey, certificate: certificate.toString('pem') }
}
