import { type Interval, type Intervals, joined } from '../../../kernel/calendar/intervals.ts'
import { lengthIn, type Measured } from './availability.ts'
import type { OutageFacts, RequestCount } from './facts.ts'
import { type Finding, judge } from './judge.ts'
import { periodsOf } from './periods.ts'
import { type Share, sum } from './share.ts'
import type { AvailabilityTerms } from './terms.ts'

/** How available a service was by its requests: `all`, `excluded` and `down` count requests. */
export interface RequestMeasurement {
  readonly periods: readonly Measured[]
  readonly findings: readonly Finding[]
}

export interface RequestsGiven {
  readonly terms: AvailabilityTerms
  /** Stretches of time with their requests, in any order. Each belongs to the period in which it begins. */
  readonly requests: readonly RequestCount[]
  /** What excuses: a stretch that lies in excluded time as a whole. */
  readonly outages: readonly OutageFacts[]
  readonly window: Interval
  readonly asOf: number
}

/**
 * Availability as the share of requests that did not fail: of all, or as the average of the shares of the stretches, in which
 * one without requests failed none. Requests of excluded time are left out where the contract takes that time out of the
 * denominator, and have not failed where it doesn't.
 */
export function measureRequests({ terms, requests, outages, window, asOf }: RequestsGiven): RequestMeasurement {
  const findings = judge(terms, outages, asOf)
  const excludedTime = joined(
    findings.filter(({ verdict }) => verdict === 'excluded').map(({ from, to }): Interval => [from, to]),
  )
  const counted = requests.filter(({ from, to }) => from < to && to <= asOf && lengthIn(terms, from, to) > 0)
  const periods = periodsOf(terms, [window[0], Math.min(window[1], asOf)]).map((period): Measured => {
    const [from, to] = period.span
    const own = counted.filter((one) => one.from >= from && one.from < to)
    const inExcluded = (one: RequestCount): boolean => isWithin(excludedTime, one)
    const taken = own.filter(inExcluded)
    const rest = own.filter((one) => !inExcluded(one))
    const excluded = totalOf(taken)
    const down = rest.reduce((total, { failed }) => total + BigInt(failed), 0n)
    const isAdjusted = terms.denominator === 'adjusted'
    const all = totalOf(own)
    const of = isAdjusted ? all - excluded : all
    const isAveraged = terms.counts.is === 'requests' && terms.counts.by === 'rates'
    const stretches = isAdjusted ? rest.length : own.length
    const availability = isAveraged ? averaged(rest, stretches) : of > 0n ? { part: of - down, of } : null
    return { period, isFinal: to <= asOf, promised: lengthIn(terms, from, to), all, excluded, down, availability }
  })
  return { periods, findings }
}

const totalOf = (requests: readonly RequestCount[]): bigint =>
  requests.reduce((total, one) => total + BigInt(one.total), 0n)

/** One less the average share that failed of so many stretches. */
function averaged(requests: readonly RequestCount[], stretches: number): Share | null {
  if (stretches === 0) return null
  const failed = sum(
    requests
      .filter(({ total, failed: some }) => total > 0 && some > 0)
      .map(({ total, failed: some }) => ({ part: BigInt(some), of: BigInt(total) })),
  )
  const of = failed.of * BigInt(stretches)
  return { part: of - failed.part, of }
}

function isWithin(intervals: Intervals, { from, to }: RequestCount): boolean {
  let [low, high] = [0, intervals.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((intervals[middle]?.[1] ?? Infinity) < to) low = middle + 1
    else high = middle
  }
  const found = intervals[low]
  return found !== undefined && found[0] <= from && to <= found[1]
}
