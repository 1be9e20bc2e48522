import elkjs, { type ELK } from 'elkjs/lib/elk.bundled.js'
import type { Graph } from '../../traits/wire.ts'
import { mergedEdges } from './graph-edges.ts'

export const nodeWidth = 190
export const nodeHeight = 48

// The package's types describe its default export as a module that holds it.
const Elk = elkjs as unknown as new () => ELK

export interface Layout {
  readonly places: ReadonlyMap<string, { readonly x: number; readonly y: number }>
  readonly height: number
}

/** Where each node of a graph goes, left to right along its edges. */
export async function layOut(graph: Graph): Promise<Layout> {
  const known = new Set(graph.nodes.map((node) => node.id))
  const drawn = await new Elk().layout({
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.spacing.nodeNode': '16',
      'elk.layered.spacing.nodeNodeBetweenLayers': '96',
    },
    children: graph.nodes.map((node) => ({ id: node.id, width: nodeWidth, height: nodeHeight })),
    edges: mergedEdges(graph.edges)
      .filter((edge) => known.has(edge.from) && known.has(edge.to))
      .map((edge) => ({ id: edge.id, sources: [edge.from], targets: [edge.to] })),
  })
  const places = new Map(drawn.children?.map(({ id, x = 0, y = 0 }) => [id, { x, y }]))
  const height = Math.max(0, ...[...places.values()].map(({ y }) => y)) + nodeHeight
  return { places, height }
}
