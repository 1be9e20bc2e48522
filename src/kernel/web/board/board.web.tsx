import { ActionIcon, Menu, Skeleton } from '@mantine/core'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type DragEvent, useState } from 'react'
import { keys, read } from '../api.web.ts'
import { labelFor } from '../field/fields.ts'
import { RecordAnchor } from '../field/reference.web.tsx'
import { isEmpty, ShowValue } from '../field/show.web.tsx'
import { State } from '../field/state.web.tsx'
import { countText, wordOf } from '../field/words.ts'
import { useMoveRow } from '../list/change-row.web.ts'
import { useList } from '../list/list-model.web.ts'
import { type RowsPage, sentColumns, useGroups } from '../list/rows.web.ts'
import { listPath } from '../list/search.ts'
import { moveLabel } from '../record/moves.ts'
import type { Row } from '../record/row.ts'
import { toast } from '../toast.web.tsx'
import { titleOf } from '../../record/registry.ts'
import css from './board.module.css'
import { moveTo, refusalOf } from './moves.ts'
import unseen from '../unseen.module.css'

/** The rows as cards in a column per state. Dragging a card, or its menu, makes the move that leads there. */
export default function Board() {
  const { record, shown } = useList()
  const groups = useGroups('state').data?.groups
  const [dragged, setDragged] = useState<Row | null>(null)
  const wanted = shown.filter.state
  const only = typeof wanted === 'string' ? [wanted] : Array.isArray(wanted) ? wanted : null
  const states = (record.states?.all ?? []).filter((state) => !only || only.includes(state))
  return (
    <div className={css.board}>
      {states.map((state) => (
        <Column
          key={state}
          state={state}
          count={groups?.find(({ value }) => value === state)?.count ?? (groups ? 0 : null)}
          dragged={dragged}
          drag={setDragged}
        />
      ))}
    </div>
  )
}

interface ColumnProps {
  readonly state: string
  readonly count: number | null
  readonly dragged: Row | null
  readonly drag: (row: Row | null) => void
}

function Column({ state, count, dragged, drag }: ColumnProps) {
  const { record } = useList()
  const { rows, isPending, hasNextPage, fetchNextPage } = useColumn(state)
  const move = useMoveRow(record)
  const [isOver, setIsOver] = useState(false)
  const way = dragged && moveTo(record, dragged, state)
  const refusal = dragged && refusalOf(record, dragged, state)
  const over = (event: DragEvent) => {
    // A column that a card can’t go to takes the drop, too: to say why.
    if (!way && !refusal) return
    event.preventDefault()
    setIsOver(true)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    if (dragged && way) void move(dragged, way)
    else if (refusal) toast({ says: refusal, tone: 'bad' })
    drag(null)
  }
  return (
    <section
      className={css.column}
      aria-label={wordOf(state)}
      data-is-over={(isOver && Boolean(way)) || undefined}
      data-is-refused={(isOver && Boolean(refusal)) || undefined}
      data-is-open={Boolean(way) || undefined}
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <h2 className={css.columnTitle}>
        <State record={record} state={state} />
        <span className={css.dim}>{count !== null && countText(count)}</span>
      </h2>
      {isOver && refusal && <p className={css.refusal}>{refusal}</p>}
      <ul className={css.cards}>
        {isPending && (
          <li aria-busy>
            <Skeleton h={64} />
          </li>
        )}
        {rows.map((row) => (
          <Card key={row.id} row={row} drag={drag} isDragged={dragged?.id === row.id} />
        ))}
        {hasNextPage && (
          <li>
            <button type="button" className={css.more} onClick={() => void fetchNextPage()}>
              Show more
            </button>
          </li>
        )}
      </ul>
    </section>
  )
}

function Card({ row, drag, isDragged }: { row: Row; drag: (row: Row | null) => void; isDragged: boolean }) {
  const { record, shown } = useList()
  const move = useMoveRow(record)
  const ways = Object.entries(record.states?.moves ?? {}).filter(([name]) => row.can.includes(`move:${name}`))
  const title = titleOf(record)
  const facts = shown.columns
    .filter((name) => name !== title && name !== 'state' && name !== 'number' && !isEmpty(row[name]))
    .slice(0, 3)
  return (
    <li
      className={css.card}
      draggable
      data-is-dragged={isDragged || undefined}
      onDragStart={() => drag(row)}
      onDragEnd={() => drag(null)}
    >
      <div className={css.cardHead}>
        {row.number && <span className={css.number}>{row.number}</span>}
        <RecordAnchor record={record} id={row.id} className={css.cardTitle}>
          {row.title}
        </RecordAnchor>
        {ways.length > 0 && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size={22} aria-label={`Move ${row.title}`}>
                <IconDots size={14} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {ways.map(([name]) => (
                <Menu.Item key={name} onClick={() => void move(row, name)}>
                  {moveLabel(record, name)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <dl className={css.facts}>
        {facts.map((name) => (
          <div key={name}>
            <dt className={unseen.unseen}>{labelFor(record, name)}</dt>
            <dd>
              <ShowValue record={record} field={name} value={row[name]} isLine />
            </dd>
          </div>
        ))}
      </dl>
    </li>
  )
}

function useColumn(state: string) {
  const { record, shown, query } = useList()
  const filter = JSON.stringify({ ...shown.filter, state })
  const columns = sentColumns(record, shown.columns)
  const { data, ...rest } = useInfiniteQuery({
    queryKey: [...keys.lists(record.name), 'board', query, columns, state],
    queryFn: ({ pageParam, signal }) =>
      read<RowsPage>(listPath(record), { ...query, filter, columns, limit: 40, after: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
  // A row that was just moved stands here or there by its state, before the server has said so.
  return { ...rest, rows: (data?.pages ?? []).flatMap((page) => page.rows).filter((row) => row.state === state) }
}
