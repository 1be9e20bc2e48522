import { cluster, impactOf, needsOf, type Edge } from '../pictures/index.ts'

/** A reference as it reads. */
interface Named {
  readonly id: string
  readonly title: string | null
}
/** A service as the map draws it. */
export interface ServiceNode {
  readonly id: string
  readonly number: string | null
  readonly title: string
  readonly kind: string | null
  readonly criticality: string | null
  readonly state: string | null
  readonly owner: Named | null
  readonly team: Named | null
}
/** Many services drawn as one: those that a team runs. */
export interface ServiceGroup {
  readonly id: string
  readonly title: string
  readonly count: number
  readonly vital: number
}
/** What the map shows: single services, or groups of them where there are too many to look at. */
export interface ServiceMap {
  readonly nodes: readonly ServiceNode[]
  readonly groups: readonly ServiceGroup[]
  /** `from` depends on `to`; `count` is how many single dependencies an edge between groups stands for. */
  readonly edges: readonly (Edge & { readonly count: number })[]
  /** Services in the whole picture, drawn or not. */
  readonly total: number
  /** There were more services than are read at once; the picture is of the first ones. */
  readonly isPartial: boolean
}

/** Boxes that people can still take in. */
export const mostDrawn = 150
const nobody = 'none'

/** Which services to draw: all, those around `focus` (what it needs and what needs it), or those of one team. */
export interface MapFocus {
  readonly focus: string | null
  readonly team: string | null
}

/** Draws at most 150 boxes: single services while they fit, else the teams that run them. */
export function mapOf(
  services: readonly ServiceNode[],
  edges: readonly Edge[],
  { focus, team }: MapFocus,
  isPartial = false,
): ServiceMap {
  const wanted =
    focus === null
      ? null
      : new Set([focus, ...impactOf(edges, focus).map((one) => one.id), ...needsOf(edges, focus).map((one) => one.id)])
  const nodes = services.filter(
    (service) => (wanted?.has(service.id) ?? true) && (team === null || teamOf(service).id === team),
  )
  const shown = new Set(nodes.map((node) => node.id))
  const inside = edges.filter((edge) => shown.has(edge.from) && shown.has(edge.to))
  const total = nodes.length
  if (total <= mostDrawn)
    return { nodes, groups: [], edges: inside.map((edge) => ({ ...edge, count: 1 })), total, isPartial }
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const { clusters, edges: between } = cluster({ nodes, edges: inside }, teamOf)
  const groups = clusters.map(({ id, title, members }) => {
    const vital = members.filter((member) => byId.get(member)?.criticality === 'vital').length
    return { id, title, count: members.length, vital }
  })
  const largest = groups.toSorted((a, b) => b.count - a.count).slice(0, mostDrawn)
  const kept = new Set(largest.map((group) => group.id))
  return {
    nodes: [],
    groups: largest,
    edges: between.filter((edge) => kept.has(edge.from) && kept.has(edge.to)),
    total,
    isPartial,
  }
}

const teamOf = ({ team }: ServiceNode): { readonly id: string; readonly title: string } => ({
  id: team?.id ?? nobody,
  title: team?.title ?? 'No team',
})
