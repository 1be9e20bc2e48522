import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import type { Row } from '../record/row.ts'
import { Notice } from '../shell/problem.web.tsx'
import { Cards } from './cards.web.tsx'
import { Filters } from './filters.web.tsx'
import { Grid } from './grid.web.tsx'
import { ListHead } from './head.web.tsx'
import { useItems } from './items.web.ts'
import css from './list.module.css'
import { ListContext, useList, useListModel } from './list-model.web.ts'
import { useListKeys } from './list-keys.web.ts'
import { GridSkeleton } from './skeleton.web.tsx'
import { type Selection, useSelection } from './selection.web.ts'
import { Tabs } from './tabs.web.tsx'

const Board = lazy(() => import('../board/board.web.tsx'))
const Calendar = lazy(() => import('../calendar/calendar.web.tsx'))
const BulkBar = lazy(() => import('./bulk.web.tsx'))
const Peek = lazy(() => import('./peek.web.tsx'))
const EmptyList = lazy(() => import('./empty.web.tsx'))

/** The list of one record type: views, filters, and its rows as a table, board, calendar or cards. */
export function ListPage({ record }: { record: AnyRecord }) {
  const model = useListModel(record)
  const { shown } = model
  const [fresh, setFresh] = useState<string | null>(null)
  return (
    <ListContext value={model}>
      <div className={css.page}>
        <ListHead />
        <Tabs addFilter={setFresh} />
        <Filters fresh={fresh} setFresh={setFresh} />
        <Suspense fallback={<GridSkeleton />}>
          {shown.as === 'table' && <Rows key={`${shown.group}`} />}
          {shown.as === 'board' && <Board />}
          {shown.as === 'calendar' && <Calendar />}
        </Suspense>
      </div>
    </ListContext>
  )
}

function Rows() {
  const items = useItems()
  const selection = useSelection()
  const [peeked, setPeeked] = useState<Row | null>(null)
  const isNarrow = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false })
  useListKeys()
  useClearOnChange(selection)
  if (items.isPending) return <GridSkeleton />
  if (items.error)
    return (
      <Notice
        isPart
        title="The list couldn’t be loaded"
        action={
          <Button variant="default" onClick={items.refetch}>
            Try again
          </Button>
        }
      >
        {items.error instanceof Error ? items.error.message : null}
      </Notice>
    )
  if (items.count === 0) return <EmptyList />
  if (isNarrow) return <Cards items={items} />
  return (
    <div className={css.rows} data-is-stale={items.isStale || undefined}>
      <Grid items={items} selection={selection} peeked={peeked?.id ?? null} peek={setPeeked} />
      <Suspense>
        {peeked && <Peek row={peeked} close={() => setPeeked(null)} />}
        {(selection.isAll || selection.ids.length > 0) && <BulkBar selection={selection} />}
      </Suspense>
    </div>
  )
}

/** What is selected belongs to what is shown: another filter, another selection. */
function useClearOnChange(selection: Selection): void {
  const { query } = useList()
  const which = JSON.stringify(query)
  const [before, setBefore] = useState(which)
  if (before === which) return
  setBefore(which)
  selection.clear()
}
