import { useQuery } from '@tanstack/react-query'
import { api, keys, read } from '../../../kernel/web/api.web.ts'
import { sendForm } from '../../../kernel/web/send-form.web.ts'
import type { SentFile } from '../catalogue/form.ts'
import type { KnownProblem, MyRequest, RequestInFull } from './wire.ts'
import type { Wanted } from './wanted.ts'

/** What the caller can ask for, the most wanted first. */
export const useOffered = () =>
  useQuery({
    queryKey: [...keys.lists('catalogue_item'), 'offered'],
    queryFn: ({ signal }) => read<{ items: readonly Wanted[] }>('/help/offered', {}, signal),
    staleTime: 60_000,
  })

/** What the caller asked for: open, or over. */
export const useMyRequests = (over = false) =>
  useQuery({
    queryKey: [...keys.lists('ticket'), 'mine', over],
    queryFn: ({ signal }) => read<{ requests: readonly MyRequest[] }>('/my-requests', { over: over || null }, signal),
    staleTime: 10_000,
  })

// Its tasks are moved by others, and whoever asked can't see those records change.
const often = 20_000

/** One request of the caller's. */
export const useMyRequest = (id: string) =>
  useQuery({
    queryKey: [...keys.lists('ticket'), 'request', id],
    queryFn: ({ signal }) => read<RequestInFull>(`/my-requests/${id}`, {}, signal),
    refetchInterval: often,
  })

/** Orders an item; sent again under the same key it is ordered once. */
export async function placeOrder(
  item: string,
  { answers, person, key }: { answers: Readonly<Record<string, unknown>>; person: string | null; key: string },
): Promise<{ readonly id: string; readonly number: string }> {
  return api('POST', `/catalogue-items/${item}/order`, {
    body: { answers, ...(person && { for: person }) },
    once: key,
  })
}

/** Sends a file ahead of the order that it will belong to. */
export async function sendAhead(file: File, onProgress: (done: number) => void): Promise<SentFile> {
  const form = new FormData()
  form.append('files', file, file.name)
  const refused = `“${file.name}” could not be sent.`
  const { files } = await sendForm<{ files: readonly [SentFile] }>('/files', { form, onProgress, refused })
  return { id: files[0].id, name: files[0].name }
}

/** What IT is working on that hits many. */
export const useKnownProblems = () =>
  useQuery({
    queryKey: [...keys.lists('ticket'), 'known-problems'],
    queryFn: ({ signal }) => read<{ problems: readonly KnownProblem[] }>('/help/known-problems', {}, signal),
    refetchInterval: often,
  })
