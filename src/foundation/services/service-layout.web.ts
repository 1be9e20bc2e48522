import elkjs, { type ELK } from 'elkjs/lib/elk.bundled.js'
import type { ServiceMap } from './service-map.ts'

export const boxWidth = 204
export const boxHeight = 52

// The package's types describe its default export as a module that holds it.
const Elk = elkjs as unknown as new () => ELK

export type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>

/** Where each box goes: what the business uses at the left, what everything stands on at the right. */
export async function placeServices({
  nodes,
  groups,
  edges,
}: Pick<ServiceMap, 'nodes' | 'groups' | 'edges'>): Promise<Places> {
  const layer = (kind: string | null) =>
    kind === 'technical' ? {} : { 'elk.layered.layering.layerConstraint': 'FIRST' }
  const hasCrossing = new Set(
    edges.filter((edge) => nodes.find((node) => node.id === edge.to)?.kind === 'business').map((edge) => edge.to),
  )
  const boxes = [
    ...nodes.map((node) => ({ id: node.id, layoutOptions: hasCrossing.has(node.id) ? {} : layer(node.kind) })),
    ...groups.map(({ id }) => ({ id, layoutOptions: {} })),
  ]
  const drawn = await new Elk().layout({
    id: 'map',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.spacing.nodeNode': '14',
      'elk.layered.spacing.nodeNodeBetweenLayers': '84',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      'elk.layered.cycleBreaking.strategy': 'GREEDY',
      'elk.layered.thoroughness': '20',
    },
    children: boxes.map((box) => ({ ...box, width: boxWidth, height: boxHeight })),
    edges: edges
      .filter((edge) => edge.from !== edge.to)
      .map((edge) => ({ id: `${edge.from}>${edge.to}`, sources: [edge.from], targets: [edge.to] })),
  })
  return new Map(drawn.children?.map(({ id, x = 0, y = 0 }) => [id, { x, y }]))
}
