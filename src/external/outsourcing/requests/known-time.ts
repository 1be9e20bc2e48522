import { difference, type Interval, intersection, joined } from '../../../kernel/calendar/intervals.ts'
import { addDays } from '../../../kernel/calendar/calendar.ts'
import { lengthIn, type Measured } from '../availability/availability.ts'
import type { RequestCount } from '../availability/facts.ts'
import { daysBetween, startOf } from '../availability/periods.ts'
import type { AvailabilityTerms } from '../availability/terms.ts'
import { sayDays } from '../availability/words.ts'

/** The counts of one service, of those that a promise is for. */
export type ServiceCounts = readonly RequestCount[]

/** For which days of a period requests are counted: days of the contract's time zone in which the service is promised. */
export interface KnownTime {
  /** Days of the period that have begun and in which something is promised. */
  readonly days: number
  /** Of these, those without any count. */
  readonly without: readonly string[]
  /** Those for a part of which there is no count. */
  readonly inPart: readonly string[]
}

export interface KnownGiven {
  readonly terms: AvailabilityTerms
  readonly measured: Pick<Measured, 'period'>
  /** One list for each service: a day is known once it is for all of them. */
  readonly services: readonly ServiceCounts[]
  readonly asOf: number
}

/** What is counted of a period, day by day, up to a moment. What isn't counted is not known: neither good nor bad. */
export function knownTime({ terms, measured: { period }, services, asOf }: KnownGiven): KnownTime {
  const known = services.map((counts) => joined(counts.map(({ from, to }): Interval => [from, to])))
  const days = Array.from({ length: daysBetween(period.first, period.last) }, (_, n) => addDays(period.first, n))
  const judged = days.flatMap((day) => {
    const span: Interval = [startOf(terms.timeZone, day), Math.min(startOf(terms.timeZone, addDays(day, 1)), asOf)]
    if (span[0] >= span[1] || lengthIn(terms, ...span) === 0) return []
    const promised = (spans: readonly Interval[]): number =>
      spans.reduce((sum, [from, to]) => sum + lengthIn(terms, from, to), 0)
    const isWithout = known.every((one) => promised(intersection([span], one)) === 0)
    const isWhole = known.every((one) => promised(difference([span], one)) === 0)
    return [{ day, isWithout, isWhole: isWhole && known.length > 0 }]
  })
  return {
    days: judged.length,
    without: judged.flatMap(({ day, isWithout }) => (isWithout ? [day] : [])),
    inPart: judged.flatMap(({ day, isWithout, isWhole }) => (!isWithout && !isWhole ? [day] : [])),
  }
}

/** 'no counts for 3 of 30 days': what is missing, in short; null where nothing is. */
export function sayMissing({ days, without, inPart }: KnownTime): string | null {
  const parts = [
    without.length > 0 && `no counts for ${ofDays(without.length, days)}`,
    inPart.length > 0 && `counts for a part only of ${ofDays(inPart.length, days)}`,
  ].filter((one) => one !== false)
  return parts.length === 0 ? null : parts.join(', ')
}

/** Which days are missing, and what that means, in a sentence; none where all is counted. */
export function explainMissing(known: KnownTime): readonly string[] {
  const missing = sayMissing(known)
  if (missing === null) return []
  const which = stretchesOf([...known.without, ...known.inPart].toSorted()).map(([first, last]) => sayDays(first, last))
  const told = which.length > mostTold ? [...which.slice(0, mostTold), `${which.length - mostTold} more`] : which
  return [`${missing[0]?.toUpperCase()}${missing.slice(1)} (${told.join('; ')}): unknown, not 100 %.`]
}
const mostTold = 4

const ofDays = (count: number, days: number): string => `${count} of ${days} ${days === 1 ? 'day' : 'days'}`

/** Days in order as stretches of days that follow each other. */
function stretchesOf(days: readonly string[]): readonly (readonly [first: string, last: string])[] {
  const stretches: [string, string][] = []
  for (const day of days) {
    const last = stretches.at(-1)
    if (last && addDays(last[1], 1) === day) last[1] = day
    else stretches.push([day, day])
  }
  return stretches
}
