import type { AnyRecord } from '../../record/define.ts'
import type { Tone } from '../../record/field.ts'
import type { Row } from './row.ts'

export interface MoveChoice {
  readonly name: string
  readonly label: string
  readonly to: string
  readonly tone: Tone
}
export interface ActionChoice {
  readonly name: string
  readonly label: string
}

/** The moves this caller may make now, in declared order: the first is the next sensible one. */
export function movesOf(record: AnyRecord, row: Row): readonly MoveChoice[] {
  const states = record.states
  if (!states) return []
  return Object.entries(states.moves)
    .filter(([name]) => row.can.includes(`move:${name}`))
    .map(([name, move]) => ({ name, label: move.label, to: move.to, tone: states.tones?.[move.to] ?? 'neutral' }))
}

/** The actions this caller may take now, in declared order. */
export function actionsOf(record: AnyRecord, row: Row): readonly ActionChoice[] {
  return Object.entries(record.actions ?? {})
    .filter(([name]) => row.can.includes(`action:${name}`))
    .map(([name, action]) => ({ name, label: action.label }))
}
