import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useRef } from 'react'
import { rowHeights, useDensity } from '../preferences.web.ts'
import type { Row } from '../record/row.ts'
import { cellId, columnsOf, templateOf, totalWidth } from './columns.ts'
import css from './grid.module.css'
import { GridHead } from './grid-head.web.tsx'
import { useGridKeys } from './grid-keys.web.ts'
import { GridLine } from './grid-line.web.tsx'
import type { Items } from './items.web.ts'
import { useLayout, useList } from './list-model.web.ts'
import type { Selection } from './selection.web.ts'

export interface GridProps {
  readonly items: Items
  readonly selection: Selection
  /** The row looked at beside the list, if any. */
  readonly peeked: string | null
  readonly peek: (row: Row | null) => void
}

const noWidths = {}

/** The table: virtual lines, moved through and edited by keyboard. */
export function Grid({ items, selection, peeked, peek }: GridProps) {
  const { record, shown } = useList()
  const [layout] = useLayout(record)
  const widths = layout.widths ?? noWidths
  const columns = columnsOf(record, shown.columns, widths)
  const [density] = useDensity()
  const height = rowHeights[density]
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const lines = useVirtualizer({
    count: items.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    scrollPaddingStart: height,
  })
  const seen = lines.getVirtualItems()
  const [first, last] = [seen[0]?.index ?? 0, seen.at(-1)?.index ?? 0]
  useEffect(() => lines.measure(), [height, lines])
  useEffect(() => items.reach(first, last))
  const keys = useGridKeys({ items, columns, selection, peeked, peek, show: (index) => lines.scrollToIndex(index) })
  return (
    <div
      ref={scroller}
      className={css.grid}
      role={shown.group ? 'treegrid' : 'grid'}
      data-grid
      // The grid itself holds the focus and names its active cell: lines come and go while it scrolls.
      tabIndex={0}
      aria-label={record.label[1]}
      aria-rowcount={items.count + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-activedescendant={
        keys.active.line < items.count ? cellId(id, keys.active.line, keys.active.column) : undefined
      }
      aria-busy={items.isStale || undefined}
      data-density={density}
      onKeyDown={keys.press}
      style={{
        '--columns': templateOf(columns, widths),
        '--least': `${totalWidth(columns)}px`,
        '--line': `${height}px`,
      }}
    >
      <GridHead columns={columns} />
      <div role="rowgroup" className={css.body} style={{ height: lines.getTotalSize() }}>
        {seen.map(({ index, start }) => {
          const item = items.at(index)
          return (
            <GridLine
              key={item.key}
              item={item}
              index={index}
              top={start}
              columns={columns}
              gridId={id}
              items={items}
              selection={selection}
              isPeeked={item.kind === 'row' && item.row.id === peeked}
              activeColumn={keys.active.line === index ? keys.active.column : null}
              editing={keys.editing?.line === index ? keys.editing.column : null}
              activate={(column, isEditing) => keys.activate({ line: index, column }, isEditing)}
              stopEditing={keys.stopEditing}
            />
          )
        })}
      </div>
    </div>
  )
}
