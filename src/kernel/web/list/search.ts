import type { AnyRecord, Filter } from '../../record/define.ts'
import { pathOf } from '../../record/registry.ts'

/** How a list stands: everything is in the address, so that a link shows the same list. */
export interface ListSearch {
  /** A declared view by its name, or a saved one by its id. */
  readonly view?: string
  /** In place of the view's own. */
  readonly filter?: Filter
  readonly q?: string
  /** A column, descending with a leading '-'. */
  readonly sort?: string
  /** Names of columns, in order. */
  readonly columns?: readonly string[]
  /** The field that rows are grouped by. */
  readonly group?: string
  readonly as?: 'board' | 'calendar'
  /** The date field a calendar shows, and its month, `YYYY-MM`. */
  readonly on?: string
  readonly month?: string
  /** The day whose state is shown, `YYYY-MM-DD`. */
  readonly asOf?: string
  readonly archived?: 'with' | 'only'
}

/** Takes what the address says, leaving out what makes no sense. */
export function checkSearch(given: Readonly<Record<string, unknown>>): ListSearch {
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined)
  const isFilter = typeof given.filter === 'object' && given.filter !== null && !Array.isArray(given.filter)
  const columns = Array.isArray(given.columns) ? given.columns.filter((name) => typeof name === 'string') : undefined
  return withoutEmpty({
    view: text(given.view),
    filter: isFilter ? (given.filter as Filter) : undefined,
    q: text(given.q),
    sort: text(given.sort),
    columns,
    group: text(given.group),
    as: given.as === 'board' || given.as === 'calendar' ? given.as : undefined,
    on: text(given.on),
    month: matching(text(given.month), /^\d{4}-\d{2}$/),
    asOf: matching(text(given.asOf), /^\d{4}-\d{2}-\d{2}$/),
    archived: given.archived === 'with' || given.archived === 'only' ? given.archived : undefined,
  })
}

/** The same list with something changed; undefined takes a part out. */
export const changed = (search: ListSearch, change: Partial<ListSearch>): ListSearch =>
  withoutEmpty({ ...search, ...change })

const matching = (text: string | undefined, shape: RegExp): string | undefined =>
  text && shape.test(text) ? text : undefined

function withoutEmpty(search: ListSearch): ListSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ''),
  ) as ListSearch
}

/** A view: declared with the record, or saved by someone. */
export interface View {
  readonly key: string
  readonly name: string
  readonly search: ListSearch
  readonly saved?: { readonly id: string; readonly isShared: boolean; readonly isMine: boolean }
}

/** The views that a record declares. */
export const declaredViews = (record: AnyRecord): readonly View[] =>
  Object.entries(record.list.views ?? {}).map(([name, filter]) => ({ key: name, name, search: { filter } }))

/** What a list shows: the view's settings under those of the address, and the record's own under both. */
export interface Shown {
  readonly filter: Filter
  readonly q: string
  readonly sort: string
  readonly columns: readonly string[]
  readonly group: string | null
  readonly as: 'table' | 'board' | 'calendar'
  readonly on: string | null
  readonly asOf: string | null
  readonly archived: 'with' | 'only' | null
}

export function shownBy(
  record: AnyRecord,
  search: ListSearch,
  view: View | undefined,
  columns: readonly string[] | null,
): Shown {
  const from = { ...view?.search, ...search }
  return {
    filter: from.filter ?? {},
    q: from.q ?? '',
    sort: from.sort ?? record.list.sort,
    columns: from.columns ?? columns ?? record.list.columns,
    group: from.group || null,
    as: from.as ?? 'table',
    on: from.on ?? null,
    asOf: from.asOf ?? null,
    archived: from.archived ?? null,
  }
}

/** Whether the address changes what the view says, so that saving makes sense. */
export function isChanged(search: ListSearch, view: View | undefined): boolean {
  const { view: _, q: __, month: ___, asOf: ____, ...own } = search
  return Object.entries(own).some(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(view?.search[name as keyof ListSearch]),
  )
}

/** The parameters of the API's list routes for what is shown. */
export function listQuery(shown: Pick<Shown, 'filter' | 'q' | 'sort' | 'asOf' | 'archived'>) {
  const hasFilter = Object.keys(shown.filter).length > 0
  return {
    filter: hasFilter ? JSON.stringify(shown.filter) : undefined,
    q: shown.q || undefined,
    sort: shown.sort,
    asOf: shown.asOf ?? undefined,
    archived: shown.archived ?? undefined,
  }
}

export const listPath = (record: AnyRecord): string => `/${pathOf(record)}`
