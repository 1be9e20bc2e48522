import { type Edge, levelsOf } from '../pictures/index.ts'

export const boxWidth = 192
export const boxHeight = 46
const gapX = 18
const gapY = 28
/** Between the business services and what they stand on. */
const bandGap = 52
const sweeps = 6

interface Box {
  readonly id: string
  readonly kind: string | null
}
export interface Place {
  readonly x: number
  readonly y: number
}
/** Where each box goes, and where the technical services begin. */
export interface Arrangement {
  readonly places: ReadonlyMap<string, Place>
  readonly bands: readonly { readonly title: string; readonly y: number }[]
  readonly width: number
  readonly height: number
}

/**
 * Rows from top to bottom: business services first, then technical ones, each above what it depends on; long rows are
 * wrapped, so that the whole keeps the shape of a window. Boxes that belong together are drawn near each other.
 * A general layout engine needed seconds for forty services and made a strip four times as wide as a window.
 */
export function arrange(boxes: readonly Box[], edges: readonly Edge[]): Arrangement {
  const columns = Math.min(Math.max(Math.round(Math.sqrt(boxes.length) * 0.85), 3), 10)
  const isBusiness = (box: Box): boolean => box.kind === 'business'
  const business = rowsOf(boxes.filter(isBusiness), edges, columns)
  const technical = rowsOf(
    boxes.filter((box) => !isBusiness(box)),
    edges,
    columns,
  )
  const rows = ordered([...business, ...technical], edges)
  const width = Math.max(0, ...rows.map((row) => row.length)) * (boxWidth + gapX) - gapX
  const yOf = (row: number): number =>
    row * (boxHeight + gapY) + (row >= business.length && business.length > 0 ? bandGap - gapY : 0)
  const places = rows.flatMap((row, r) =>
    row.map(
      (id, n) =>
        [id, { x: (width - row.length * (boxWidth + gapX) + gapX) / 2 + n * (boxWidth + gapX), y: yOf(r) }] as const,
    ),
  )
  const bands = [
    ...(business.length > 0 ? [{ title: 'Business services', y: yOf(0) }] : []),
    ...(business.length > 0 && technical.length > 0 ? [{ title: 'Technical services', y: yOf(business.length) }] : []),
  ]
  return { places: new Map(places), bands, width, height: rows.length === 0 ? 0 : yOf(rows.length - 1) + boxHeight }
}

/** One row per level, the highest first; those of a level spread evenly over as many rows as they need. */
function rowsOf(boxes: readonly Box[], edges: readonly Edge[], columns: number): readonly (readonly string[])[] {
  const known = new Set(boxes.map((box) => box.id))
  const levels = levelsOf({ nodes: boxes, edges: edges.filter((edge) => known.has(edge.from) && known.has(edge.to)) })
  const byLevel = Map.groupBy(boxes, (box) => levels.get(box.id) ?? 0)
  return [...byLevel]
    .toSorted(([a], [b]) => b - a)
    .flatMap(([, level]) => {
      const rows = Math.ceil(level.length / columns)
      const each = Math.ceil(level.length / rows)
      return Array.from({ length: rows }, (_, row) => level.slice(row * each, (row + 1) * each).map((box) => box.id))
    })
}

/** Moves boxes along their rows towards those they are joined to, down and up in turns. Source: Sugiyama's barycentres. */
function ordered(rows: readonly (readonly string[])[], edges: readonly Edge[]): readonly (readonly string[])[] {
  const joined = new Map<string, string[]>()
  const join = (one: string, other: string): void => void joined.set(one, [...(joined.get(one) ?? []), other])
  for (const { from, to } of edges) {
    join(from, to)
    join(to, from)
  }
  const at = new Map<string, number>()
  const settle = (row: readonly string[]): readonly string[] => {
    row.forEach((id, n) => at.set(id, n - (row.length - 1) / 2))
    return row
  }
  let current = rows.map(settle)
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const pull = (id: string): number => {
      const others = (joined.get(id) ?? []).map((other) => at.get(other) ?? 0)
      return others.length === 0 ? (at.get(id) ?? 0) : others.reduce((sum, x) => sum + x, 0) / others.length
    }
    const sort = (row: readonly string[]): readonly string[] => {
      const pulls = new Map(row.map((id) => [id, pull(id)]))
      return settle(row.toSorted((a, b) => (pulls.get(a) ?? 0) - (pulls.get(b) ?? 0)))
    }
    current = sweep % 2 === 0 ? current.map(sort) : current.toReversed().map(sort).reverse()
  }
  return current
}
