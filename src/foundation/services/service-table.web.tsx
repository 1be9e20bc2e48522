import { Link } from '@tanstack/react-router'
import { impactOf } from '../pictures/index.ts'
import { pictureStyles as picture } from '../pictures/index.web.tsx'
import type { ServiceMap } from './service-map.ts'
import css from './service-map.module.css'
import { kindWord, listText, markOf } from './words.ts'

/** The map for those who prefer to read: what each service needs, and what stops with it. */
export function ServiceTable({ map }: { map: ServiceMap }) {
  const names = new Map(map.nodes.map((node) => [node.id, node.title]))
  const rows = map.nodes.map((node) => ({
    node,
    needs: map.edges.filter((edge) => edge.from === node.id).map((edge) => names.get(edge.to) ?? 'another'),
    stops: impactOf(map.edges, node.id).length,
  }))
  return (
    <div className={picture.table}>
      <table>
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">Criticality</th>
            <th scope="col" data-is-aside>
              Kind
            </th>
            <th scope="col" data-is-aside>
              Run by
            </th>
            <th scope="col" data-is-aside>
              Depends directly on
            </th>
            <th scope="col" className={picture.number}>
              Stop with it
            </th>
          </tr>
        </thead>
        <tbody>
          {rows
            .toSorted((a, b) => b.stops - a.stops)
            .map(({ node, needs, stops }) => (
              <tr key={node.id}>
                <td>
                  <Link to={`/services/${node.id}`} className={picture.name}>
                    {node.title}
                  </Link>
                </td>
                <td>
                  <span className={css.mark} data-tone={markOf(node.criticality).tone} aria-hidden>
                    {markOf(node.criticality).mark}
                  </span>{' '}
                  {node.criticality}
                </td>
                <td data-is-aside>{kindWord(node.kind)}</td>
                <td data-is-aside>{node.team?.title}</td>
                <td data-is-aside title={listText(needs)}>
                  {listText(needs)}
                </td>
                <td className={picture.number}>{stops}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}
