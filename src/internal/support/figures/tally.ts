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
  const isTimed = definitions[key].kind === 'time'
  const read = cells.map((cell): Read => ({ ...cell, seconds: isTimed ? secondsOf(cell.open) : none }))
  const valueOf = (some: readonly Read[] = [], isWhole = false): Value => valueIn(key, some, { share, isWhole })
  const now = read.filter(({ day }) => day >= first)
  const before = read.filter(({ day }) => day < first)
  const parts = Map.groupBy(now, ({ day }) => partOf(period, day))
  const [nowBy, beforeBy] = [Map.groupBy(now, ({ value }) => value), Map.groupBy(before, ({ value }) => value)]
  const values = new Set([...nowBy.keys(), ...beforeBy.keys()])
  return {
    now: valueOf(now, true),
    before: valueOf(before),
    trend: period.edges.slice(1).map((_, part) => valueOf(parts.get(part))),
    groups: new Map(
      [...values].map((value) => [
        value,
        { now: valueOf(nowBy.get(value), true), before: valueOf(beforeBy.get(value)) },
      ]),
    ),
  }
}

/** A cell with its times in open hours as numbers. */
type Read = Cell & { readonly seconds: Int32Array }
const none = new Int32Array()

/** In which part of the trend a day is. */
function partOf({ edges, eachEdges }: Period, day: number): number {
  const begins = eachEdges[day] ?? ''
  return edges.findLastIndex((edge) => edge <= begins)
}

/** What a figure shows where there is nothing to tell. */
export const emptyValue = (key: FigureKey): Value =>
  definitions[key].kind === 'count' ? { value: 0, of: 0 } : { value: null, of: 0 }

/** `isWhole`: with the ninetieth of a hundred and the times around the clock, which the trend and the period before don’t show. */
function valueIn(
  key: FigureKey,
  cells: readonly Read[],
  { share, isWhole }: { readonly share: number; readonly isWhole: boolean },
): Value {
  if (cells.length === 0) return emptyValue(key)
  const { kind } = definitions[key]
  const count = sum(cells.map(({ n }) => n))
  if (kind === 'count') return { value: count, of: count }
  if (kind === 'share') {
    const of = sum(cells.map(({ counts }) => counts[2 * share] ?? 0))
    return of === 0 ? emptyValue(key) : { value: sum(cells.map(({ counts }) => counts[2 * share + 1] ?? 0)), of }
  }
  const open = sortedOf(cells.map(({ seconds }) => seconds))
  if (!isWhole) return { value: at(open, 0.5), of: count }
  const all = sortedOf(cells.map((cell) => secondsOf(cell.all)))
  return { value: at(open, 0.5), of: count, p90: at(open, 0.9), all: at(all, 0.5), allP90: at(all, 0.9) }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

/** Times as they are packed in a cell. */
function secondsOf(bytes: Uint8Array | null | undefined): Int32Array {
  if (!bytes) return none
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const seconds = new Int32Array(bytes.byteLength / 4)
  for (let place = 0; place < seconds.length; place += 1) seconds[place] = view.getInt32(4 * place)
  return seconds
}

/** All times of some cells, sorted. */
function sortedOf(all: readonly Int32Array[]): Int32Array {
  const seconds = new Int32Array(sum(all.map(({ length }) => length)))
  let place = 0
  for (const some of all) {
    seconds.set(some, place)
    place += some.length
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
