import type { AnyRecord } from '../../record/define.ts'
import type { Tone } from '../../record/field.ts'
import { asRecord } from './fields-as-record.ts'
import type { Row } from './row.ts'

export interface MoveChoice {
  readonly name: string
  /** What its button says; with an ellipsis where it asks for something first. */
  readonly label: string
  readonly to: string
  readonly tone: Tone
  /** Not the usual next step. */
  readonly isRare?: boolean
}
export interface ActionChoice {
  readonly name: string
  readonly label: string
}

/** The moves this caller may make now, in declared order, those that are rare last: the first is the next sensible one. */
export function movesOf(record: AnyRecord, row: Row): readonly MoveChoice[] {
  const states = record.states
  if (!states) return []
  return Object.entries(states.moves)
    .filter(([name]) => row.can.includes(`move:${name}`))
    .map(([name, move]) => ({
      name,
      label: moveLabel(record, name),
      to: move.to,
      tone: states.tones?.[move.to] ?? 'neutral',
      ...(move.isRare && { isRare: true }),
    }))
    .toSorted((one, other) => Number(one.isRare ?? false) - Number(other.isRare ?? false))
}

/** The actions this caller may take now, in declared order. */
export function actionsOf(record: AnyRecord, row: Row): readonly ActionChoice[] {
  return Object.entries(record.actions ?? {})
    .filter(([name]) => row.can.includes(`action:${name}`))
    .map(([name, action]) => ({ name, label: action.label }))
}

/** What a move's button says: its label, with an ellipsis where it asks for something first. */
export function moveLabel(record: AnyRecord, move: string): string {
  const label = record.states?.moves[move]?.label ?? move
  return askedBy(record, move).length > 0 ? `${label}…` : label
}

/** The fields that a move needs or asks for, in this order. */
export function askedBy(record: AnyRecord, move: string): readonly string[] {
  const { needs = [], asks = [] } = record.states?.moves[move] ?? {}
  return [...needs, ...asks]
}

/** The fields that a move asks for, seen as a record; those that it needs are required. */
export function moveAsRecord(record: AnyRecord, move: string): AnyRecord {
  const { needs = [] } = record.states?.moves[move] ?? {}
  const fields = askedBy(record, move).flatMap((name) => {
    const field = record.fields[name]
    if (!field) return []
    const isNeeded = needs.includes(name)
    return [[name, isNeeded ? { ...field, options: { ...field.options, required: true } } : field] as const]
  })
  return asRecord(record.name, Object.fromEntries(fields))
}
