import { z } from 'zod'
import type { Kernel } from '../kernel.server.ts'
import { fetchBounded } from '../identity/bounded-fetch.server.ts'
import type { ImapMailbox } from './mailboxes.server.ts'

interface Token {
  readonly text: string
  readonly until: number
}
const answer = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().default(300),
  refresh_token: z.string().optional(),
})
const refusal = z.object({ error: z.string(), error_description: z.string().optional() })

/** Fetches tokens to sign in with, each kept until a minute before it ends. A refresh token that is exchanged for a new one is kept in its place. */
export function openTokens({
  store,
  clock,
}: Pick<Kernel, 'store' | 'clock'>): (mailbox: ImapMailbox) => Promise<string> {
  const held = new Map<string, Token>()
  return async (mailbox) => {
    const now = clock.now().getTime()
    const known = held.get(mailbox.id)
    if (known && known.until > now) return known.text
    const { access_token: text, expires_in: seconds, refresh_token: next } = await ask(mailbox)
    held.set(mailbox.id, { text, until: now + (seconds - 60) * 1000 })
    if (next !== undefined && next !== mailbox.refreshToken)
      await store.asSystem('a new refresh token').update('mailbox', mailbox.id, { refreshToken: next })
    return text
  }
}

async function ask({
  tokenEndpoint,
  clientId,
  clientSecret,
  refreshToken,
  scope,
}: ImapMailbox): Promise<z.infer<typeof answer>> {
  const form = new URLSearchParams({
    grant_type: refreshToken === null ? 'client_credentials' : 'refresh_token',
    client_id: clientId ?? '',
    ...(clientSecret !== null && { client_secret: clientSecret }),
    ...(refreshToken !== null && { refresh_token: refreshToken }),
    ...(scope !== null && { scope }),
  })
  const response = await fetchBounded(tokenEndpoint ?? '', { method: 'POST', body: form }).catch((error: unknown) => {
    throw new TokenFailure(`The token endpoint doesn’t answer: ${causeOf(error)}`)
  })
  const body: unknown = await response.json().catch(() => null)
  const token = answer.safeParse(body)
  if (response.ok && token.success) return token.data
  const refused = refusal.safeParse(body)
  throw new TokenFailure(
    refused.success
      ? `The token endpoint refused: ${(refused.data.error_description ?? refused.data.error).slice(0, 300)}`
      : `The token endpoint answered ${response.status} and no token.`,
  )
}

/** Why there is no token, in words. */
export class TokenFailure extends Error {}

const causeOf = (error: unknown): string =>
  error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error)
