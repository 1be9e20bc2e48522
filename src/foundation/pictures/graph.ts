/** What depends on what: `from` depends on `to`. */
export interface Edge {
  readonly from: string
  readonly to: string
}
export interface Graph<N extends { readonly id: string }> {
  readonly nodes: readonly N[]
  readonly edges: readonly Edge[]
}
/** Something reached by following edges: how many steps away, and over which neighbour it was reached first. */
export interface Reached {
  readonly id: string
  readonly steps: number
  readonly over: string
}

/** Everything that stops when this stops: whatever depends on it, directly or through others, nearest first. */
export const impactOf = (edges: readonly Edge[], id: string): readonly Reached[] => reach(neighbours(edges, 'from'), id)

/** Everything that this needs in order to work, directly or through others, nearest first. */
export const needsOf = (edges: readonly Edge[], id: string): readonly Reached[] => reach(neighbours(edges, 'to'), id)

/** Breadth first; what was reached once isn't entered again, so circles end. */
function reach(next: ReadonlyMap<string, readonly string[]>, start: string): readonly Reached[] {
  const seen = new Set([start])
  const found: Reached[] = []
  let edge: readonly string[] = [start]
  for (let steps = 1; edge.length > 0; steps++) {
    const further: string[] = []
    for (const over of edge) {
      for (const id of next.get(over) ?? []) {
        if (seen.has(id)) continue
        seen.add(id)
        found.push({ id, steps, over })
        further.push(id)
      }
    }
    edge = further
  }
  return found
}

/** For each id those at the `end` of its edges: 'to' whom it depends on, 'from' who depends on it. */
function neighbours(edges: readonly Edge[], end: 'from' | 'to'): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>()
  for (const edge of edges) {
    const start = end === 'to' ? edge.from : edge.to
    const list = map.get(start)
    if (list) list.push(edge[end])
    else map.set(start, [edge[end]])
  }
  return map
}

/** Groups of ids that all depend on each other, so that none of them can start first; those that depend on themselves included. */
export function circlesOf(graph: Graph<{ readonly id: string }>): readonly (readonly string[])[] {
  const loops = new Set(graph.edges.filter((edge) => edge.from === edge.to).map((edge) => edge.from))
  return components(graph).filter((ids) => ids.length > 1 || loops.has(ids[0] as string))
}

/** How far each node stands above the ground: 0 depends on nothing; those of one circle share a level. */
export function levelsOf(graph: Graph<{ readonly id: string }>): ReadonlyMap<string, number> {
  const next = neighbours(graph.edges, 'to')
  const levels = new Map<string, number>()
  // Components come with what they depend on before them.
  for (const ids of components(graph)) {
    const inside = new Set(ids)
    const under = ids.flatMap((id) =>
      (next.get(id) ?? []).filter((other) => !inside.has(other)).map((other) => levels.get(other) ?? -1),
    )
    const level = under.reduce((most, one) => Math.max(most, one), -1) + 1
    for (const id of ids) levels.set(id, level)
  }
  return levels
}

/** Strongly connected components, each after all that it depends on. Source: Tarjan 1972, without recursion. */
function components({ nodes, edges }: Graph<{ readonly id: string }>): readonly (readonly string[])[] {
  const known = new Set(nodes.map((node) => node.id))
  const next = neighbours(
    edges.filter((edge) => known.has(edge.from) && known.has(edge.to)),
    'to',
  )
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  const found: string[][] = []
  const enter = (id: string): { id: string; at: number } => {
    index.set(id, index.size)
    low.set(id, index.size - 1)
    open.push(id)
    isOpen.add(id)
    return { id, at: 0 }
  }
  const lower = (id: string, to: number | undefined): void => void low.set(id, Math.min(low.get(id) ?? 0, to ?? 0))
  const close = (id: string): void => {
    const ids = open.splice(open.lastIndexOf(id))
    for (const one of ids) isOpen.delete(one)
    found.push(ids)
  }
  for (const start of known) {
    if (index.has(start)) continue
    const path = [enter(start)]
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const other = next.get(step.id)?.[step.at++]
      if (other === undefined) {
        path.pop()
        if (low.get(step.id) === index.get(step.id)) close(step.id)
        const above = path.at(-1)
        if (above) lower(above.id, low.get(step.id))
      } else if (!index.has(other)) path.push(enter(other))
      else if (isOpen.has(other)) lower(step.id, index.get(other))
    }
  }
  return found
}

/** A box that stands for many nodes. */
export interface Cluster {
  readonly id: string
  readonly title: string
  readonly members: readonly string[]
}
export interface Clustered {
  readonly clusters: readonly Cluster[]
  /** Between clusters; `count` says how many single edges each stands for. */
  readonly edges: readonly (Edge & { readonly count: number })[]
}

/** Puts nodes together by what `groupOf` says, for pictures that would otherwise be a hairball. Nothing is lost: every node is in one cluster. */
export function cluster<N extends { readonly id: string }>(
  graph: Graph<N>,
  groupOf: (node: N) => { readonly id: string; readonly title: string },
): Clustered {
  const clusters = new Map<string, { id: string; title: string; members: string[] }>()
  const home = new Map<string, string>()
  for (const node of graph.nodes) {
    const { id, title } = groupOf(node)
    const known = clusters.get(id) ?? { id, title, members: [] }
    known.members.push(node.id)
    clusters.set(id, known)
    home.set(node.id, id)
  }
  const counts = new Map<string, Edge & { count: number }>()
  for (const edge of graph.edges) {
    const [from, to] = [home.get(edge.from), home.get(edge.to)]
    if (from === undefined || to === undefined || from === to) continue
    const key = `${from} ${to}`
    const known = counts.get(key)
    if (known) known.count++
    else counts.set(key, { from, to, count: 1 })
  }
  return { clusters: [...clusters.values()], edges: [...counts.values()] }
}

/**
 * The graph without edges that others already say: where a depends on b and b on c, the edge from a to c is left out, so
 * that a picture stays a picture. What can be reached from where stays the same; circles keep all their edges.
 */
export function withoutShortcuts<E extends Edge>({
  nodes,
  edges,
}: {
  readonly nodes: readonly { readonly id: string }[]
  readonly edges: readonly E[]
}): readonly E[] {
  const home = new Map(
    components({ nodes, edges }).flatMap((ids, index) => ids.map((id) => [id, String(index)] as const)),
  )
  const between = edges.filter((edge) => home.get(edge.from) !== home.get(edge.to))
  const coarse = between.map((edge) => ({ from: home.get(edge.from) ?? '', to: home.get(edge.to) ?? '' }))
  const direct = new Map(
    [...Map.groupBy(coarse, (edge) => edge.from)].map(([from, list]) => [
      from,
      [...new Set(list.map((edge) => edge.to))],
    ]),
  )
  const below = new Map<string, ReadonlySet<string>>()
  // Components come with what they depend on before them.
  for (const from of new Set(home.values()))
    below.set(from, new Set((direct.get(from) ?? []).flatMap((to) => [to, ...(below.get(to) ?? [])])))
  const isShortcut = (from: string, to: string): boolean =>
    (direct.get(from) ?? []).some((over) => over !== to && below.get(over)?.has(to))
  return edges.filter((edge) => {
    const [from, to] = [home.get(edge.from) ?? '', home.get(edge.to) ?? '']
    return from === to || !isShortcut(from, to)
  })
}
