import { useMemo, useState } from 'react'
import type { Row } from '../record/row.ts'

/** Rows chosen for a change of many at once: by hand, or everything the list matches. */
export interface Selection {
  readonly ids: readonly string[]
  /** Everything that matches, loaded or not. */
  readonly isAll: boolean
  readonly has: (id: string) => boolean
  /** Whether the caller may do this to at least one of the rows chosen by hand: 'update', 'archive', 'move:leave'. */
  readonly can: (verb: string) => boolean
  readonly toggle: (row: Row) => void
  readonly add: (rows: readonly Row[]) => void
  readonly selectAll: () => void
  readonly clear: () => void
}

const none: ReadonlyMap<string, Row> = new Map()

export function useSelection(): Selection {
  const [rows, setRows] = useState(none)
  const [isAll, setIsAll] = useState(false)
  return useMemo(
    () => ({
      ids: [...rows.keys()],
      isAll,
      has: (id) => isAll || rows.has(id),
      can: (verb) => [...rows.values()].some((row) => row.can.includes(verb)),
      toggle: (row) => {
        setIsAll(false)
        setRows((old) => toggled(old, row))
      },
      add: (more) => {
        setIsAll(false)
        setRows((old) => new Map([...old, ...more.map((row) => [row.id, row] as const)]))
      },
      selectAll: () => setIsAll(true),
      clear: () => {
        setIsAll(false)
        setRows(none)
      },
    }),
    [rows, isAll],
  )
}

function toggled(rows: ReadonlyMap<string, Row>, row: Row): ReadonlyMap<string, Row> {
  if (!rows.has(row.id)) return new Map([...rows, [row.id, row]])
  return new Map([...rows].filter(([id]) => id !== row.id))
}
