import { lazy, Suspense, useSyncExternalStore } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import type { FormValues } from './form.ts'
import { askedBy } from './moves.ts'
import type { Row } from './row.ts'

const MoveDialog = lazy(() => import('./move-dialog.web.tsx'))

export interface Moving {
  readonly record: AnyRecord
  readonly move: string
  /** Whose values the dialog starts from; null where many rows are moved at once. */
  readonly row: Row | null
  /** What is put into fields that are empty, for whoever makes the move to change. */
  readonly suggested?: FormValues
}
export interface AskedMove extends Moving {
  /** Makes the move with these values; what it throws is shown in the dialog. */
  readonly send: (set: FormValues) => Promise<void>
}

let asked: AskedMove | null = null
const listeners = new Set<() => void>()

/** Makes a move at once, or opens the dialog for the fields that it asks for. */
export async function makeMove(
  moving: Moving,
  ways: { plain: () => Promise<void>; send: AskedMove['send'] },
): Promise<void> {
  if (askedBy(moving.record, moving.move).length === 0) await ways.plain()
  else show({ ...moving, send: ways.send })
}

/** The dialog of a move that asks for fields, wherever on the page it was begun. */
export function AskedMoves() {
  const shown = useSyncExternalStore(subscribe, () => asked)
  if (!shown) return null
  return (
    <Suspense fallback={<div data-opening />}>
      <MoveDialog asked={shown} onClose={() => show(null)} />
    </Suspense>
  )
}

function show(next: AskedMove | null): void {
  asked = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
