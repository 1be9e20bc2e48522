import { definitions, type Dimension, type FigureKey } from './definitions.ts'
import type { Period } from './period.ts'
import type { Value } from './wire.ts'

/** What happened on one day to one group: how many, how many of these count for each share, and how long each took. */
export interface Cell {
  /** The place of the day among those of the period and of the one before. */
  readonly day: number
  readonly by: Dimension
  readonly value: string | null
  /** Of promises: kind, what was promised, and the team where it is between teams. */
  readonly part: string
  readonly n: number
  /** For each share of how many, and how many. */
  readonly counts: readonly number[]
  /** Whole seconds as four bytes each, the highest one first; in open time and in all. */
  readonly open?: Uint8Array | null
  readonly all?: Uint8Array | null
}
/** What was measured of a figure: of all, by group, and by part of the trend. */
export interface Measured {
  readonly now: Value
  readonly before: Value
  readonly trend: readonly Value[]
  readonly groups: ReadonlyMap<string | null, { readonly now: Value; readonly before: Value }>
}

/**
 * Sums the cells of one way to tell things apart up to a figure. The whole, the groups and the trend are sums of the same cells,
 * so that the parts always come to the whole. `share` is the place of the figure among the shares of its population.
 */
export function tally(
  key: FigureKey,
  cells: readonly Cell[],
  { period, share }: { readonly period: Period; readonly share: number },
): Measured {
  const first = period.each.indexOf(period.from)
  const valueOf = (some: readonly Cell[] = []): Value => valueIn(key, some, share)
  const isNow = ({ day }: Cell): boolean => day >= first
  const now = cells.filter(isNow)
  const before = cells.filter((cell) => !isNow(cell))
  const parts = Map.groupBy(now, ({ day }) => partOf(period, day))
  const [nowBy, beforeBy] = [Map.groupBy(now, ({ value }) => value), Map.groupBy(before, ({ value }) => value)]
  const values = new Set([...nowBy.keys(), ...beforeBy.keys()])
  return {
    now: valueOf(now),
    before: valueOf(before),
    trend: period.edges.slice(1).map((_, part) => valueOf(parts.get(part))),
    groups: new Map(
      [...values].map((value) => [value, { now: valueOf(nowBy.get(value)), before: valueOf(beforeBy.get(value)) }]),
    ),
  }
}

/** In which part of the trend a day is. */
function partOf({ edges, eachEdges }: Period, day: number): number {
  const begins = eachEdges[day] ?? ''
  return edges.findLastIndex((edge) => edge <= begins)
}

/** What a figure shows where there is nothing to tell. */
export const emptyValue = (key: FigureKey): Value =>
  definitions[key].kind === 'count' ? { value: 0, of: 0 } : { value: null, of: 0 }

function valueIn(key: FigureKey, cells: readonly Cell[], share: number): Value {
  if (cells.length === 0) return emptyValue(key)
  const { kind } = definitions[key]
  const count = sum(cells.map(({ n }) => n))
  if (kind === 'count') return { value: count, of: count }
  if (kind === 'share') {
    const of = sum(cells.map(({ counts }) => counts[2 * share] ?? 0))
    return of === 0 ? emptyValue(key) : { value: sum(cells.map(({ counts }) => counts[2 * share + 1] ?? 0)), of }
  }
  const [open, all] = [secondsIn(cells.map((cell) => cell.open)), secondsIn(cells.map((cell) => cell.all))]
  return { value: at(open, 0.5), of: count, p90: at(open, 0.9), all: at(all, 0.5), allP90: at(all, 0.9) }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

/** All times of some cells, sorted. */
function secondsIn(packed: readonly (Uint8Array | null | undefined)[]): Int32Array {
  const size = sum(packed.map((bytes) => bytes?.byteLength ?? 0)) / 4
  const seconds = new Int32Array(size)
  let place = 0
  for (const bytes of packed) {
    if (!bytes) continue
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let from = 0; from < bytes.byteLength; from += 4) seconds[place++] = view.getInt32(from)
  }
  return seconds.sort()
}

/** The value below which a share of the sorted ones lie; between two, in proportion, as `percentile_cont` of SQL has it. */
function at(sorted: Int32Array, share: number): number | null {
  if (sorted.length === 0) return null
  const place = share * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
  return low + (high - low) * (place - Math.floor(place))
}
