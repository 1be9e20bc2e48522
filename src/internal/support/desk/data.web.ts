import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { AnyRecord } from '../../../kernel/record/define.ts'
import { ApiProblem, keys, read } from '../../../kernel/web/api.web.ts'
import { useRegistry } from '../../../kernel/web/application.web.ts'
import { onChange } from '../../../kernel/web/live.web.ts'
import type { Parts } from '../../../kernel/web/record/ask.web.ts'
import type { Row } from '../../../kernel/web/record/row.ts'
import { learnPresent } from './presence.web.ts'
import type { Queue } from './queues.ts'
import type { Around, QueuePage } from './wire.ts'

export const useTicketRecord = (): AnyRecord => useRegistry().record('ticket')

/** A queue of the desk, page by page; it follows what happens. */
export function useQueue(queue: Queue, q: string) {
  const answer = useInfiniteQuery({
    queryKey: [...keys.lists('ticket'), 'desk', queue, q],
    queryFn: async ({ pageParam, signal }) => {
      const page = await read<QueuePage>('/desk/queue', { queue, q, after: pageParam }, signal)
      learnPresent(page.present)
      return page
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
  const pages = answer.data?.pages ?? []
  return { ...answer, rows: pages.flatMap(({ rows }) => rows), counts: pages[0]?.counts ?? null }
}

/** Takes a ticket that is done out of every queue that is shown, before the server has said so. */
export function dropFromQueues(client: Client, id: string): void {
  client.setQueriesData(
    { queryKey: [...keys.lists('ticket'), 'desk'] },
    (data: InfiniteData<QueuePage> | undefined) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({ ...page, rows: page.rows.filter((row) => row.id !== id) })),
      },
  )
}

interface DeskTicket extends Parts {
  readonly row: Row
  readonly around: Around
}

/** A ticket by id or number with all that the desk shows: one request, whose parts the parts of the page then share. */
export function useTicket(key: string) {
  const client = useQueryClient()
  const answer = useQuery({ ...ticketQuery(client, key), enabled: key !== '' })
  const id = answer.data?.id
  useEffect(
    () =>
      onChange((change) => {
        if (id !== key && change.id === id) void client.invalidateQueries({ queryKey: keys.row('ticket', key) })
      }),
    [client, id, key],
  )
  return answer
}

type Client = ReturnType<typeof useQueryClient>

/** How a ticket is asked for, so that the next one can be fetched before it is opened. */
export const ticketQuery = (client: Client, key: string) => ({
  queryKey: keys.row('ticket', key),
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Row> => {
    const { row, around, ...parts } = await readTicket(key, signal)
    client.setQueryData(keys.parts(row.id), parts)
    client.setQueryData(aroundKey(row.id), around)
    learnPresent(around.present)
    return row
  },
  retry: (tries: number, problem: Error) => !(problem instanceof ApiProblem && problem.status >= 400) && tries < 2,
})

/** What stands beside a ticket: who asks, what else they asked, what it is part of. */
export const useAround = (id: string) =>
  useQuery({
    queryKey: aroundKey(id),
    queryFn: async ({ signal }): Promise<Around> => (await readTicket(id, signal)).around,
  })

const aroundKey = (id: string) => [...keys.traits(id), 'around'] as const
const readTicket = (key: string, signal: AbortSignal): Promise<DeskTicket> =>
  read(`/desk/tickets/${encodeURIComponent(key)}`, {}, signal)

/** The macros that the caller may use. */
export const useMacros = () =>
  useQuery({
    queryKey: [...keys.lists('macro'), 'desk'],
    queryFn: ({ signal }) => read<{ rows: readonly Row[] }>('/macros', { limit: 500, sort: 'name' }, signal),
    staleTime: 60_000,
    select: ({ rows }) => rows,
  })
