import { Button, SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState } from 'react'
import { keys, read } from '../../kernel/web/api.web.ts'
import { countText } from '../../kernel/web/field/words.ts'
import { Broken, Notice } from '../../kernel/web/shell/problem.web.tsx'
import { PageSkeleton } from '../../kernel/web/shell/skeleton.web.tsx'
import { impactOf, needsOf, withoutShortcuts } from '../pictures/index.ts'
import { ExportMenu, FindRecord, pictureStyles as css } from '../pictures/index.web.tsx'
import { drawServices } from './service-drawing.ts'
import { arrange } from './service-layout.ts'
import type { ServiceMap } from './service-map.ts'
import own from './service-map.module.css'
import type { Part } from './service-picture.web.tsx'
import { ServiceSide } from './service-side.web.tsx'
import { ServiceTable } from './service-table.web.tsx'

const ServicePicture = lazy(() => import('./service-picture.web.tsx'))
const path = '/service-map'

interface Where {
  /** Only this service and what is around it. */
  readonly only?: string
  readonly team?: string
  /** The service that the page talks about. */
  readonly service?: string
}

/** Which services depend on which, and what stops when one of them does. */
export default function ServiceMapPage() {
  const { only, team, service } = useSearch({ strict: false }) as Where
  const navigate = useNavigate()
  const go = (where: Where) => void navigate({ to: path, search: where as never })
  const isNarrow = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false })
  const [chosenView, setView] = useState<string | null>(null)
  const view = chosenView ?? (isNarrow ? 'table' : 'picture')
  const {
    data: map,
    error,
    refetch,
  } = useQuery({
    queryKey: [...keys.lists('service'), 'map', only, team],
    queryFn: ({ signal }) => read<ServiceMap>(path, { focus: only, team }, signal),
  })
  const arrangement = useMemo(
    () =>
      map &&
      arrange(
        [...map.nodes, ...map.groups.map(({ id }) => ({ id, kind: null }))],
        withoutShortcuts({ nodes: [...map.nodes, ...map.groups], edges: map.edges }),
      ),
    [map],
  )
  if (error) return <Broken error={error} reset={() => void refetch()} />
  const chosen = map?.nodes.find((node) => node.id === service) ?? null
  const choose = (id: string | null) => {
    if (map?.groups.some((group) => group.id === id)) go({ team: id ?? undefined })
    else go({ only, team, service: id ?? undefined })
  }
  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1 className={css.title}>Service map</h1>
        {map && <Figures map={map} isPart={Boolean(only || team)} />}
        <div className={css.tools}>
          {(only || team) && (
            <Button variant="default" h={30} onClick={() => go({ service })}>
              Show all services
            </Button>
          )}
          <FindRecord
            type="service"
            path="/services"
            placeholder="Find a service"
            filter={{ state: ['planned', 'live'] }}
            onFound={(id) =>
              go(map?.nodes.some((node) => node.id === id) ? { only, team, service: id } : { only: id, service: id })
            }
          />
          <SegmentedControl
            size="xs"
            aria-label="How to show it"
            value={view}
            onChange={setView}
            data={[
              { value: 'picture', label: 'Picture' },
              { value: 'table', label: 'Table' },
            ]}
          />
          {map && arrangement && <ExportMenu name="service-map" draw={() => drawServices(map, arrangement)} />}
        </div>
      </header>
      {!map || !arrangement ? (
        <PageSkeleton />
      ) : map.total === 0 ? (
        <Empty />
      ) : view === 'table' ? (
        <div className={css.body}>
          <ServiceTable map={map} />
        </div>
      ) : (
        <div className={`${css.body} ${own.body}`}>
          <div className={own.canvas}>
            <Suspense fallback={<PageSkeleton />}>
              <ServicePicture
                key={`${only} ${team}`}
                map={map}
                arrangement={arrangement}
                partOf={partsOf(map, chosen?.id ?? null)}
                onChoose={choose}
              />
            </Suspense>
          </div>
          <ServiceSide map={map} chosen={chosen} onChoose={choose} onOnly={(id) => go({ only: id, service: id })} />
        </div>
      )}
    </div>
  )
}

/** What each box is to the chosen one; nothing while none is chosen. What both needs it and is needed by it stands in a circle, and stops. */
function partsOf(map: ServiceMap, chosen: string | null): (id: string) => Part {
  if (chosen === null) return () => null
  const stops = new Set(impactOf(map.edges, chosen).map((one) => one.id))
  const needed = new Set(needsOf(map.edges, chosen).map((one) => one.id))
  return (id) => (id === chosen ? 'chosen' : stops.has(id) ? 'stops' : needed.has(id) ? 'needed' : 'apart')
}

function Figures({ map, isPart }: { map: ServiceMap; isPart: boolean }) {
  const count = `${countText(map.total)}${map.isPartial && !isPart ? '+' : ''} services`
  const vital =
    map.nodes.filter((node) => node.criticality === 'vital').length +
    map.groups.reduce((sum, group) => sum + group.vital, 0)
  const grouped = map.groups.length > 0 && ' · grouped by team: choose one to open it'
  return (
    <span className={css.figures}>
      {count} · {countText(vital)} vital
      {grouped}
    </span>
  )
}

function Empty() {
  return (
    <Notice
      title="No services yet"
      action={
        <Button component={Link} to="/services/new">
          New service
        </Button>
      }
    >
      Write down what IT provides and what each service depends on; the map draws itself and shows what stops when one
      of them does.
    </Notice>
  )
}
