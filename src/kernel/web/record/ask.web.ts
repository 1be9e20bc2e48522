import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { pathOf } from '../../record/registry.ts'
import type { Comment, Graph, Relation, StoredFile, Task, Watching } from '../../traits/wire.ts'
import { api, ApiProblem, keys, read } from '../api.web.ts'
import { onChange } from '../live.web.ts'
import type { HistoryEntry, Row } from './row.ts'

/** One record by id or number; with `asOf` (a day) as it stood then. What the server refuses isn't asked again. */
export function useRow(record: AnyRecord, id: string, asOf?: string) {
  const client = useQueryClient()
  const answer = useQuery({
    queryKey: asOf ? [...keys.row(record.name, id), asOf] : keys.row(record.name, id),
    queryFn: ({ signal }) => read<Row>(`/${pathOf(record)}/${encodeURIComponent(id)}`, { asOf }, signal),
    retry: (tries, problem) => !(problem instanceof ApiProblem && problem.status >= 400) && tries < 2,
  })
  const rowId = answer.data?.id
  // Live changes name the id; a page opened by number is kept under the number.
  useEffect(
    () =>
      onChange((change) => {
        const isOurs = rowId !== id && change.id === rowId
        if (isOurs) void client.invalidateQueries({ queryKey: keys.row(record.name, id) })
      }),
    [client, record.name, id, rowId],
  )
  return answer
}

/** The latest entries of a record's history, newest first as the server gives them. */
export const useHistory = (record: AnyRecord, id: string, limit: number, isWanted = true) =>
  useQuery({
    queryKey: [...keys.history(id), limit],
    queryFn: ({ signal }) =>
      read<{ entries: readonly HistoryEntry[]; next: string | null }>(
        `/${pathOf(record)}/${id}/history`,
        { limit },
        signal,
      ),
    enabled: isWanted,
    placeholderData: (previous) => previous,
  })

export const useComments = (id: string, isWanted: boolean) =>
  useTrait<{ comments: readonly Comment[]; next: string | null }>(id, 'comments', isWanted)
export const useFiles = (id: string, isWanted: boolean) =>
  useTrait<{ files: readonly StoredFile[] }>(id, 'files', isWanted)
export const useTags = (id: string) => useTrait<{ tags: readonly string[] }>(id, 'tags')
export const useWatching = (id: string, isWanted: boolean) => useTrait<Watching>(id, 'watch', isWanted)
export const useRelations = (id: string) => useTrait<{ relations: readonly Relation[] }>(id, 'relations')
export const useTasks = (id: string, isWanted: boolean) => useTrait<{ tasks: readonly Task[] }>(id, 'tasks', isWanted)

export const useGraph = (id: string, depth: number) =>
  useQuery({
    queryKey: [...keys.trait(id, 'graph'), depth],
    queryFn: ({ signal }) => read<Graph>(`/records/${id}/graph`, { depth }, signal),
    placeholderData: (previous) => previous,
  })

function useTrait<T>(id: string, name: string, isWanted = true) {
  return useQuery({
    queryKey: keys.trait(id, name),
    queryFn: ({ signal }) => read<T>(`/records/${id}/${name}`, {}, signal),
    enabled: isWanted,
  })
}

/** Changes something that belongs to a record and reads again what hangs on it. */
export function useChangeTrait(id: string) {
  const client = useQueryClient()
  return async <T>(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> => {
    const answer = await api<T>(method, path, { body })
    await client.invalidateQueries({ queryKey: keys.traits(id) })
    return answer
  }
}

/** What an own write returned becomes what every part shows, without asking again for it. */
export async function keepRow(client: QueryClient, record: AnyRecord, row: Row): Promise<void> {
  client.setQueryData(keys.row(record.name, row.id), row)
  if (row.number) client.setQueryData(keys.row(record.name, row.number), row)
  await Promise.all([
    client.invalidateQueries({ queryKey: keys.lists(record.name) }),
    client.invalidateQueries({ queryKey: keys.counts(record.name) }),
    client.invalidateQueries({ queryKey: keys.traits(row.id) }),
  ])
}

/** The id of the newest entry of a record's history: what an undo takes back. */
export async function newestEntry(record: AnyRecord, id: string): Promise<HistoryEntry | null> {
  const { entries } = await read<{ entries: readonly HistoryEntry[] }>(`/${pathOf(record)}/${id}/history`, { limit: 1 })
  return entries[0] ?? null
}
