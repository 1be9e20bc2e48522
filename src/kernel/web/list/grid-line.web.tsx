import { Checkbox, Skeleton } from '@mantine/core'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import { lazy, memo, Suspense } from 'react'
import { RecordAnchor } from '../field/reference.web.tsx'
import { Face } from '../field/face.web.tsx'
import { ShowValue } from '../field/show.web.tsx'
import { countText } from '../field/words.ts'
import { useHasFace } from '../application.web.ts'
import type { Row } from '../record/row.ts'
import { useMe } from '../session.web.tsx'
import { type Column, cellId } from './columns.ts'
import { isEditable } from './editable.ts'
import css from './grid.module.css'
import { GroupTitle } from './group-title.web.tsx'
import type { Item, Items } from './items.web.ts'
import { useList } from './list-model.web.ts'
import type { Selection } from './selection.web.ts'

const EditCell = lazy(() => import('./edit-cell.web.tsx'))

interface LineProps {
  readonly item: Item
  readonly index: number
  /** Pixels from the top of the body. */
  readonly top: number
  readonly columns: readonly Column[]
  readonly gridId: string
  readonly items: Items
  readonly selection: Selection
  readonly isPeeked: boolean
  readonly activeColumn: number | null
  readonly editing: number | null
  readonly activate: (column: number, isEditing: boolean) => void
  readonly stopEditing: () => void
}

/** One line of the table, whatever it is. */
export function GridLine(props: LineProps) {
  const { item, index, top, columns, activeColumn, gridId } = props
  const place = { role: 'row', 'aria-rowindex': index + 2, style: { transform: `translateY(${top}px)` } } as const
  if (item.kind === 'row') return <RowLine {...props} row={item.row} />
  const cell = {
    role: 'gridcell',
    id: cellId(gridId, index, activeColumn ?? 0),
    'aria-colspan': columns.length + 1,
  } as const
  if (item.kind === 'loading')
    return (
      <div {...place} className={css.row} aria-busy>
        <span role="gridcell" className={css.loading} aria-colspan={columns.length + 1} aria-label="Loading">
          <Skeleton h={10} w={`${48 - ((index * 7) % 24)}%`} />
        </span>
      </div>
    )
  const key = item.key.slice(item.key.indexOf('-') + 1)
  const open = () => (item.kind === 'group' ? props.items.toggle(key) : props.items.more(key, item.after))
  return (
    <div
      {...place}
      className={css.wide}
      data-is-active={activeColumn !== null || undefined}
      aria-expanded={item.kind === 'group' ? item.isOpen : undefined}
    >
      <span {...cell} className={css.wideCell}>
        <button type="button" tabIndex={-1} className={css.group} onClick={open}>
          {item.kind === 'more' ? (
            <span className={css.dim}>Show more of {countText(item.group.count)}</span>
          ) : (
            <>
              <IconChevronRight size={14} aria-hidden className={css.chevron} data-is-open={item.isOpen || undefined} />
              <GroupTitle group={item.group} />
              <span className={css.dim}>{countText(item.group.count)}</span>
            </>
          )}
        </button>
      </span>
    </div>
  )
}

const RowLine = memo(function RowLine(props: LineProps & { row: Row }) {
  const { row, index, top, columns, selection, isPeeked, activeColumn, editing, activate, stopEditing, gridId } = props
  const { record } = useList()
  const { permissions } = useMe()
  const isSelected = selection.has(row.id)
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={css.row}
      style={{ transform: `translateY(${top}px)` }}
      data-is-selected={isSelected || undefined}
      data-is-peeked={isPeeked || undefined}
      data-is-active={activeColumn !== null || undefined}
      data-is-archived={row.archivedAt !== null || undefined}
    >
      <span role="gridcell" aria-colindex={1} className={css.select}>
        <Checkbox
          size="xs"
          tabIndex={-1}
          checked={isSelected}
          onChange={() => {
            activate(activeColumn ?? 0, false)
            selection.toggle(row)
          }}
          aria-label={`Select ${row.title ?? row.number ?? 'row'}`}
        />
      </span>
      {columns.map((column, at) => (
        <div
          key={column.name}
          role="gridcell"
          id={cellId(gridId, index, at)}
          aria-colindex={at + 2}
          className={css.cell}
          data-is-active={activeColumn === at || undefined}
          data-is-right={column.isRight || undefined}
          onClick={() => activate(at, false)}
          onDoubleClick={() => isEditable({ record, row, name: column.name, permissions }) && activate(at, true)}
        >
          {editing === at ? (
            <Suspense fallback={<Value row={row} column={column} />}>
              <EditCell row={row} field={column.name} close={stopEditing} />
            </Suspense>
          ) : (
            <Value row={row} column={column} />
          )}
        </div>
      ))}
    </div>
  )
})

function Value({ row, column }: { row: Row; column: Column }) {
  const { record } = useList()
  const hasFace = useHasFace(record)
  if (!column.isTitle)
    return <ShowValue record={record} field={column.name} value={row[column.name]} isLine hasLinks={false} />
  return (
    <RecordAnchor record={record} id={row.id} className={css.title} tabIndex={-1}>
      {hasFace ? <Face name={row.title ?? ''} /> : row.title || 'Untitled'}
    </RecordAnchor>
  )
}
