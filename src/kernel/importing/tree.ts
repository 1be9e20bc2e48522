/** Above whom each node stands: `parentOf` gives the node above, or null at the top. */
export type ParentOf = (node: string) => string | null

/** Every circle that the given nodes run into, each once, as the nodes along it; it begins with its node that comes first in `nodes`. */
export function findCircles(nodes: Iterable<string>, parentOf: ParentOf): readonly (readonly string[])[] {
  const done = new Set<string>()
  const circles: string[][] = []
  for (const start of nodes) {
    const path: string[] = []
    const place = new Map<string, number>()
    let node: string | null = start
    while (node !== null && !done.has(node) && !place.has(node)) {
      place.set(node, path.length)
      path.push(node)
      node = parentOf(node)
    }
    const begins = node === null ? undefined : place.get(node)
    if (begins !== undefined) circles.push(path.slice(begins))
    for (const passed of path) done.add(passed)
  }
  return circles
}

/**
 * Rows in an order in which everything a row needs comes before it, as levels: the rows of one level need only rows of earlier ones.
 * Rows that need each other in a ring come last, together, as `stuck`.
 */
export function levelsOf(
  rows: readonly number[],
  needs: (row: number) => readonly number[],
): { readonly levels: readonly (readonly number[])[]; readonly stuck: readonly number[] } {
  const known = new Set(rows)
  const waiting = new Map<number, number>()
  const waitedFor = new Map<number, number[]>()
  let level: number[] = []
  for (const row of rows) {
    const needed = [...new Set(needs(row))].filter((other) => known.has(other) && other !== row)
    for (const other of needed) pushTo(waitedFor, other, row)
    if (needed.length > 0) waiting.set(row, needed.length)
    else level.push(row)
  }
  const levels: number[][] = []
  while (level.length > 0) {
    levels.push(level)
    const next: number[] = []
    for (const row of level) {
      for (const other of waitedFor.get(row) ?? []) {
        const left = (waiting.get(other) ?? 0) - 1
        if (left > 0) waiting.set(other, left)
        else {
          waiting.delete(other)
          next.push(other)
        }
      }
    }
    level = next.sort((a, b) => a - b)
  }
  return { levels, stuck: [...waiting.keys()] }
}

function pushTo(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
