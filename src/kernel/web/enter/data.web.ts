import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, keys, type Method, read } from '../api.web.ts'

/** What an account can prove itself with. */
export interface Factors {
  readonly hasPassword: boolean
  readonly totpSince: string | null
  readonly passkeys: readonly Passkey[]
  readonly recoveryCodes: number
}
export interface Passkey {
  readonly id: string
  readonly name: string
  readonly isSynced: boolean
  readonly createdAt: string
  readonly lastUsedAt: string | null
}
export interface Security extends Factors {
  readonly lacksSecondFactor: boolean
  readonly provedUntil: string | null
}
export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly beginning: string
  readonly scopes: readonly string[]
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
}
export interface SignInEntry {
  readonly entry: number
  readonly at: string
  readonly method: string
  readonly outcome: 'in' | 'wrong' | 'throttled' | 'disabled'
  readonly address: string | null
  readonly userAgent: string | null
}
export interface AccountEntry {
  readonly id: string
  readonly entry: number
  readonly at: string
  readonly sentence: string
  readonly reason: string | null
}

export const securityKey = ['me', 'security'] as const
export const keysKey = ['me', 'keys'] as const

export const useSecurity = () =>
  useQuery({ queryKey: securityKey, queryFn: ({ signal }) => read<Security>('/me/security', {}, signal) })

/** How short a new password may be. */
export const useShortestPassword = (): number =>
  useQuery({
    queryKey: ['sign-in', 'rules'],
    queryFn: ({ signal }) => read<{ shortestPassword: number }>('/sign-in', {}, signal),
    staleTime: 300_000,
  }).data?.shortestPassword ?? 12

/** Changes something about how the caller signs in, and shows what it led to; throws `ApiProblem`. */
export function useChangeSecurity() {
  const client = useQueryClient()
  return async <T>(method: Method, path: string, body?: unknown): Promise<T> => {
    const answer = await api<T>(method, path, { body })
    refreshSecurity(client)
    return answer
  }
}

/** Everything that shows how the caller signs in. */
export function refreshSecurity(client: QueryClient): void {
  for (const queryKey of [securityKey, keysKey, ['me', 'sessions'], ['me', 'history'], ['me', 'sign-ins']])
    void client.invalidateQueries({ queryKey })
}

/** What the caller may reach at all, which a second factor can change: asked anew once nothing is left to be shown. */
export const refreshMe = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: keys.me, exact: true })
