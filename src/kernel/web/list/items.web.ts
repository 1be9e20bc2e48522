import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import type { Filter } from '../../record/define.ts'
import { keys, read } from '../api.web.ts'
import type { Row } from '../record/row.ts'
import { useList } from './list-model.web.ts'
import { type Group, type RowsPage, sentColumns, useGroups, useRows } from './rows.web.ts'
import { listPath } from './search.ts'

/** One line of a table: a row, the head of a group, a way to more of it, or a place not loaded yet. */
export type Item =
  | { readonly kind: 'row'; readonly key: string; readonly row: Row }
  | { readonly kind: 'group'; readonly key: string; readonly group: Group; readonly isOpen: boolean }
  | { readonly kind: 'more'; readonly key: string; readonly group: Group; readonly after: string }
  | { readonly kind: 'loading'; readonly key: string }

export interface Items {
  readonly count: number
  readonly at: (index: number) => Item
  /** Called with the lines on the screen: loads what is near. */
  readonly reach: (first: number, last: number) => void
  readonly toggle: (key: string) => void
  readonly more: (key: string, after: string) => void
  readonly isPending: boolean
  readonly isStale: boolean
  readonly error: unknown
  readonly refetch: () => void
}

/** The lines of the list: in one run, or in groups when it is grouped. */
export function useItems(): Items {
  const { shown } = useList()
  const flat = useFlatItems(shown.group === null)
  const grouped = useGroupedItems(shown.group)
  return shown.group === null ? flat : grouped
}

const nothing = () => undefined
const noGroups: readonly Group[] = []

function useFlatItems(isOn: boolean): Items {
  const { rows, start, hasNextPage, isPending, isPlaceholderData, error, refetch, ...query } = useRows(isOn)
  const count = start + rows.length + (hasNextPage ? 20 : 0)
  return {
    count,
    at: (index) => {
      const row = rows[index - start]
      return row ? { kind: 'row', key: row.id, row } : { kind: 'loading', key: `loading-${index}` }
    },
    reach: (first, last) => {
      if (isPlaceholderData || query.isFetching) return
      if (first < start + 20 && query.hasPreviousPage) void query.fetchPreviousPage()
      else if (last > start + rows.length - 40 && hasNextPage) void query.fetchNextPage()
    },
    toggle: nothing,
    more: nothing,
    isPending,
    isStale: isPlaceholderData,
    error: rows.length === 0 ? error : null,
    refetch: () => void refetch(),
  }
}

/** For each open group the cursors of the pages read so far. */
type Open = Readonly<Record<string, readonly string[]>>

function useGroupedItems(by: string | null): Items {
  const { record, shown, query } = useList()
  const { data, isPending, isPlaceholderData, error, refetch } = useGroups(by)
  const [open, setOpen] = useState<Open>({})
  const groups = data?.groups ?? noGroups
  const wanted = groups.flatMap((group) => (open[keyOf(group)] ?? []).map((after) => ({ group, after })))
  const pages = useQueries({
    queries: wanted.map(({ group, after }) => {
      const filter = JSON.stringify({ ...shown.filter, ...groupFilter(by, group) })
      const columns = sentColumns(record, shown.columns)
      return {
        queryKey: [...keys.lists(record.name), 'group', query, filter, columns, after],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          read<RowsPage>(listPath(record), { ...query, filter, columns, limit: 100, after }, signal),
      }
    }),
  })
  const pageOf = (group: Group, after: string) =>
    pages[wanted.findIndex((one) => one.group === group && one.after === after)]?.data
  const lines = groups.flatMap((group) => linesOf(group, open[keyOf(group)], pageOf))
  return {
    count: lines.length,
    at: (index) => lines[index] ?? { kind: 'loading', key: `none-${index}` },
    reach: nothing,
    toggle: (key) => setOpen(({ [key]: cursors, ...rest }) => (cursors ? rest : { ...rest, [key]: [''] })),
    more: (key, after) => setOpen((all) => ({ ...all, [key]: [...(all[key] ?? []), after] })),
    isPending: by !== null && isPending,
    isStale: isPlaceholderData,
    error,
    refetch: () => void refetch(),
  }
}

/** A group's head, and below it, while it is open, the rows read so far. */
function linesOf(
  group: Group,
  cursors: readonly string[] | undefined,
  pageOf: (group: Group, after: string) => RowsPage | undefined,
): readonly Item[] {
  const key = keyOf(group)
  const head: Item = { kind: 'group', key: `group-${key}`, group, isOpen: cursors !== undefined }
  const below = (cursors ?? []).flatMap((after): readonly Item[] => {
    const page = pageOf(group, after)
    if (!page) return [{ kind: 'loading', key: `loading-${key}-${after}` }]
    return page.rows.map((row) => ({ kind: 'row', key: `${key}-${row.id}`, row }))
  })
  const next = cursors && pageOf(group, cursors.at(-1) ?? '')?.next
  return [head, ...below, ...(next ? [{ kind: 'more' as const, key: `more-${key}`, group, after: next }] : [])]
}

/** What tells a group from the others. */
export const keyOf = ({ value }: Group): string =>
  typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : String(value)

function groupFilter(by: string | null, { value }: Group): Filter {
  if (by === null) return {}
  return { [by]: typeof value === 'object' && value !== null && 'id' in value ? value.id : value }
}
