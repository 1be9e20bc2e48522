import { Link } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext } from 'react'
import css from './hangs.module.css'
import type { Counted } from './wire.ts'

/** Opens all rows behind a number, where an address can't name them. */
export const OpenRowsContext = createContext<(what: Counted) => void>(() => undefined)

interface FigureProps {
  readonly what: Counted
  readonly count: number
  readonly path: string
  /** What the list shows; null where that is more than an address can say. */
  readonly filter: object | null
  readonly children: ReactNode
}

/** A number that opens to its rows: as a list with filters where it can be one, else here, page by page. */
export function Figure({ what, count, path, filter, children }: FigureProps) {
  const open = useContext(OpenRowsContext)
  if (count === 0) return <strong>{children}</strong>
  if (filter === null)
    return (
      <button type="button" className={`${css.figure} nodrag nopan`} onClick={() => open(what)}>
        {children}
      </button>
    )
  return (
    <Link to="/$path" params={{ path }} search={{ filter } as never} className={`${css.figure} nodrag nopan`}>
      {children}
    </Link>
  )
}
