import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { keys, read } from '../../kernel/web/api.web.ts'
import type { PartProps } from '../../kernel/web/record/extend.web.tsx'
import { impactOf, needsOf, type Reached } from '../pictures/index.ts'
import { panelStyles as css } from '../pictures/index.web.tsx'
import type { ServiceMap } from './service-map.ts'
import { markOf, servicesText } from './words.ts'

const shown = 10

/** What stops if a service stops, and what it needs to work. */
export default function Dependencies({ row }: PartProps) {
  const { data: map } = useQuery({
    queryKey: [...keys.lists('service'), 'map', row.id],
    queryFn: ({ signal }) => read<ServiceMap>('/service-map', { focus: row.id }, signal),
  })
  if (!map) return null
  if (map.groups.length > 0)
    return (
      <p className={css.lead}>
        More than can be told here: {servicesText(map.total)} hang together with it. The service map shows them by team.
      </p>
    )
  const stops = impactOf(map.edges, row.id)
  const needs = needsOf(map.edges, row.id)
  const vital = stops.filter(({ id }) => map.nodes.find((node) => node.id === id)?.criticality === 'vital').length
  return (
    <>
      <p className={css.lead}>
        If it stops, <strong>{servicesText(stops.length)}</strong> {stops.length > 1 ? 'stop' : 'stops'} with it
        {vital > 0 && (
          <>
            , <strong>{vital}</strong> of them vital
          </>
        )}
        . It needs <strong>{servicesText(needs.length)}</strong> to work.
      </p>
      <div className={css.columns}>
        <Side title="Stop with it" map={map} reached={stops} />
        <Side title="Needed by it" map={map} reached={needs} />
      </div>
      {stops.length + needs.length > 0 && (
        <Link to={`/service-map?only=${row.id}&service=${row.id}`} className={css.more}>
          Show on the service map
        </Link>
      )}
    </>
  )
}

function Side({ title, map, reached }: { title: string; map: ServiceMap; reached: readonly Reached[] }) {
  if (reached.length === 0) return null
  const names = new Map(map.nodes.map((node) => [node.id, node]))
  return (
    <div>
      <h3 className={css.heading}>{title}</h3>
      <ul className={css.list}>
        {reached.slice(0, shown).map(({ id, steps, over }) => {
          const service = names.get(id)
          const mark = markOf(service?.criticality ?? null)
          return (
            <li key={id} className={css.row}>
              <span className={css.mark} data-tone={mark.tone} title={mark.name}>
                {mark.mark}
              </span>
              <Link to="/$path/$id" params={{ path: 'services', id: service?.number ?? id }}>
                {service?.title}
              </Link>
              <span className={css.count}>{steps === 1 ? 'directly' : `over ${names.get(over)?.title}`}</span>
            </li>
          )
        })}
      </ul>
      {reached.length > shown && <p className={css.about}>and {reached.length - shown} more</p>}
    </div>
  )
}
