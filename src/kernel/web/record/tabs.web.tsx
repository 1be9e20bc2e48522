import { lazy, type ReactNode, Suspense } from 'react'
import type { AnyRecord, Trait } from '../../record/define.ts'
import { mayI, useMe } from '../session.web.tsx'
import { Activity } from './activity.web.tsx'
import { Approvals } from './approvals.web.tsx'
import { useParts } from './ask.web.ts'
import { type Panel, panelsOf } from './extend.web.tsx'
import { Files } from './files.web.tsx'
import { History } from './history.web.tsx'
import { PanelBody, PanelBox, Panels } from './panels.web.tsx'
import { Related, useRelated } from './related.web.tsx'
import { Relations } from './relations.web.tsx'
import page from './page.module.css'
import classes from './record.module.css'
import type { Row } from './row.ts'
import { Lines } from './states.web.tsx'
import { Tags } from './tags.web.tsx'
import { Tasks } from './tasks.web.tsx'
import { Watchers } from './watch.web.tsx'

const GraphTab = lazy(() => import('./graph.web.tsx'))

export interface Tab {
  readonly name: string
  readonly title: string
  readonly count?: number
  readonly draw: () => ReactNode
}
interface Given {
  record: AnyRecord
  row: Row
  isFrozen: boolean
  /** Shown as it stood on another day: what hangs on it now is left out. */
  isPast: boolean
  onAsOf: (day: string) => void
  onTab: (tab: string) => void
}

/** The tabs of a record's page that its traits, its modules and the caller's rights give it. */
export function useTabs(place: Given): readonly Tab[] {
  const { record, row, isFrozen, isPast, onAsOf, onTab } = place
  const me = useMe()
  const has = (trait: Trait): boolean => record.traits?.includes(trait) ?? false
  const related = useRelated(record, row)
  const { data: parts } = useParts(record, row.id)
  const files = parts?.files?.length
  const tasks = parts?.tasks
  const overview: Tab = {
    name: 'overview',
    title: 'Overview',
    draw: () => <Overview {...place} onGraph={() => onTab('graph')} />,
  }
  if (isPast) return [overview]
  const canAdd = row.can.includes('update') && !isFrozen
  const given: readonly (Tab & { readonly shows: boolean })[] = [
    {
      name: 'related',
      title: 'Related',
      count: related.total,
      shows: related.total > 0,
      draw: () => <Related record={record} row={row} groups={related.groups} />,
    },
    { name: 'graph', title: 'Graph', shows: has('relations'), draw: () => drawGraph(record, row, isFrozen) },
    {
      name: 'tasks',
      title: 'Tasks',
      count: tasks?.filter((task) => !task.isDone).length,
      shows: has('tasks') && (canAdd || (tasks?.length ?? 0) > 0),
      draw: () => <Tasks record={record} row={row} isFrozen={isFrozen} />,
    },
    {
      name: 'files',
      title: 'Files',
      count: files,
      shows: has('files') && (canAdd || (files ?? 0) > 0),
      draw: () => <Files record={record} row={row} isFrozen={isFrozen} />,
    },
    {
      name: 'history',
      title: 'History',
      shows: mayI(me, 'history.read'),
      draw: () => <History record={record} row={row} onAsOf={onAsOf} />,
    },
  ]
  return [overview, ...moduleTabs(record, row), ...given.filter(({ shows }) => shows)]
}

function Overview({ record, row, isFrozen, isPast, onGraph }: Given & { onGraph: () => void }) {
  const has = (trait: Trait): boolean => record.traits?.includes(trait) ?? false
  const hasRail = !isPast && (has('tags') || has('watchers') || has('relations'))
  return (
    <div className={page.overview} data-rail={hasRail || undefined}>
      <div>
        <Panels record={record} row={row} isFrozen={isFrozen} />
        {!isPast && <Approvals id={row.id} />}
        {!isPast && <Activity record={record} row={row} isFrozen={isFrozen} />}
      </div>
      {hasRail && (
        <aside className={page.rail} aria-label="Beside it">
          {has('tags') && <Tags record={record} row={row} isFrozen={isFrozen} />}
          {has('relations') && <Relations record={record} row={row} isFrozen={isFrozen} onGraph={onGraph} />}
          {has('watchers') && <Watchers record={record} id={row.id} />}
        </aside>
      )}
    </div>
  )
}

function moduleTabs(record: AnyRecord, row: Row): readonly Tab[] {
  const boxesOf = (panels: readonly Panel[]) =>
    panels.map((panel) => (
      <PanelBox key={panel.title} title={panel.title}>
        <PanelBody panel={panel} record={record} row={row} />
      </PanelBox>
    ))
  const groups = Map.groupBy(
    panelsOf(record.name).filter((panel) => panel.tab),
    (panel) => panel.tab ?? '',
  )
  return [...groups].map(([title, panels]) => ({
    name: title.toLowerCase().replaceAll(' ', '-'),
    title,
    draw: () => (
      <>
        {boxesOf(panels.filter(({ isWide }) => isWide))}
        <div className={classes.panels}>{boxesOf(panels.filter(({ isWide }) => !isWide))}</div>
      </>
    ),
  }))
}

const drawGraph = (record: AnyRecord, row: Row, isFrozen: boolean): ReactNode => (
  <Suspense fallback={<Lines count={6} />}>
    <GraphTab record={record} row={row} isFrozen={isFrozen} />
  </Suspense>
)
