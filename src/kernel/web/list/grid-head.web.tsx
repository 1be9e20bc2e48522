import { VisuallyHidden } from '@mantine/core'
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { inSentence } from '../../record/in-sentence.ts'
import { type Column, leastWidth, movedBefore } from './columns.ts'
import css from './grid.module.css'
import { useLayout, useList } from './list-model.web.ts'

/** The head of the table: a click or Enter sorts, a drag on the edge or arrow keys on it resize, a drag on the name moves the column. */
export function GridHead({ columns }: { columns: readonly Column[] }) {
  return (
    <div role="rowgroup" className={css.head}>
      <div role="row" aria-rowindex={1} className={css.headRow}>
        <span role="columnheader" aria-colindex={1} className={css.headCell}>
          <VisuallyHidden>Selected</VisuallyHidden>
        </span>
        {columns.map((column, index) => (
          <HeadCell key={column.name} column={column} index={index} />
        ))}
      </div>
    </div>
  )
}

function HeadCell({ column, index }: { column: Column; index: number }) {
  const { shown, change } = useList()
  const { isDropping, ...drag } = useColumnDrag(column.name)
  const direction =
    shown.sort === column.name ? 'ascending' : shown.sort === `-${column.name}` ? 'descending' : undefined
  const sort = () => change({ sort: direction === 'ascending' ? `-${column.name}` : column.name })
  const Arrow = direction === 'descending' ? IconArrowDown : IconArrowUp
  return (
    <div
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={direction ?? (column.isSortable ? 'none' : undefined)}
      className={css.headCell}
      data-is-right={column.isRight || undefined}
      data-is-dropping={isDropping || undefined}
      {...drag}
    >
      {column.isSortable ? (
        <button type="button" className={css.sort} onClick={sort}>
          <span className={css.headText}>{column.label}</span>
          {direction && <Arrow size={13} aria-hidden />}
        </button>
      ) : (
        <span className={css.headText}>{column.label}</span>
      )}
      <Resizer column={column} />
    </div>
  )
}

function useColumnDrag(name: string) {
  const { shown, change, record } = useList()
  const [, setLayout] = useLayout(record)
  const [isDropping, setIsDropping] = useState(false)
  return {
    isDropping,
    draggable: true,
    onDragStart: (event: React.DragEvent) => {
      event.dataTransfer.setData(columnType, name)
      event.dataTransfer.effectAllowed = 'move'
    },
    onDragOver: (event: React.DragEvent) => {
      if (!event.dataTransfer.types.includes(columnType)) return
      event.preventDefault()
      setIsDropping(true)
    },
    onDragLeave: () => setIsDropping(false),
    onDrop: (event: React.DragEvent) => {
      setIsDropping(false)
      const columns = movedBefore(shown.columns, event.dataTransfer.getData(columnType), name)
      setLayout({ columns })
      change({ columns })
    },
  }
}
const columnType = 'application/x-quarterdeck-column'

const step = 16
const mostWidth = 800
const narrower = new Set(['ArrowLeft', 'ArrowDown'])
const wider = new Set(['ArrowRight', 'ArrowUp'])

/** The edge of a column: dragged, or by the arrow keys, it changes the width; a double click or Home gives back the usual one. */
function Resizer({ column }: { column: Column }) {
  const { record } = useList()
  const [{ widths = {} }, setLayout] = useLayout(record)
  const resize = (width: number) =>
    setLayout({ widths: { ...widths, [column.name]: Math.min(mostWidth, Math.max(leastWidth, Math.round(width))) } })
  const start = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault()
    const edge = event.currentTarget
    const from = event.clientX
    const width = edge.parentElement?.offsetWidth ?? column.width
    const move = (moved: globalThis.PointerEvent) => resize(width + moved.clientX - from)
    edge.setPointerCapture(event.pointerId)
    edge.addEventListener('pointermove', move)
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), { once: true })
  }
  const reset = () => {
    const { [column.name]: _, ...rest } = widths
    setLayout({ widths: rest })
  }
  const press = (event: KeyboardEvent<HTMLSpanElement>) => {
    const width = widths[column.name] ?? event.currentTarget.parentElement?.offsetWidth ?? column.width
    if (narrower.has(event.key)) resize(width - step)
    else if (wider.has(event.key)) resize(width + step)
    else if (event.key === 'Home') reset()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const width = Math.round(widths[column.name] ?? column.width)
  return (
    <span
      className={css.resizer}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Width of ${inSentence(column.label)}`}
      aria-valuemin={leastWidth}
      aria-valuemax={mostWidth}
      aria-valuenow={width}
      aria-valuetext={`${width} pixels`}
      onKeyDown={press}
      onPointerDown={start}
      onDoubleClick={reset}
      draggable
      onDragStart={(event) => event.preventDefault()}
    />
  )
}
