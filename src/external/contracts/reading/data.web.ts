import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api, keys, read } from '../../../kernel/web/api.web.ts'
import { toast, toastProblem } from '../../../kernel/web/toast.web.tsx'
import type { TextHit } from '../documents/text-hit.ts'
import type { Reading, SuggestedObligation } from './wire.ts'

const key = (...more: readonly string[]) => [...keys.lists('contract_document'), ...more]
const whileWaiting = 1500

/** A document’s text with its checks; asked for again while its file is being read. */
export const useReading = (document: string) =>
  useQuery({
    queryKey: key('reading', document),
    queryFn: ({ signal }) => read<Reading>(`/contract-documents/${document}/reading`, {}, signal),
    refetchInterval: ({ state }) => (state.data?.isWaiting === true ? whileWaiting : false),
  })

export const useSuggestions = (document: string, isWanted: boolean) =>
  useQuery({
    queryKey: key('suggestions', document),
    queryFn: async ({ signal }) =>
      (
        await read<{ suggestions: readonly SuggestedObligation[] }>(
          `/contract-documents/${document}/suggested-obligations`,
          {},
          signal,
        )
      ).suggestions,
    enabled: isWanted,
    staleTime: 600_000,
  })

/** Paragraphs of contracts with these words; the answer before stays until the next is there. */
export const useTextHits = (q: string) =>
  useQuery({
    queryKey: key('search', q),
    queryFn: async ({ signal }) =>
      (await read<{ hits: readonly TextHit[] }>('/contract-texts/search', { q, limit: 30 }, signal)).hits,
    enabled: q.trim() !== '',
    placeholderData: (before) => (q.trim() === '' ? undefined : before),
    staleTime: 60_000,
  })

/** Sends something and shows what became of it, with what it changed read anew; true when it was done. */
export function useSend(): (path: string, body: object, says: string) => Promise<boolean> {
  const client = useQueryClient()
  return useCallback(
    async (path, body, says) => {
      try {
        await api('POST', path, { body })
        toast({ says })
        await client.invalidateQueries({ queryKey: keys.lists('contract_document') })
        return true
      } catch (problem) {
        toastProblem(problem)
        return false
      }
    },
    [client],
  )
}
