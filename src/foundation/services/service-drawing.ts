import { type Drawing, withoutShortcuts } from '../pictures/index.ts'
import { type Arrangement, boxHeight as height, boxWidth as width } from './service-layout.ts'
import type { ServiceMap } from './service-map.ts'
import { aboutService, markOf } from './words.ts'

/** The map as a drawing for a file. */
export function drawServices(map: ServiceMap, { places, ...sheet }: Arrangement): Drawing {
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
  const strokes = withoutShortcuts({ nodes: [...map.nodes, ...map.groups], edges: map.edges }).map(({ from, to }) => {
    const [start, end] = [at(from), at(to)]
    const points = [
      [start.x + width / 2, start.y + height],
      [end.x + width / 2, end.y],
    ] as const
    return { points, hasArrow: true }
  })
  return { title: 'Service map', width: sheet.width, height: sheet.height, shapes, strokes }
}
