import { lazy, type ReactNode, Suspense } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import type { Trait } from '../../record/define.ts'
import { mayI, useMe } from '../session.web.tsx'
import { Activity } from './activity.web.tsx'
import { useFiles, useTasks } from './ask.web.ts'
import { panelsOf } from './extend.web.tsx'
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
export function useTabs(given: Given): readonly Tab[] {
  const { record, row, isFrozen, isPast, onAsOf, onTab } = given
  const me = useMe()
  const has = (trait: Trait): boolean => record.traits?.includes(trait) ?? false
  const related = useRelated(record, row)
  const files = useFiles(row.id, has('files')).data?.files.length
  const openTasks = useTasks(row.id, has('tasks')).data?.tasks.filter((task) => !task.isDone).length
  const overview: Tab = {
    name: 'overview',
    title: 'Overview',
    draw: () => <Overview {...given} onGraph={() => onTab('graph')} />,
  }
  if (isPast) return [overview]
  return [
    overview,
    ...moduleTabs(record, row),
    ...(related.total > 0 || related.isLoading
      ? [
          {
            name: 'related',
            title: 'Related',
            count: related.total,
            draw: () => <Related record={record} row={row} groups={related.groups} />,
          },
        ]
      : []),
    ...(has('relations') ? [{ name: 'graph', title: 'Graph', draw: () => drawGraph(record, row, isFrozen) }] : []),
    ...(has('tasks')
      ? [{ name: 'tasks', title: 'Tasks', count: openTasks, draw: () => <Tasks row={row} isFrozen={isFrozen} /> }]
      : []),
    ...(has('files')
      ? [{ name: 'files', title: 'Files', count: files, draw: () => <Files row={row} isFrozen={isFrozen} /> }]
      : []),
    ...(mayI(me, 'history.read')
      ? [{ name: 'history', title: 'History', draw: () => <History record={record} row={row} onAsOf={onAsOf} /> }]
      : []),
  ]
}

function Overview({ record, row, isFrozen, isPast, onGraph }: Given & { onGraph: () => void }) {
  const has = (trait: Trait): boolean => record.traits?.includes(trait) ?? false
  const hasRail = !isPast && (has('tags') || has('watchers') || has('relations'))
  return (
    <div className={page.overview} data-rail={hasRail || undefined}>
      <div>
        <Panels record={record} row={row} isFrozen={isFrozen} />
        {!isPast && <Activity record={record} row={row} isFrozen={isFrozen} />}
      </div>
      {hasRail && (
        <aside className={page.rail} aria-label="Beside it">
          {has('tags') && <Tags record={record} row={row} isFrozen={isFrozen} />}
          {has('relations') && <Relations record={record} row={row} isFrozen={isFrozen} onGraph={onGraph} />}
          {has('watchers') && <Watchers id={row.id} />}
        </aside>
      )}
    </div>
  )
}

function moduleTabs(record: AnyRecord, row: Row): readonly Tab[] {
  const groups = Map.groupBy(
    panelsOf(record.name).filter((panel) => panel.tab),
    (panel) => panel.tab ?? '',
  )
  return [...groups].map(([title, panels]) => ({
    name: title.toLowerCase().replaceAll(' ', '-'),
    title,
    draw: () => (
      <div className={classes.panels}>
        {panels.map((panel) => (
          <PanelBox key={panel.title} title={panel.title}>
            <PanelBody panel={panel} record={record} row={row} />
          </PanelBox>
        ))}
      </div>
    ),
  }))
}

const drawGraph = (record: AnyRecord, row: Row, isFrozen: boolean): ReactNode => (
  <Suspense fallback={<Lines count={6} />}>
    <GraphTab record={record} row={row} isFrozen={isFrozen} />
  </Suspense>
)
