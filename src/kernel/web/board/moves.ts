import type { AnyRecord } from '../../record/define.ts'
import type { Row } from '../record/row.ts'

/** The name of the move that brings a row to a state, if the caller may make one now. */
export function moveTo(record: AnyRecord, row: Row, state: string): string | null {
  if (row.state === state) return null
  const way = Object.entries(record.states?.moves ?? {}).find(
    ([name, move]) => move.to === state && row.can.includes(`move:${name}`),
  )
  return way?.[0] ?? null
}
