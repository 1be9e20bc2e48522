import type { Measured } from './availability.ts'
import { daysBetween, type Period } from './periods.ts'
import { compare, readPercent, roundedHalfUp } from './share.ts'

/** When failing again and again lets us end the contract: in so many periods out of any so many in a row. */
export interface ChronicTerms {
  readonly failures: number
  readonly of: number
  /** What counts as a failure: availability below this, '99.9'. */
  readonly below: string
  /** Whether only those failures count of which the supplier was told within the time to claim. */
  readonly needsNotice: boolean
}

/** A right to end the contract, with the failures that it rests on. */
export interface TerminationRight {
  /** The period with which it arose. */
  readonly period: Period
  readonly failed: readonly Period[]
}

/**
 * Each period that failed and with which there were enough failures in a row of so many periods. `periods` are consecutive;
 * `told` are those, by their first day, of which the supplier was told in time. A period that isn't over fails no promise.
 */
export function terminationRights(
  { failures, of, below, needsNotice }: ChronicTerms,
  periods: readonly Measured[],
  told: ReadonlySet<string> = new Set(),
): readonly TerminationRight[] {
  const limit = readPercent(below)
  if (!limit) throw new RangeError(`'${below}' is no percentage.`)
  const hasFailed = ({ availability, isFinal, period }: Measured): boolean =>
    isFinal && availability !== null && compare(availability, limit) < 0 && (!needsNotice || told.has(period.first))
  return periods.flatMap((measured, index) => {
    if (!hasFailed(measured)) return []
    const failed = periods.slice(Math.max(0, index + 1 - of), index + 1).filter(hasFailed)
    return failed.length >= failures ? [{ period: measured.period, failed: failed.map(({ period }) => period) }] : []
  })
}

/** What of a fee that was paid ahead comes back, in its minor units: for the days after the last one that is used. */
export function refund({
  fee,
  first,
  last,
  usedUntil,
}: {
  fee: number
  first: string
  last: string
  usedUntil: string
}): number {
  const left = Math.min(Math.max(0, daysBetween(usedUntil, last) - 1), daysBetween(first, last))
  return Number(roundedHalfUp(BigInt(fee) * BigInt(left), BigInt(daysBetween(first, last))))
}
