import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'

/** A new secret: 32 random bytes as `whsec_` and Base64. */
export const makeSecret = (): string => prefix + randomBytes(32).toString('base64')

/** What is signed. */
export interface Signing {
  readonly id: string
  /** Whole seconds. */
  readonly timestamp: number
  readonly body: string
}

/** The headers of a request, signed by each secret. Source: Standard Webhooks 1.0, symmetric signatures. */
export function signedHeaders(
  { id, timestamp, body }: Signing,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') }
}
