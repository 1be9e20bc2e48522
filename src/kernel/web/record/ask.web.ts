import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { pathOf } from '../../record/registry.ts'
import type { Graph, PageParts } from '../../traits/wire.ts'
import { api, ApiProblem, keys, read } from '../api.web.ts'
import { onChange } from '../live.web.ts'
import { toastProblem } from '../toast.web.tsx'
import type { HistoryEntry, Row } from './row.ts'

/** What hangs on a record and its latest history, as its page shows them. */
export interface Parts extends PageParts {
  readonly history: HistoryPage | null
}
interface HistoryPage {
  readonly entries: readonly HistoryEntry[]
  readonly next: string | null
}

/** One record by id or number, with what hangs on it; with `asOf` (a day) as it stood then, alone. What the server refuses isn't asked again. */
export function useRow(record: AnyRecord, id: string, asOf?: string) {
  const client = useQueryClient()
  const answer = useQuery({
    queryKey: asOf ? [...keys.row(record.name, id), asOf] : keys.row(record.name, id),
    queryFn: async ({ signal }) => {
      if (asOf) return read<Row>(`/${pathOf(record)}/${encodeURIComponent(id)}`, { asOf }, signal)
      const { row, ...parts } = await readPage(record, id, signal)
      client.setQueryData(keys.parts(row.id), parts)
      return row
    },
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

/** What hangs on a record, as every part of its page shares it: read at once, with the record. */
export function useParts(record: AnyRecord, id: string) {
  const client = useQueryClient()
  return useQuery({
    queryKey: keys.parts(id),
    queryFn: async ({ signal }): Promise<Parts> => {
      const { row, ...parts } = await readPage(record, id, signal)
      placeRow(client, record, row)
      return parts
    },
  })
}

/** The latest entries of a record's history, newest first as the server gives them; further ones than a page shows by themselves. */
export function useHistory(record: AnyRecord, id: string, limit: number) {
  const { data: parts, isPending } = useParts(record, id)
  const isMore = limit > latestEntries
  const more = useQuery({
    queryKey: [...keys.history(id), limit],
    queryFn: ({ signal }) => read<HistoryPage>(`/${pathOf(record)}/${id}/history`, { limit }, signal),
    enabled: isMore,
    placeholderData: (previous) => previous,
  })
  return { data: (isMore ? more.data : null) ?? parts?.history ?? null, isPending }
}
/** As many as a page comes with. */
export const latestEntries = 25

export const useGraph = (id: string, depth: number) =>
  useQuery({
    queryKey: [...keys.trait(id, 'graph'), depth],
    queryFn: ({ signal }) => read<Graph>(`/records/${id}/graph`, { depth }, signal),
    placeholderData: (previous) => previous,
  })

const readPage = (record: AnyRecord, id: string, signal: AbortSignal): Promise<Parts & { readonly row: Row }> =>
  read(`/${pathOf(record)}/${encodeURIComponent(id)}/page`, {}, signal)

/** Shows a change of what hangs on a record at once, then sends it; what the server refuses is taken back and said. */
export function useChangeAtOnce(id: string) {
  const client = useQueryClient()
  const key = keys.parts(id)
  return async (foresee: (parts: Parts) => Parts, send: () => Promise<unknown>): Promise<void> => {
    await client.cancelQueries({ queryKey: key })
    const before = client.getQueryData<Parts>(key)
    if (before) client.setQueryData(key, foresee(before))
    try {
      await send()
    } catch (problem) {
      if (before) client.setQueryData(key, before)
      toastProblem(problem)
    }
    await client.invalidateQueries({ queryKey: keys.traits(id) })
  }
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
  placeRow(client, record, row)
  await Promise.all([
    client.invalidateQueries({ queryKey: keys.lists(record.name) }),
    client.invalidateQueries({ queryKey: keys.counts(record.name) }),
    client.invalidateQueries({ queryKey: keys.traits(row.id) }),
  ])
}

function placeRow(client: QueryClient, record: AnyRecord, row: Row): void {
  client.setQueryData(keys.row(record.name, row.id), row)
  if (row.number) client.setQueryData(keys.row(record.name, row.number), row)
}

/** The id of the newest entry of a record's history: what an undo takes back. */
export async function newestEntry(record: AnyRecord, id: string): Promise<HistoryEntry | null> {
  const { entries } = await read<{ entries: readonly HistoryEntry[] }>(`/${pathOf(record)}/${id}/history`, { limit: 1 })
  return entries[0] ?? null
}
