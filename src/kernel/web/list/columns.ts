import type { AnyRecord } from '../../record/define.ts'
import { titleOf } from '../../record/registry.ts'
import { fieldOf, isNumeric, kindOf, labelFor } from '../field/fields.ts'
import { isSortable } from './operators.ts'

export interface Column {
  readonly name: string
  readonly label: string
  /** Pixels. */
  readonly width: number
  readonly isTitle: boolean
  readonly isRight: boolean
  readonly isSortable: boolean
}

const widths: Readonly<Record<string, number>> = {
  int: 104,
  decimal: 112,
  percent: 96,
  money: 136,
  duration: 112,
  date: 128,
  dateTime: 136,
  bool: 88,
  choice: 128,
  choices: 168,
  ref: 168,
  refs: 152,
  email: 216,
  url: 200,
  phone: 152,
  ip: 136,
  longText: 280,
  colour: 104,
  actor: 168,
  text: 168,
}
export const leastWidth = 64
/** Of the column of boxes that select rows. */
export const selectWidth = 40
const titleWidth = 232

/** The columns of a table in order, with the widths that its reader chose or that suit their kinds. */
export function columnsOf(
  record: AnyRecord,
  names: readonly string[],
  chosen: Readonly<Record<string, number>>,
): readonly Column[] {
  const title = titleOf(record)
  return names.flatMap((name) => {
    const field = fieldOf(record, name)
    if (!field) return []
    const usual =
      name === title ? titleWidth : name === 'number' || name === 'state' ? 104 : (widths[kindOf(field)] ?? 168)
    return {
      name,
      label: labelFor(record, name),
      width: chosen[name] ?? usual,
      isTitle: name === title,
      isRight: isNumeric(field),
      isSortable: isSortable(record, name),
    }
  })
}

/** The columns as a CSS grid: the title takes what room is left, unless its reader gave it a width. */
export function templateOf(columns: readonly Column[], chosen: Readonly<Record<string, number>>): string {
  const hasGrowing = columns.some(({ isTitle, name }) => isTitle && chosen[name] === undefined)
  const tracks = columns.map(({ width, isTitle, name }) =>
    isTitle && chosen[name] === undefined ? `minmax(${width}px, 1fr)` : `${width}px`,
  )
  return [`${selectWidth}px`, ...tracks, ...(hasGrowing ? [] : ['minmax(16px, 1fr)'])].join(' ')
}

/** The least width of the whole table in pixels. */
export const totalWidth = (columns: readonly Column[]): number =>
  columns.reduce((sum, { width }) => sum + width, selectWidth)

/** The order of columns after one was moved before another. */
export function movedBefore(names: readonly string[], moved: string, before: string): readonly string[] {
  if (moved === before || !names.includes(moved)) return names
  const rest = names.filter((name) => name !== moved)
  const at = rest.indexOf(before)
  const isRightward = names.indexOf(moved) < names.indexOf(before)
  return rest.toSpliced(at + (isRightward ? 1 : 0), 0, moved)
}

/** The id of one cell, by which the grid names the active one. */
export const cellId = (grid: string, line: number, column: number): string => `${grid}-${line}-${column}`
