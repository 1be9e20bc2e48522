import { businessBetween } from '../../../kernel/calendar/business-time.ts'
import type { Interval } from '../../../kernel/calendar/intervals.ts'
import type { OutageFacts } from './facts.ts'
import { type Finding, judge } from './judge.ts'
import { type Layer, layersOf } from './layers.ts'
import { type Period, periodsOf } from './periods.ts'
import type { Share } from './share.ts'
import type { AvailabilityTerms } from './terms.ts'

/** How available a service was in one period, by one contract's definition. Lengths in milliseconds. */
export interface Measured {
  readonly period: Period
  /** Whether the period is over: until then it is what it comes to if nothing more happens. */
  readonly isFinal: boolean
  /** How long it was promised: the hours of the period. */
  readonly promised: number
  /** Of what is in relation (milliseconds, those of all users, or weighted ones): all, what is taken out of it, and what was down. */
  readonly all: bigint
  readonly excluded: bigint
  readonly down: bigint
  /** Null where it was promised at no time, or all of it is excluded. */
  readonly availability: Share | null
}

export interface Measurement {
  readonly periods: readonly Measured[]
  /** What became of each outage, by which everything can be explained. */
  readonly findings: readonly Finding[]
  readonly layers: readonly Layer[]
}

export interface MeasuringGiven {
  readonly terms: AvailabilityTerms
  /** In any order. */
  readonly outages: readonly OutageFacts[]
  /** Periods that lie in it or reach into it are measured. */
  readonly window: Interval
  /** What happens after this moment isn't known. */
  readonly asOf: number
}

/** Measures the availability of a service by a contract's own definition, period by period, exactly. */
export function measure({ terms, outages, window, asOf }: MeasuringGiven): Measurement {
  const findings = judge(terms, outages, asOf)
  const layers = layersOf(terms, findings)
  const until = Math.min(window[1], asOf)
  const periods = periodsOf(terms, [window[0], until])
  const places = layers.map(() => 0)
  const measured = periods.map((period): Measured => {
    const [from, to] = period.span
    const promised = lengthIn(terms, from, to)
    let [all, excluded, down] = [0n, 0n, 0n]
    layers.forEach((layer, index) => {
      const place = firstAfter(layer, places[index] ?? 0, from)
      places[index] = place
      const weight = BigInt(layer.weight)
      const sums = sumsIn(layer, { place, span: period.span, terms })
      all += BigInt(promised) * BigInt(layer.whole) * weight
      excluded += sums.excluded * weight
      down += sums.down * weight
    })
    const of = terms.denominator === 'adjusted' ? all - excluded : all
    const availability = of > 0n ? { part: of - down, of } : null
    return { period, isFinal: to <= asOf, promised, all, excluded, down, availability }
  })
  return { periods: measured, findings, layers }
}

/** How much of a stretch of time lies in the promised hours, in milliseconds. */
export const lengthIn = ({ hours }: Pick<AvailabilityTerms, 'hours'>, from: number, to: number): number =>
  hours === null ? to - from : Math.round(businessBetween(hours, new Date(from), new Date(to)) * 1000)

/** The first segment that ends after a moment. Periods begin one after the other, so that none before it is looked at again. */
function firstAfter({ segments }: Layer, place: number, from: number): number {
  let index = place
  while ((segments[index]?.to ?? Infinity) <= from) index += 1
  return index
}

interface Summing {
  readonly place: number
  readonly span: Interval
  readonly terms: AvailabilityTerms
}

function sumsIn({ segments }: Layer, { place, span: [from, to], terms }: Summing): { down: bigint; excluded: bigint } {
  let [down, excluded] = [0n, 0n]
  for (let index = place; ; index += 1) {
    const segment = segments[index]
    if (!segment || segment.from >= to) return { down, excluded }
    const length = BigInt(lengthIn(terms, Math.max(segment.from, from), Math.min(segment.to, to)))
    down += length * BigInt(segment.down)
    excluded += length * BigInt(segment.excluded)
  }
}
