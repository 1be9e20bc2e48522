import { createContext, useContext } from 'react'
import type { Row } from '../../../kernel/web/record/row.ts'
import type { Queue } from './queues.ts'

/** What the parts of the desk share: the queue with its current ticket, what is selected, and what can be done. */
export interface Desk {
  readonly queue: Queue
  readonly q: string
  readonly rows: readonly Row[]
  readonly counts: Readonly<Record<Queue, number>> | null
  /** The id, or number, of the ticket that is open. */
  readonly current: string | null
  readonly selected: readonly string[]
  readonly open: (id: string | null, options?: { readonly hasFocus?: boolean }) => void
  /** Opens the ticket after the current one, once this one is done with. */
  readonly goOn: () => void
  readonly choose: (queue: Queue) => void
  readonly find: (q: string) => void
  readonly select: (id: string) => void
  readonly clear: () => void
}

export const DeskContext = createContext<Desk | null>(null)

/** The desk around this component; throws outside of one, which is a mistake in code. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('No desk around this component.')
  return desk
}
