import { Link } from '@tanstack/react-router'
import { rowsAddress } from './address.ts'
import css from './figures.module.css'
import type { Rows } from './wire.ts'

/** A number of a chart's table, and the rows that it opens to. */
export interface ChartCell {
  readonly text: string
  readonly rows?: Rows | null
}
interface ChartTableProps {
  readonly title: string
  readonly heads: readonly string[]
  readonly lines: readonly { readonly head: string; readonly cells: readonly ChartCell[] }[]
}

/** What a chart draws, as a table for whoever would rather read, folded until it is asked for. */
export function ChartTable({ title, heads, lines }: ChartTableProps) {
  return (
    <details className={css.asTable}>
      <summary>As a table</summary>
      <div className={css.scroll}>
        <table className={css.table} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">When</th>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ head, cells }) => (
              <tr key={head}>
                <th scope="row">{head}</th>
                {cells.map(({ text, rows }, place) => (
                  <td key={heads[place]}>{rows ? <Link to={rowsAddress(rows) as '/'}>{text}</Link> : text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
