import { useMemo, useState } from 'react'
import type { Row } from '../record/row.ts'

/** Rows chosen for a change of many at once: by hand, or everything the list matches. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  /** Everything that matches, loaded or not. */
  readonly isAll: boolean
  readonly has: (id: string) => boolean
  readonly toggle: (row: Row) => void
  readonly add: (rows: readonly Row[]) => void
  readonly selectAll: () => void
  readonly clear: () => void
}

const none: ReadonlySet<string> = new Set()

export function useSelection(): Selection {
  const [ids, setIds] = useState(none)
  const [isAll, setIsAll] = useState(false)
  return useMemo(
    () => ({
      ids,
      isAll,
      has: (id) => isAll || ids.has(id),
      toggle: ({ id }) => {
        setIsAll(false)
        setIds((old) => (old.has(id) ? new Set([...old].filter((one) => one !== id)) : new Set([...old, id])))
      },
      add: (rows) => {
        setIsAll(false)
        setIds((old) => new Set([...old, ...rows.map(({ id }) => id)]))
      },
      selectAll: () => setIsAll(true),
      clear: () => {
        setIsAll(false)
        setIds(none)
      },
    }),
    [ids, isAll],
  )
}
