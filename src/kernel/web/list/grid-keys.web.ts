import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { pathOf } from '../../record/registry.ts'
import type { Row } from '../record/row.ts'
import { useMe } from '../session.web.tsx'
import type { Column } from './columns.ts'
import { isEditable } from './editable.ts'
import type { Item, Items } from './items.web.ts'
import { useList } from './list-model.web.ts'
import type { Selection } from './selection.web.ts'

export interface At {
  readonly line: number
  readonly column: number
}
interface Given {
  readonly items: Items
  readonly columns: readonly Column[]
  readonly selection: Selection
  readonly peeked: string | null
  readonly peek: (row: Row | null) => void
  readonly show: (line: number) => void
}

/** What the keys do in a table: arrows move, Enter opens, X selects, E edits, Space looks, Escape lets go. */
export function useGridKeys({ items, columns, selection, peeked, peek, show }: Given) {
  const { record } = useList()
  const { permissions } = useMe()
  const navigate = useNavigate()
  const [active, setActive] = useState<At>({ line: 0, column: 0 })
  const [editing, setEditing] = useState<At | null>(null)
  const [anchor, setAnchor] = useState(0)

  const go = (line: number, column: number) => {
    const to = { line: clamp(line, items.count - 1), column: clamp(column, columns.length - 1) }
    setActive(to)
    show(to.line)
    const item = items.at(to.line)
    if (peeked && item.kind === 'row') peek(item.row)
  }
  const edit = (row: Row | null) => {
    const name = columns[active.column]?.name
    if (row && name && isEditable({ record, row, name, permissions })) setEditing(active)
  }
  const select = (row: Row, isRange: boolean) => {
    if (isRange) selection.add(rowsBetween(items, anchor, active.line))
    else selection.toggle(row)
    setAnchor(active.line)
  }
  const open = (item: Item) => {
    if (item.kind === 'row') void navigate({ to: '/$path/$id', params: { path: pathOf(record), id: item.row.id } })
    else if (item.kind === 'group') items.toggle(item.key.slice('group-'.length))
    else if (item.kind === 'more') items.more(item.key.slice('more-'.length), item.after)
  }
  const letGo = () => {
    if (peeked) peek(null)
    else selection.clear()
  }
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const item = items.at(active.line)
    const row = item.kind === 'row' ? item.row : null
    const step = steps[event.key]
    if (step) go(active.line + step[0], active.column + step[1])
    else if (event.key === 'Home') go(active.line, 0)
    else if (event.key === 'End') go(active.line, columns.length - 1)
    else if (event.key === 'Enter') open(item)
    else if (event.key === ' ' && row) peek(peeked === row.id ? null : row)
    else if (event.key === ' ') open(item)
    else if (event.key.toLowerCase() === 'x' && row) select(row, event.shiftKey)
    else if ((event.key === 'e' || event.key === 'F2') && row) edit(row)
    else if (event.key === 'Escape') letGo()
    else return
    event.preventDefault()
  }
  const activate = (at: At, isEditing: boolean) => {
    setActive(at)
    setAnchor(at.line)
    if (isEditing) setEditing(at)
  }
  return { active, editing, activate, stopEditing: () => setEditing(null), press }
}

const page = 15
const steps: Readonly<Record<string, readonly [line: number, column: number]>> = {
  ArrowDown: [1, 0],
  j: [1, 0],
  ArrowUp: [-1, 0],
  k: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageDown: [page, 0],
  PageUp: [-page, 0],
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most))

function rowsBetween(items: Items, one: number, other: number): readonly Row[] {
  const found: Row[] = []
  for (let line = Math.min(one, other); line <= Math.max(one, other); line++) {
    const item = items.at(line)
    if (item.kind === 'row') found.push(item.row)
  }
  return found
}
