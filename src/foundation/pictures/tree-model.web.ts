import { type QueryKey, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../kernel/web/api.web.ts'
import type { TreeRow, TreeSlice } from './slice.ts'
import { buildTree, type TreeNode } from './tree.ts'

/** Where a picture's tree comes from. The key begins as its record's lists do, so that live changes refresh it. */
export interface TreeSource {
  readonly path: string
  readonly key: QueryKey
  /** Levels below the start that are fetched at once. */
  readonly depth?: number
}
/** A box of the picture: a record, or those of its siblings that were left out. */
export interface TreeItem {
  readonly id: string
  readonly parent: string | null
  readonly row: TreeRow | null
  /** How many were left out. */
  readonly more: number
}
export interface TreeModel {
  readonly roots: readonly TreeNode<TreeItem>[]
  readonly rows: ReadonlyMap<string, TreeRow>
  readonly chain: TreeSlice['chain']
  readonly apart: number
  readonly isOpen: (id: string) => boolean
  readonly isLoading: (id: string) => boolean
  readonly toggle: (id: string) => void
  readonly isPending: boolean
  readonly error: Error | null
}

/** A tree that is fetched as it is opened: the start with its first levels, then level by level. */
export function useTree(
  { path, key, depth = 2 }: TreeSource,
  root: string | null,
  opened: readonly string[] = [],
): TreeModel {
  const slice = (from: string | null, levels: number) => ({
    queryKey: [...key, 'tree', from, levels],
    queryFn: ({ signal }: { signal: AbortSignal }) => read<TreeSlice>(path, { root: from, depth: levels }, signal),
    staleTime: 60_000,
  })
  const start = useQuery(slice(root, depth))
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map())
  const isOpen = (id: string): boolean =>
    turned.get(id) ??
    (opened.includes(id) || (start.data?.nodes ?? []).some((node) => node.id === id && node.parent === null))
  const base = merge([start.data])
  const missing = [...base.values()]
    .filter((row) => isOpen(row.id) && row.children > 0 && ![...base.values()].some((other) => other.parent === row.id))
    .map((row) => row.id)
  const asked = [...new Set([...missing, ...[...turned].filter(([, open]) => open).map(([id]) => id)])].filter(
    (id) => missing.includes(id) || !base.has(id),
  )
  const slices = useQueries({ queries: asked.map((id) => slice(id, 1)) })
  const rows = merge([start.data, ...slices.map((one) => one.data)])
  const loading = new Set(asked.filter((_, n) => slices[n]?.isPending))
  return {
    roots: buildTree(itemsOf(rows, isOpen)).roots,
    rows,
    chain: start.data?.chain ?? [],
    apart: start.data?.apart ?? 0,
    isOpen,
    isLoading: (id) => loading.has(id),
    toggle: (id) => setTurned(new Map(turned).set(id, !isOpen(id))),
    isPending: start.isPending,
    error: start.error,
  }
}

/** The first answer that knows a row says where it stands; the start of a later one has no parent there. */
function merge(slices: readonly (TreeSlice | undefined)[]): ReadonlyMap<string, TreeRow> {
  const rows = new Map<string, TreeRow>()
  for (const slice of slices) for (const row of slice?.nodes ?? []) if (!rows.has(row.id)) rows.set(row.id, row)
  return rows
}

/** Those whose parents are all open, and a box for the siblings that were left out. */
function itemsOf(rows: ReadonlyMap<string, TreeRow>, isOpen: (id: string) => boolean): readonly TreeItem[] {
  const isShown = (row: TreeRow): boolean => {
    const parent = row.parent === null ? null : rows.get(row.parent)
    return !parent || (isOpen(parent.id) && isShown(parent))
  }
  const shown = [...rows.values()].filter(isShown)
  const sent = Map.groupBy(shown, (row) => row.parent)
  const items = shown.map((row): TreeItem => ({ id: row.id, parent: row.parent, row, more: 0 }))
  const rests = shown.flatMap((row): readonly TreeItem[] => {
    const here = sent.get(row.id)?.length ?? 0
    const more = row.children - here
    return here > 0 && more > 0 ? [{ id: `${row.id}/more`, parent: row.id, row: null, more }] : []
  })
  return [...items, ...rests]
}
