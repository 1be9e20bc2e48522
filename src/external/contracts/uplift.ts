import { addMonths } from './day.ts'
import type { Uplift } from './terms.ts'

/** The values of indexes by month, as decimal text: 'HICP' → '2026-03' → '128.41'. */
export type IndexValues = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>

type ByIndex = Extract<Uplift, { kind: 'index' }>

/** When a price is raised, and when it was set before. */
export interface Raising {
  readonly on: string
  readonly since: string
  readonly indexes: IndexValues
}

/** A price after it was raised once, to the nearest minor unit, halves up. */
export const raised = (minor: number, uplift: Uplift, raising: Raising): number =>
  minor + shareOf(minor, percentOf(uplift, raising).millionths)

/** By how much a price is raised, in millionths of it, and whether the index's values were known. */
export function percentOf(
  uplift: Uplift,
  raising: Raising,
): { readonly millionths: number; readonly isKnown: boolean; readonly missing?: readonly string[] } {
  if (uplift.kind === 'percent') return { millionths: millionthsOf(uplift.percent), isKnown: true }
  const cap = uplift.cap === null ? null : millionthsOf(uplift.cap)
  const floor = uplift.floor === null ? null : millionthsOf(uplift.floor)
  const change = changeOf(uplift, raising)
  // A value that isn't published yet is taken for the most that it can be, so that what is at stake isn't understated.
  if (change === null) return { millionths: cap ?? floor ?? 0, isKnown: false, missing: missingOf(uplift, raising) }
  const notLess = floor === null ? change : Math.max(floor, change)
  return { millionths: cap === null ? notLess : Math.min(cap, notLess), isKnown: true }
}

function changeOf(uplift: ByIndex, { on, since, indexes }: Raising): number | null {
  const values = indexes[uplift.index] ?? {}
  const now = values[monthOf(on, uplift.lag)]
  const then = values[monthOf(since, uplift.lag)]
  if (now === undefined || then === undefined) return null
  const [counter, divisor] = [scaled(now), scaled(then)]
  if (divisor <= 0n) return null
  return Number(rounded((counter - divisor) * 1_000_000n, divisor))
}

/** The months of which a value is asked for and isn't kept. */
const missingOf = (uplift: ByIndex, { on, since, indexes }: Raising): readonly string[] =>
  [monthOf(since, uplift.lag), monthOf(on, uplift.lag)].filter((month) => indexes[uplift.index]?.[month] === undefined)

const monthOf = (day: string, lag: number): string => addMonths(`${day.slice(0, 7)}-01`, -lag).slice(0, 7)

/** '3.5' percent → 35,000 millionths. */
const millionthsOf = (percent: string): number => Math.round(Number(percent) * 10_000)

const places = 6
function scaled(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.')
  return BigInt(`${whole}${fraction.slice(0, places).padEnd(places, '0')}`)
}

const shareOf = (minor: number, millionths: number): number =>
  Number(rounded(BigInt(minor) * BigInt(millionths), 1_000_000n))

/** The nearest whole number to a fraction; a half goes away from nothing. */
function rounded(counter: bigint, divisor: bigint): bigint {
  const half = divisor / 2n
  return counter < 0n ? -((-counter + half) / divisor) : (counter + half) / divisor
}
