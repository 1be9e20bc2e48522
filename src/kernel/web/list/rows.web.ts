import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { AnyRecord } from '../../record/define.ts'
import { keys, read } from '../api.web.ts'
import type { Row } from '../record/row.ts'
import { type ListModel, useList } from './list-model.web.ts'
import { listPath } from './search.ts'

export interface RowsPage {
  readonly rows: readonly Row[]
  readonly next: string | null
  readonly previous: string | null
  /** The place of the first row in the whole list. */
  readonly start: number
}
/** Where a page begins or ends: at a cursor, and at a place counted from the first row. */
interface Place {
  readonly after?: string
  readonly before?: string
  readonly at: number
}

const pageSize = 100
/** Pages kept at once; further ones are read again when they are scrolled to, so memory stays bounded. */
const mostPages = 8

/** The rows of the list in keyset pages, both ways, with their places in the whole. */
export function useRows(isOn: boolean) {
  const { record, query, shown } = useList()
  const result = useInfiniteQuery({
    queryKey: [...keys.lists(record.name), 'rows', query, shown.columns],
    queryFn: ({ pageParam, signal }) => readPage({ record, query, shown }, pageParam, signal),
    initialPageParam: { at: 0 } as Place,
    getNextPageParam: (last): Place | undefined =>
      last.next ? { after: last.next, at: last.start + last.rows.length } : undefined,
    getPreviousPageParam: (first): Place | undefined =>
      first.start > 0 && first.previous ? { before: first.previous, at: first.start } : undefined,
    maxPages: mostPages,
    placeholderData: keepPreviousData,
    enabled: isOn,
  })
  const pages = result.data?.pages ?? []
  const start = pages[0]?.start ?? 0
  const rows = pages.flatMap((page) => page.rows)
  return { ...result, start, rows }
}

async function readPage(
  { record, query, shown }: Pick<ListModel, 'record' | 'query' | 'shown'>,
  place: Place,
  signal: AbortSignal,
): Promise<RowsPage> {
  const { after, before, at } = place
  const page = await read<Omit<RowsPage, 'start'>>(
    listPath(record),
    { ...query, columns: sentColumns(record, shown.columns), limit: pageSize, after, before },
    signal,
  )
  return { ...page, start: before ? Math.max(0, at - page.rows.length) : at }
}

/** The columns as the API takes them: the record's own fields, for the envelope comes by itself. */
export function sentColumns(record: AnyRecord, columns: readonly string[]): string | undefined {
  const own = columns.filter((name) => record.fields[name])
  const people = columns.filter((name) => name === 'createdBy' || name === 'updatedBy')
  return [...own, ...people].join(',') || undefined
}

/** How many rows the list has; counting stops at 10,000. */
export function useTotal() {
  const { record, query } = useList()
  const { sort: _, ...which } = query
  return useQuery({
    queryKey: [...keys.counts(record.name), which],
    queryFn: ({ signal }) => read<{ count: number; isAtLeast: boolean }>(`${listPath(record)}/count`, which, signal),
    placeholderData: keepPreviousData,
  })
}

export interface Group {
  readonly value: unknown
  readonly title: string | null
  readonly count: number
}

/** How many rows each value of a field has. */
export function useGroups(by: string | null) {
  const { record, query } = useList()
  const { sort: _, ...which } = query
  return useQuery({
    queryKey: [...keys.lists(record.name), 'groups', by, which],
    queryFn: ({ signal }) => read<{ groups: readonly Group[] }>(`${listPath(record)}/groups`, { ...which, by }, signal),
    enabled: by !== null,
    placeholderData: keepPreviousData,
  })
}
