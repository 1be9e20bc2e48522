import type { Graph } from '../../traits/wire.ts'
import { useRegistry } from '../application.web.ts'
import { RecordAnchor, unseen } from '../field/reference.web.tsx'
import classes from './graph.module.css'

/** The same graph for those who prefer to read: each edge as a sentence. */
export function RelationTable({ graph, centre }: { graph: Graph; centre: string }) {
  const edges = graph.edges.filter((edge) => edge.kind === 'reference')
  if (edges.length === 0) return null
  return (
    <section aria-label="References in words">
      <h2 className={classes.heading}>By reference</h2>
      <ul className={classes.sentences}>
        {edges.map((edge) => (
          <li key={edge.id}>
            <Name graph={graph} id={edge.from} centre={centre} /> <span className={classes.note}>{edge.reads}</span>{' '}
            <Name graph={graph} id={edge.to} centre={centre} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Name({ graph, id, centre }: { graph: Graph; id: string; centre: string }) {
  const registry = useRegistry()
  const node = graph.nodes.find((one) => one.id === id)
  if (!node) return unseen
  const title = node.title ?? unseen
  if (id === centre) return <strong>{title}</strong>
  return (
    <RecordAnchor record={registry.record(node.type)} id={node.number ?? node.id}>
      {title}
    </RecordAnchor>
  )
}
