import { alwaysOpen } from '../../kernel/calendar/calendar.ts'
import type { Asking } from './contract.rules.ts'
import { addDays, addMonths, earlier, later } from './day.ts'
import { readLog } from './log.ts'
import {
  type Amount,
  isKnownOn,
  type Missing,
  missingUntil,
  type Step,
  stepsOf,
  type Stretch,
  valueOf,
} from './price.ts'
import { lastTerm, rolledTo, type Standing, type Term, termOn } from './standing.ts'

/** What a contract costs. */
export interface Value {
  /** Of the term that the day is in; null where that has no end. */
  readonly term: readonly Amount[] | null
  /** On the days that were asked for, so far as the contract runs by then. */
  readonly total: readonly Amount[]
  /** The same by year; false where a value that its prices follow isn't known. */
  readonly years: readonly (Stretch & { readonly amounts: readonly Amount[]; readonly isKnown: boolean })[]
  /** Index values that aren't kept, and which its prices follow by then. */
  readonly missing: readonly Missing[]
}

/** A contract's prices over a stretch of days, as it goes on when nobody does anything. */
export interface Priced {
  readonly standing: Standing
  readonly steps: readonly Step[]
  /** The stretch, cut to the days on which the contract runs; null where it runs on none of them. */
  readonly stretch: Stretch | null
  readonly term: Term
}

/** What a contract costs in its term, over a stretch of days, and in each year of it, as it is known on a day. */
export function contractValue(
  asking: Asking,
  { yearStartsIn = 1, ...wanted }: Stretch & { readonly yearStartsIn?: number },
): Value | null {
  const priced = pricesOf(asking, wanted)
  if (priced === null) return null
  const { steps, stretch, term } = priced
  return {
    term: term.end === null ? null : valueOf(steps, { from: term.start, to: term.end }),
    total: stretch ? valueOf(steps, stretch) : [],
    years: stretch
      ? yearsOf(stretch, yearStartsIn).map((year) => ({
          ...year,
          amounts: valueOf(steps, year),
          isKnown: isKnownOn(steps, year),
        }))
      : [],
    missing: stretch ? missingUntil(steps, stretch.to) : [],
  }
}

/** The prices of a contract over a stretch of days; null before anything is agreed. */
export function pricesOf(asking: Asking, { from, to }: Stretch): Priced | null {
  const { asOf, calendar = alwaysOpen, lead, indexes = {} } = asking
  const told = readLog(asking.events, { asOf, calendar, lead })
  if (told === null) return null
  const standing = rolledTo(told.standing, to)
  const end = earlier(lastTerm(standing).end ?? to, standing.stop?.end ?? to)
  const term = termOn(standing, asOf)
  const stretch = { from: later(from, standing.anchor), to: earlier(to, end) }
  return {
    standing,
    steps: stepsOf(standing, later(to, term.end ?? to), indexes),
    stretch: stretch.from > stretch.to ? null : stretch,
    term,
  }
}

/** A stretch cut where years begin, in a month of the financial year. */
function yearsOf({ from, to }: Stretch, startsIn: number): readonly Stretch[] {
  const month = String(startsIn).padStart(2, '0')
  const first = `${from.slice(0, 4)}-${month}-01`
  let start = first > from ? addMonths(first, -12) : first
  const years: Stretch[] = []
  for (; start <= to; start = addMonths(start, 12))
    years.push({ from: later(from, start), to: earlier(to, addDays(addMonths(start, 12), -1)) })
  return years
}
