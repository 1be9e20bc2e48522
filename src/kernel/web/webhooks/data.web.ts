import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { WebhookState } from '../../webhooks/wire.ts'
import { api, keys, read } from '../api.web.ts'
import { toast, toastProblem } from '../toast.web.tsx'

const lookEvery = 5000
export const logKey = (id: string) => keys.trait(id, 'deliveries')

/** How a webhook is doing, looked at every few seconds. */
export function useWebhookState(id: string, version: number) {
  return useQuery({
    queryKey: [...logKey(id), 'state', version],
    queryFn: ({ signal }) => read<WebhookState>(`/webhooks/${id}/state`, {}, signal),
    refetchInterval: lookEvery,
  })
}

/** Asks for something and shows the log anew; resolves to the answer, or null when it was refused. */
export function useAct(id: string) {
  const client = useQueryClient()
  return async <T>(path: string, says: ((answer: T) => string) | null, body?: object): Promise<T | null> => {
    try {
      const answer = await api<T>('POST', path, { body })
      if (says) toast({ says: says(answer) })
      return answer
    } catch (problem) {
      toastProblem(problem)
      return null
    } finally {
      await client.invalidateQueries({ queryKey: logKey(id) })
    }
  }
}
