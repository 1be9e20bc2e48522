import { useClickOutside } from '@mantine/hooks'
import { type KeyboardEvent, useRef, useState } from 'react'
import { ApiProblem } from '../api.web.ts'
import { EditValue } from '../field/edit.web.tsx'
import { labelFor } from '../field/fields.ts'
import { unreadOf } from '../field/unread.ts'
import type { Row } from '../record/row.ts'
import { useChangeRow } from './change-row.web.ts'
import css from './grid.module.css'
import { useList } from './list-model.web.ts'

const atOnce = new Set(['choice', 'bool', 'ref', 'date'])

/** Edits a cell in its place: Enter or leaving saves, Escape leaves it as it was. */
export default function EditCell({ row, field, close }: { row: Row; field: string; close: () => void }) {
  const { record } = useList()
  const save = useChangeRow(record)
  const [value, setValue] = useState<unknown>(row[field] ?? null)
  const [error, setError] = useState<string | null>(null)
  const isDone = useRef(false)
  const kind = record.fields[field]?.kind ?? 'text'
  const finish = () => {
    const grid = box.current?.closest<HTMLElement>('[data-grid]')
    isDone.current = true
    close()
    grid?.focus({ preventScroll: true })
  }
  const commit = async (next: unknown) => {
    if (isDone.current) return
    const unread = unreadOf(next)
    if (unread) return setError(`${labelFor(record, field)} ${unread.says}`)
    try {
      await save(row, field, next)
      finish()
    } catch (problem) {
      setError(
        problem instanceof ApiProblem ? (problem.problems[0]?.says ?? problem.message) : 'That couldn’t be saved.',
      )
    }
  }
  const box = useClickOutside<HTMLDivElement>((event) => {
    const isMenu = event.target instanceof Element && event.target.closest('[data-portal], .mantine-Popover-dropdown')
    if (!isMenu) void commit(value)
  })
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') finish()
    else if (event.key === 'Enter' && (kind !== 'longText' || event.ctrlKey || event.metaKey) && !isMenuOpen(event))
      void commit(value)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div ref={box} className={css.editor} onKeyDown={press} onDoubleClick={(event) => event.stopPropagation()}>
      <EditValue
        record={record}
        field={field}
        value={value}
        isLabelled={false}
        autoFocus
        error={error}
        onChange={(next) => {
          setValue(next)
          if (atOnce.has(kind)) void commit(next)
        }}
      />
    </div>
  )
}

/** While a drop-down is open, Enter picks from it. */
const isMenuOpen = (event: KeyboardEvent): boolean =>
  event.target instanceof HTMLElement && event.target.getAttribute('aria-expanded') === 'true'
