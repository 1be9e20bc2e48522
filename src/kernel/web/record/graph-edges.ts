import type { GraphEdge } from '../../traits/wire.ts'

/** One edge for each pair of records, in the direction of the first, saying all that joins them. */
export function mergedEdges(edges: readonly GraphEdge[]): readonly GraphEdge[] {
  const pairs = Map.groupBy(edges, ({ from, to }) => [from, to].sort().join())
  return [...pairs.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const reads = [...new Set(group.map((edge) => edge.reads))].join(', ')
    const isRelated = group.some((edge) => edge.kind === 'relation')
    return [{ ...first, reads, kind: isRelated ? 'relation' : first.kind }]
  })
}
