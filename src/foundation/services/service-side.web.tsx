import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { circlesOf, impactOf, needsOf, type Reached } from '../pictures/index.ts'
import type { ServiceMap, ServiceNode } from './service-map.ts'
import css from './service-map.module.css'
import { aboutService, criticalities, kindWord, listText, markOf, servicesText } from './words.ts'

interface SideProps {
  readonly map: ServiceMap
  readonly chosen: ServiceNode | null
  readonly onChoose: (id: string) => void
  readonly onOnly: (id: string) => void
}

/** What the picture says in words: about the chosen service, or about all of them. */
export function ServiceSide({ map, chosen, onChoose, onOnly }: SideProps) {
  return (
    <aside className={css.side} aria-label="In words" aria-live="polite">
      {chosen ? (
        <About map={map} service={chosen} onChoose={onChoose} onOnly={onOnly} />
      ) : (
        <Whole map={map} onChoose={onChoose} />
      )}
    </aside>
  )
}

function About({ map, service, onChoose, onOnly }: Omit<SideProps, 'chosen'> & { service: ServiceNode }) {
  const stops = impactOf(map.edges, service.id)
  const needs = needsOf(map.edges, service.id)
  return (
    <>
      <p className={css.kind}>
        {kindWord(service.kind)} service{service.number && ` · ${service.number}`}
      </p>
      <h2 className={css.sideTitle}>{service.title}</h2>
      <p className={css.about}>
        {[aboutService(service), service.owner?.title && `owned by ${service.owner.title}`].filter(Boolean).join(' · ')}
      </p>
      <div className={css.actions}>
        <Button component={Link} to={`/services/${service.id}`}>
          Open
        </Button>
        <Button variant="default" onClick={() => onOnly(service.id)}>
          Show only these
        </Button>
      </div>
      <Reach map={map} title={stopsText(stops.length)} part="stops" reached={stops} onChoose={onChoose} />
      <Reach
        map={map}
        title={needs.length === 0 ? 'It needs nothing else' : `It needs ${servicesText(needs.length)}`}
        part="needed"
        reached={needs}
        onChoose={onChoose}
      />
    </>
  )
}

function stopsText(count: number): string {
  if (count === 0) return 'Nothing else stops with it'
  return `If it stops, so ${count === 1 ? 'does' : 'do'} ${servicesText(count)}`
}

interface ReachProps {
  readonly map: ServiceMap
  readonly title: string
  readonly part: 'stops' | 'needed'
  readonly reached: readonly Reached[]
  readonly onChoose: (id: string) => void
}

function Reach({ map, title, part, reached, onChoose }: ReachProps) {
  const names = new Map(map.nodes.map((node) => [node.id, node]))
  return (
    <section>
      <h3 className={css.reach} data-part={part}>
        {title}
      </h3>
      <ul className={css.list}>
        {reached.map(({ id, steps, over }) => {
          const service = names.get(id)
          if (!service) return null
          const mark = markOf(service.criticality)
          return (
            <li key={id}>
              <button type="button" className={css.item} onClick={() => onChoose(id)}>
                <span className={css.mark} data-tone={mark.tone} title={mark.name}>
                  {mark.mark}
                </span>
                <span className={css.itemName}>{service.title}</span>
                <span className={css.dim}>
                  {steps === 1 ? 'directly' : `over ${names.get(over)?.title ?? 'another'}`}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** What a CIO would ask of the whole picture: what most rests on, and what can't start by itself. */
function Whole({ map, onChoose }: Pick<SideProps, 'map' | 'onChoose'>) {
  const carrying = map.nodes
    .map((node) => ({ node, count: impactOf(map.edges, node.id).length }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 8)
  const names = new Map(map.nodes.map((node) => [node.id, node.title]))
  const circles = circlesOf(map)
  return (
    <>
      <section>
        <h2 className={css.reach}>How to read it</h2>
        <p className={css.about}>
          An arrow leads from a service to one it depends on. Choose a service to see what stops with it.
        </p>
        <ul className={css.legend}>
          {criticalities.map(({ name, mark, tone }) => (
            <li key={name}>
              <span className={css.mark} data-tone={tone} aria-hidden>
                {mark}
              </span>
              {name}
            </li>
          ))}
          <li>
            <span className={css.swatch} data-kind="business" aria-hidden />
            business service
          </li>
          <li>
            <span className={css.swatch} data-kind="technical" aria-hidden />
            technical service
          </li>
        </ul>
      </section>
      {circles.length > 0 && (
        <section>
          <h2 className={css.reach} data-part="stops">
            In a circle
          </h2>
          {circles.map((ids) => (
            <p key={ids.join()} className={css.about}>
              {listText(ids.map((id) => names.get(id) ?? 'another'))} need each other: after a complete stop none of
              them can start first.
            </p>
          ))}
        </section>
      )}
      {carrying.length > 0 && (
        <section>
          <h2 className={css.reach}>What most rests on</h2>
          <ul className={css.list}>
            {carrying.map(({ node, count }) => (
              <li key={node.id}>
                <button type="button" className={css.item} onClick={() => onChoose(node.id)}>
                  <span
                    className={css.mark}
                    data-tone={markOf(node.criticality).tone}
                    title={node.criticality ?? undefined}
                  >
                    {markOf(node.criticality).mark}
                  </span>
                  <span className={css.itemName}>{node.title}</span>
                  <span className={css.dim}>{servicesText(count)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
