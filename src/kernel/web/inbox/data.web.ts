import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { NotificationKind, Way } from '../../notifications/kinds.ts'
import type { InboxItem, InboxPage } from '../../notifications/wire.ts'
import { api, keys, read } from '../api.web.ts'
import { toastProblem } from '../toast.web.tsx'

export interface Preferences {
  readonly ways: Readonly<Record<NotificationKind, Way>>
  readonly timeZone: string | null
  readonly quiet: { readonly from: number; readonly to: number } | null
  readonly digestAt: number
}
export interface InboxFilter {
  readonly unread: boolean
  readonly kind: NotificationKind | null
}

/** How much the caller hasn't read, counted to 100; kept true by live updates. */
export const useUnread = (): number =>
  useQuery({
    queryKey: [...keys.inbox, 'unread'],
    queryFn: ({ signal }) => read<{ unread: number }>('/inbox/unread', {}, signal),
    staleTime: 30_000,
  }).data?.unread ?? 0

export const useInbox = ({ unread, kind }: InboxFilter) =>
  useInfiniteQuery({
    queryKey: [...keys.inbox, 'list', unread, kind],
    queryFn: ({ pageParam, signal }) =>
      read<InboxPage>('/inbox', { unread, kind, after: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })

/** Marks some, or without `ids` all, as read or unread; what the server refuses is said. */
export function useMarkRead() {
  const client = useQueryClient()
  return async (mark: { readonly ids?: readonly string[]; readonly isRead: boolean }): Promise<void> => {
    try {
      await api('PUT', '/inbox/read', { body: mark })
    } catch (problem) {
      toastProblem(problem)
    }
    await client.invalidateQueries({ queryKey: keys.inbox })
  }
}

/** What was said about one record, or one thing that is about none. */
export interface InboxGroup {
  readonly key: string
  readonly items: readonly InboxItem[]
}

/** Notifications about the same record together, where the latest of them stands. */
export const grouped = (items: readonly InboxItem[]): readonly InboxGroup[] =>
  [...Map.groupBy(items, ({ record, id }) => record?.id ?? id)].map(([key, group]) => ({ key, items: group }))
