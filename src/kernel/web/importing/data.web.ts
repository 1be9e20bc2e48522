import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportRowView, ImportStatus, ImportView, RowOutcome } from '../../importing/import.ts'
import { addressOf, api, read } from '../api.web.ts'
import { toastProblem } from '../toast.web.tsx'

export type ImportSummary = Omit<ImportView, 'columns' | 'mapping'>
const key = (id: string) => ['import', id] as const
const list = ['imports'] as const

const working: readonly ImportStatus[] = ['staging', 'applying', 'undoing']
export const isWorking = (status: ImportStatus): boolean => working.includes(status)

/** All imports the caller may see; asked again while one is being worked on. */
export const useImports = () =>
  useQuery({
    queryKey: list,
    queryFn: ({ signal }) => read<{ imports: readonly ImportSummary[] }>('/imports', {}, signal),
    refetchInterval: ({ state }) => (state.data?.imports.some(({ status }) => isWorking(status)) ? 2000 : false),
  })

/** One import; asked again every moment while the server works on it. */
export const useImport = (id: string) =>
  useQuery({
    queryKey: key(id),
    queryFn: ({ signal }) => read<ImportView>(`/imports/${id}`, {}, signal),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data.status) ? 700 : false),
  })

/** The rows of a preview or result, page by page. */
export const useImportRows = (id: string, outcome: RowOutcome | 'noted' | null, status: ImportStatus) =>
  useInfiniteQuery({
    queryKey: [...key(id), 'rows', outcome, status],
    queryFn: ({ pageParam, signal }) =>
      read<{ rows: readonly ImportRowView[]; next: number | null }>(
        `/imports/${id}/rows`,
        { outcome, after: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
  })

/** Runs a step of an import and shows what the server answers. */
export function useStep(id: string) {
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const step = async (method: 'PUT' | 'POST', verb: string, body?: unknown): Promise<boolean> => {
    setBusy(true)
    try {
      client.setQueryData(
        key(id),
        await api<ImportView>(method, `/imports/${id}/${verb}`, body === undefined ? {} : { body }),
      )
      void client.invalidateQueries({ queryKey: list })
      return true
    } catch (error) {
      toastProblem(error)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { step, isBusy }
}

/** Throws an import away that changed nothing. */
export function useDiscard() {
  const client = useQueryClient()
  return async (id: string): Promise<void> => {
    await api('DELETE', `/imports/${id}`)
    await client.invalidateQueries({ queryKey: list })
  }
}

export const refusedAddress = (id: string): string => addressOf(`/imports/${id}/refused.csv`)
