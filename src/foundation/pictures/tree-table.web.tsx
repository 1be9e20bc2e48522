import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { countText } from '../../kernel/web/field/words.ts'
import css from './picture.module.css'
import type { TreeRow } from './slice.ts'
import { walk } from './tree.ts'
import type { TreeModel } from './tree-model.web.ts'

/** A column of the table; those `isAside` give way on narrow screens. */
export interface TreeColumn {
  readonly title: string
  readonly cell: (row: TreeRow) => ReactNode
  readonly isNumber?: boolean
  readonly isAside?: boolean
}
interface TableProps {
  readonly model: TreeModel
  readonly name: string
  readonly address: (row: TreeRow) => string
  readonly face?: (row: TreeRow) => ReactNode
  readonly columns: readonly TreeColumn[]
  readonly current?: string | null
}

/** The same tree for those who prefer to read: a row each, set in by level. */
export function TreeTable({ model, name, address, face, columns, current = null }: TableProps) {
  return (
    <div className={css.table}>
      <table>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            {columns.map((column) => (
              <th
                key={column.title}
                scope="col"
                className={column.isNumber ? css.number : undefined}
                data-is-aside={column.isAside || undefined}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {walk(model.roots).map(({ item: { id, row, more }, depth }) => (
            <tr key={id} data-is-current={id === current || undefined}>
              <td>
                <span className={css.twig} style={{ paddingLeft: depth * 20 }}>
                  {row && row.children > 0 ? (
                    <Turn row={row} model={model} />
                  ) : (
                    <span className={css.turn} aria-hidden />
                  )}
                  {row && face?.(row)}
                  {row ? (
                    <Link to={address(row)} className={css.name}>
                      {row.title}
                    </Link>
                  ) : (
                    <span className={css.dim}>and {countText(more)} more</span>
                  )}
                </span>
              </td>
              {columns.map((column) => (
                <td
                  key={column.title}
                  className={column.isNumber ? css.number : undefined}
                  data-is-aside={column.isAside || undefined}
                >
                  {row && column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Turn({ row, model }: { row: TreeRow; model: TreeModel }) {
  const isOpen = model.isOpen(row.id)
  return (
    <button
      type="button"
      className={css.turn}
      aria-expanded={isOpen}
      aria-label={`${isOpen ? 'Close' : 'Open'} ${row.title}`}
      onClick={() => model.toggle(row.id)}
    >
      <IconChevronRight size={14} aria-hidden />
    </button>
  )
}
