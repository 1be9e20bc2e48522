import { createHash, createHmac } from 'node:crypto'

export interface Signing {
  readonly method: string
  readonly url: URL
  /** Headers to sign besides `host` and `x-amz-date`; names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** SHA-256 of the body, hex. */
  readonly bodyHash: string
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
  readonly now: Date
}

/** The headers of a request to S3, signed. Source: Amazon S3 API Reference, "Signature Calculations for the Authorization Header" (AWS Signature Version 4). */
export function signedHeaders(signing: Signing): Readonly<Record<string, string>> {
  const { url, region, now, bodyHash } = signing
  const at = now.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const headers: Record<string, string> = {
    ...signing.headers,
    host: url.host,
    'x-amz-content-sha256': bodyHash,
    'x-amz-date': at,
  }
  const names = Object.keys(headers).sort()
  const scope = `${at.slice(0, 8)}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', at, scope, sha256(canonical(signing, headers, names))].join('\n')
  const signature = hmac(keyOf(signing, at.slice(0, 8)), toSign).toString('hex')
  const authorization = `AWS4-HMAC-SHA256 Credential=${signing.accessKey}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}`
  return { ...headers, authorization }
}

function canonical(
  { method, url, bodyHash }: Signing,
  headers: Readonly<Record<string, string>>,
  names: readonly string[],
): string {
  const query = [...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort()
  const path = url.pathname.split('/').map((part) => encode(decodeURIComponent(part)))
  return [
    method,
    path.join('/'),
    query.join('&'),
    ...names.map((name) => `${name}:${headers[name]?.trim() ?? ''}`),
    '',
    names.join(';'),
    bodyHash,
  ].join('\n')
}

const keyOf = ({ secretKey, region }: Signing, day: string): Buffer =>
  hmac(hmac(hmac(hmac(`AWS4${secretKey}`, day), region), 's3'), 'aws4_request')

/** SHA-256 in hex. */
export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
