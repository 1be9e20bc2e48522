import { useQuery } from '@tanstack/react-query'
import { keys, read } from '../../../kernel/web/api.web.ts'
import type { Answer } from './answer.ts'
import type { Edition } from './editions.ts'
import type { KnowledgeDesk } from './desk.ts'
import type { ReadingArticle, Shelves } from './reading.ts'

/** Under the key of the articles' lists, so that what changes there is asked for anew. */
const key = (...more: readonly (string | number)[]) => [...keys.lists('knowledge_article'), ...more]

export const useArticle = (id: string) =>
  useQuery({
    queryKey: key('reading', id),
    queryFn: ({ signal }) => read<ReadingArticle>(`/help/articles/${id}`, {}, signal),
  })

export const useShelves = () =>
  useQuery({ queryKey: key('shelves'), queryFn: ({ signal }) => read<Shelves>('/help/articles', {}, signal) })

export const useDesk = () =>
  useQuery({ queryKey: key('desk'), queryFn: ({ signal }) => read<KnowledgeDesk>('/knowledge', {}, signal) })

/** What helps with a question; the answer before stays until the next is there. */
export const useAnswer = (q: string, limit: number) =>
  useQuery({
    queryKey: ['help', 'search', q, limit],
    queryFn: ({ signal }) => read<Answer>('/help/search', { q, limit }, signal),
    enabled: q.trim() !== '',
    placeholderData: (before) => (q.trim() === '' ? undefined : before),
    staleTime: 60_000,
  })

export const useEditions = (id: string, isWanted: boolean) =>
  useQuery({
    queryKey: key('editions', id),
    queryFn: async ({ signal }) =>
      (await read<{ editions: readonly Edition[] }>(`/knowledge-articles/${id}/editions`, {}, signal)).editions,
    enabled: isWanted,
  })

/** What of an article waits for its next edition, beside its text. */
export const useWaiting = (id: string) =>
  useQuery({
    queryKey: key('waiting', id),
    queryFn: async ({ signal }) =>
      (await read<{ changes: Readonly<Record<string, unknown>> }>(`/knowledge-articles/${id}/waiting`, {}, signal))
        .changes,
    staleTime: 0,
  })
