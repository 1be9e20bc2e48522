import type { Drawing } from '../pictures/index.ts'
import type { ServiceMap } from './service-map.ts'
import { aboutService, markOf } from './words.ts'

const width = 204
const height = 52

/** The map as a drawing for a file. */
export function drawServices(
  map: ServiceMap,
  places: ReadonlyMap<string, { readonly x: number; readonly y: number }>,
): Drawing {
  const at = (id: string) => places.get(id) ?? { x: 0, y: 0 }
  const services = map.nodes.map((node) => ({
    ...at(node.id),
    ...{ width, height },
    lines: [node.title, `${markOf(node.criticality).mark} ${aboutService(node)}`],
    isRound: node.kind !== 'technical',
    isDashed: node.state === 'planned',
  }))
  const groups = map.groups.map((group) => ({
    ...at(group.id),
    width,
    height,
    lines: [group.title, `${group.count} services`],
  }))
  const shapes = [...services, ...groups]
  const strokes = map.edges.map(({ from, to }) => {
    const [start, end] = [at(from), at(to)]
    const points = [
      [start.x + width, start.y + height / 2],
      [end.x, end.y + height / 2],
    ] as const
    return { points, hasArrow: true }
  })
  return {
    title: 'Service map',
    width: Math.max(0, ...shapes.map((one) => one.x + width)),
    height: Math.max(0, ...shapes.map((one) => one.y + height)),
    shapes,
    strokes,
  }
}
