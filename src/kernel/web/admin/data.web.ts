import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Ref } from '../../record/field.ts'
import { api, keys, read } from '../api.web.ts'

/** An account as administrators see it. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly self: Ref | null
  readonly roles: readonly string[]
  readonly isDisabled: boolean
  readonly createdAt: string
  readonly lastSeenAt: string | null
}
export interface RoleView {
  readonly name: string
  readonly label: string
  readonly about: string
  readonly permissions: readonly string[]
  readonly isReadyMade: boolean
}

const accounts = ['accounts'] as const
const accountKey = (id: string) => ['account', id] as const

/** Accounts by name, a page at a time. */
export const useAccounts = (q: string) =>
  useInfiniteQuery({
    queryKey: [...accounts, q],
    queryFn: ({ pageParam, signal }) =>
      read<{ rows: readonly Account[]; next: string | null }>('/accounts', { q, after: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })

export const useAccount = (id: string) =>
  useQuery({
    queryKey: accountKey(id),
    queryFn: ({ signal }) => read<Account>(`/accounts/${id}`, {}, signal),
    retry: false,
  })

export const useRoles = () =>
  useQuery({
    queryKey: ['roles'],
    queryFn: ({ signal }) => read<{ rows: readonly RoleView[] }>('/roles', {}, signal),
    select: ({ rows }) => rows,
    staleTime: 300_000,
  })

/** The label of a role by its name; the name itself while the roles are on their way. */
export function useRoleLabel(): (name: string) => string {
  const { data } = useRoles()
  return (name) => data?.find((role) => role.name === name)?.label ?? name
}

export interface Holders {
  readonly rows: readonly { readonly id: string; readonly name: string; readonly isDisabled: boolean }[]
  readonly count: number
}
export const useHolders = (role: string) =>
  useQuery({
    queryKey: ['roles', role, 'holders'],
    queryFn: ({ signal }) => read<Holders>(`/roles/${role}/holders`, {}, signal),
  })

/** Makes a role, or changes the one of that name; throws `ApiProblem`. */
export function useSaveRole() {
  const client = useQueryClient()
  return async (name: string | null, body: unknown): Promise<RoleView> => {
    const role = await (name
      ? api<RoleView>('PATCH', `/roles/${name}`, { body })
      : api<RoleView>('POST', '/roles', { body }))
    await client.invalidateQueries({ queryKey: ['roles'] })
    void client.invalidateQueries({ queryKey: ['account', `/roles/${role.name}`] })
    // What one's own role allows may have changed.
    void client.invalidateQueries({ queryKey: keys.me })
    return role
  }
}

/** Removes a role that nobody holds; throws `ApiProblem`. */
export function useRemoveRole() {
  const client = useQueryClient()
  return async (name: string): Promise<void> => {
    await api('DELETE', `/roles/${name}`)
    await client.invalidateQueries({ queryKey: ['roles'] })
  }
}

/** Creates or changes an account and shows everywhere what the server answers; throws `ApiProblem`. */
export function useSaveAccount() {
  const client = useQueryClient()
  return async (id: string | null, body: unknown): Promise<Account> => {
    const account = await (id
      ? api<Account>('PATCH', `/accounts/${id}`, { body })
      : api<Account>('POST', '/accounts', { body }))
    client.setQueryData(accountKey(account.id), account)
    void client.invalidateQueries({ queryKey: accounts })
    return account
  }
}

/** Signs an account out everywhere; throws `ApiProblem`. */
export function useEndSessions() {
  const client = useQueryClient()
  return async (id: string): Promise<void> => {
    await api('DELETE', `/accounts/${id}/sessions`)
    void client.invalidateQueries({ queryKey: accounts })
    await client.invalidateQueries({ queryKey: accountKey(id) })
  }
}
