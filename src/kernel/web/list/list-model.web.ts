import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { createContext, useContext, useMemo } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { pathOf } from '../../record/registry.ts'
import type { SavedView } from '../../traits/wire.ts'
import { keys, read } from '../api.web.ts'
import { kept, useKept } from '../preferences.web.ts'
import {
  changed,
  declaredViews,
  type ListSearch,
  listQuery,
  type Shown,
  shownBy,
  type View,
  checkSearch,
} from './search.ts'

/** One list as it stands: what it shows, and how to change that. */
export interface ListModel {
  readonly record: AnyRecord
  readonly search: ListSearch
  readonly view: View | undefined
  readonly views: readonly View[]
  readonly shown: Shown
  /** The API's parameters for the rows shown. */
  readonly query: ReturnType<typeof listQuery>
  /** Changes the address, and with it the list; undefined takes a part out. */
  readonly change: (change: Partial<ListSearch>) => void
  readonly open: (view: View | undefined) => void
}

export const ListContext = createContext<ListModel | null>(null)

/** The list around this component; throws outside of one, which is a mistake in code. */
export function useList(): ListModel {
  const list = useContext(ListContext)
  if (!list) throw new Error('No list around this component.')
  return list
}

/** Reads a list's standing from the address, its views and what this browser keeps. */
export function useListModel(record: AnyRecord): ListModel {
  const search = useSearch({ strict: false }) as ListSearch
  const navigate = useNavigate()
  const views = useViews(record)
  const [layout] = useLayout(record)
  const view = views.find(({ key }) => key === search.view)
  return useMemo(() => {
    const shown = shownBy(record, search, view, layout.columns ?? null)
    const go = (next: ListSearch) =>
      void navigate({ to: '/$path', params: { path: pathOf(record) }, search: next, replace: true })
    return {
      record,
      search,
      view,
      views,
      shown,
      query: listQuery(shown),
      change: (change) => go(changed(search, change)),
      open: (next) => go(next ? { view: next.key } : {}),
    }
  }, [record, search, view, views, layout, navigate])
}

/** The declared views, then those saved by the caller or shared with them. */
function useViews(record: AnyRecord): readonly View[] {
  const { data } = useQuery({
    queryKey: keys.views(record.name),
    queryFn: ({ signal }) => read<{ views: readonly SavedView[] }>('/views', { type: record.name }, signal),
    staleTime: 60_000,
  })
  return useMemo(() => [...declaredViews(record), ...(data?.views ?? []).map(savedView)], [record, data])
}

const savedView = ({ id, name, settings, isShared, isMine }: SavedView): View => ({
  key: id,
  name,
  search: checkSearch(settings),
  saved: { id, isShared, isMine },
})

/** What this browser keeps about one record's table: its columns and their widths. */
export interface Layout {
  readonly columns?: readonly string[]
  readonly widths?: Readonly<Record<string, number>>
}
const plain: Layout = {}
export function useLayout(record: AnyRecord): [Layout, (change: Layout) => void] {
  const name = `layout.${record.name}`
  const [layout, set] = useKept<Layout>(name, plain)
  return [layout, (change) => set({ ...kept(name, plain), ...change })]
}
