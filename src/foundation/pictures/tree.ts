/** Something with a place in a tree: its parent's id, or null at the top. */
export interface Twig {
  readonly id: string
  readonly parent: string | null
}
/** A twig in its place. `below` counts everything under it, on all levels. */
export interface TreeNode<T> {
  readonly item: T
  readonly depth: number
  readonly children: readonly TreeNode<T>[]
  readonly below: number
}
export interface Tree<T> {
  readonly roots: readonly TreeNode<T>[]
  /** Ids that are above themselves, circle by circle; the first of each stands as a root. */
  readonly circles: readonly (readonly string[])[]
  /** Ids whose parent isn't among the items; they stand as roots. */
  readonly orphans: readonly string[]
}

/** Builds the tree from items in any order; children keep the order of the items. Every item is in it exactly once, whatever the parents say. */
export function buildTree<T extends Twig>(items: readonly T[]): Tree<T> {
  const known = new Map(items.map((item) => [item.id, item]))
  const parentOf = (item: T): T | null => (item.parent === null ? null : (known.get(item.parent) ?? null))
  const circles = findCircles([...known.values()], parentOf)
  const cut = new Set(circles.map(([first]) => first))
  const below = new Map<string, T[]>()
  const tops: T[] = []
  for (const item of known.values()) {
    const parent = cut.has(item.id) ? null : parentOf(item)
    if (!parent) tops.push(item)
    else if (below.has(parent.id)) below.get(parent.id)?.push(item)
    else below.set(parent.id, [item])
  }
  const orphans = tops.filter((item) => item.parent !== null && !cut.has(item.id)).map((item) => item.id)
  return { roots: grow(tops, below), circles, orphans }
}

/** Walks up from each item once; a walk that meets itself has found a circle. */
function findCircles<T extends Twig>(
  items: readonly T[],
  parentOf: (item: T) => T | null,
): readonly (readonly string[])[] {
  const done = new Set<string>()
  const circles: string[][] = []
  for (const start of items) {
    const path: string[] = []
    const at = new Map<string, number>()
    let item: T | null = start
    while (item && !done.has(item.id) && !at.has(item.id)) {
      at.set(item.id, path.length)
      path.push(item.id)
      item = parentOf(item)
    }
    if (item && at.has(item.id)) circles.push(path.slice(at.get(item.id)))
    for (const id of path) done.add(id)
  }
  return circles
}

/** Level by level down, then counts back up: no recursion, since a chain may be as long as the file it came from. */
function grow<T extends Twig>(tops: readonly T[], below: ReadonlyMap<string, readonly T[]>): readonly TreeNode<T>[] {
  interface Growing {
    item: T
    depth: number
    children: Growing[]
    below: number
  }
  const plant = (item: T, depth: number): Growing => ({ item, depth, children: [], below: 0 })
  const roots = tops.map((item) => plant(item, 0))
  const order: Growing[] = [...roots]
  for (let i = 0; i < order.length; i++) {
    const node = order[i] as Growing
    node.children = (below.get(node.item.id) ?? []).map((child) => plant(child, node.depth + 1))
    for (const child of node.children) order.push(child)
  }
  for (const node of order.toReversed()) node.below = node.children.reduce((sum, child) => sum + 1 + child.below, 0)
  return roots
}

/** Every node, parents before children, in the order they are read from top to bottom. */
export function walk<T>(roots: readonly TreeNode<T>[]): readonly TreeNode<T>[] {
  const found: TreeNode<T>[] = []
  const waiting = roots.toReversed()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    found.push(node)
    waiting.push(...node.children.toReversed())
  }
  return found
}

/** The figures of a tree: how many, how deep, how wide the widest is, and how many are under each of those with anyone below. */
export interface TreeFigures {
  readonly count: number
  readonly levels: number
  readonly parents: number
  readonly widest: number
  /** Children per parent, to one digit; null where nobody has any. */
  readonly average: number | null
}
export function figuresOf<T>(roots: readonly TreeNode<T>[]): TreeFigures {
  const nodes = walk(roots)
  const spans = nodes.map((node) => node.children.length).filter((span) => span > 0)
  const total = spans.reduce((sum, span) => sum + span, 0)
  return {
    count: nodes.length,
    levels: nodes.reduce((most, node) => Math.max(most, node.depth + 1), 0),
    parents: spans.length,
    widest: spans.reduce((most, span) => Math.max(most, span), 0),
    average: spans.length === 0 ? null : Math.round((total / spans.length) * 10) / 10,
  }
}

/** Adds up numbers from the leaves to the top: what stands directly at each id, and all below it with it. */
export function rollUp<T extends Twig>(
  items: readonly T[],
  own: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const totals = new Map<string, number>()
  for (const node of walk(buildTree(items).roots).toReversed()) {
    const below = node.children.reduce((sum, child) => sum + (totals.get(child.item.id) ?? 0), 0)
    totals.set(node.item.id, below + (own.get(node.item.id) ?? 0))
  }
  return totals
}
