import { chainFrom, dayOf, linked } from './chain.ts'
import { addDays, addMonths, daysBetween, earlier, later, monthsBetween } from './day.ts'
import { type PriceFrom, type Standing, startsOfTerms, type Term, termOn } from './standing.ts'
import type { PricePeriod, TermLength, Uplift } from './terms.ts'
import { type IndexValues, percentOf, type Raising, raised } from './uplift.ts'

/** An amount in whole minor units. */
export interface Amount {
  readonly minor: number
  readonly currency: string
}
/** A stretch of days over which one price counts; `to` is its last day. */
export interface Step extends Amount {
  readonly from: string
  readonly to: string
  readonly per: PricePeriod
  /** The day from which whole periods are counted. */
  readonly anchor: string
  /** How many days the term has that it is paid for; null where it has no end, so that all of it falls on the first day. */
  readonly termDays: number | null
  /** Where a value of the index that it follows isn't kept: what it was counted with in its place. */
  readonly missing: Missing | null
  /** All that is missing for what it comes to: here, and where the price was raised before. */
  readonly unsure: readonly Missing[]
  /** False where nothing says what it comes to: a value is missing here or before, and no most is agreed. */
  readonly isKnown: boolean
}
/** Values of an index that aren't kept, and the most that is taken in their place, as decimal text; null where none is agreed. */
export interface Missing {
  readonly on: string
  readonly index: string
  readonly months: readonly string[]
  readonly cap: string | null
}
/** Days from the first to the last, both included. */
export interface Stretch {
  readonly from: string
  readonly to: string
}

/** The prices of a contract until a day, raised as they may be: one step for each price that counts. */
export function stepsOf(standing: Standing, until: string, indexes: IndexValues): readonly Step[] {
  const prices = inForce(standing.prices)
  return prices.flatMap((one, index) => {
    const next = prices[index + 1]
    const to = next ? earlier(until, addDays(next.from, -1)) : until
    return one.from > to ? [] : stepsOfPrice(one, { standing, to, indexes })
  })
}

/** Prices in the order of their days; of two for one day the one that was agreed last. */
const inForce = (prices: readonly PriceFrom[]): readonly PriceFrom[] =>
  [...new Map(prices.map((one) => [one.from, one])).values()].toSorted((one, other) => (one.from < other.from ? -1 : 1))

interface Pricing {
  readonly standing: Standing
  readonly to: string
  readonly indexes: IndexValues
}

function stepsOfPrice({ from, price }: PriceFrom, { standing, to, indexes }: Pricing): readonly Step[] {
  const changes = changesOf({ from, price }, { standing, to, indexes })
  let { minor } = price
  let isKnown = true
  let unsure: readonly Missing[] = []
  return changes.map((start, index) => {
    let missing: Missing | null = null
    if (index > 0 && price.uplift) {
      const raising = { on: start, indexes, since: changes[index - 1] ?? from }
      missing = missingOn(price.uplift, raising)
      minor = raised(minor, price.uplift, raising)
      isKnown &&= missing === null || missing.cap !== null
      if (missing !== null) unsure = [...unsure, missing]
    }
    const next = changes[index + 1]
    const end = next === undefined ? to : addDays(next, -1)
    const termDays = price.per === 'term' ? daysOfTerm(termOn(standing, start)) : null
    return {
      ...{ from: start, to: end, minor, currency: price.currency, per: price.per, anchor: start, termDays },
      ...{ missing, unsure, isKnown },
    }
  })
}

function missingOn(uplift: Uplift, raising: Raising): Missing | null {
  const { missing = [] } = percentOf(uplift, raising)
  if (uplift.kind !== 'index' || missing.length === 0) return null
  return { on: raising.on, index: uplift.index, months: missing, cap: uplift.cap }
}

/** Whether each price that counts on a stretch of days is known. */
export const isKnownOn = (steps: readonly Step[], { from, to }: Stretch): boolean =>
  steps.every((step) => step.isKnown || step.from > to || step.to < from)

/** The index values that are missing for what is paid on a stretch of days, each once. */
export const missingFor = (steps: readonly Step[], { from, to }: Stretch): readonly Missing[] => [
  ...new Set(steps.flatMap((step) => (step.from > to || step.to < from ? [] : step.unsure))),
]

/** The index values that are missing for prices until a day, the first of each change. */
export const missingUntil = (steps: readonly Step[], to: string): readonly Missing[] =>
  steps.flatMap(({ missing, from }) => (missing !== null && from <= to ? [missing] : []))

const daysOfTerm = ({ start, end }: Term): number | null => (end === null ? null : daysBetween(start, end) + 1)

/** The days on which a price may become another one: by its uplift, and by term where it is paid for a term. */
function changesOf({ from, price }: PriceFrom, { standing, to }: Pricing): readonly string[] {
  if (price.per === 'term' || price.uplift?.every === 'renewal')
    return [from, ...startsOfTerms(standing, { from: addDays(from, 1), to })]
  if (!price.uplift) return [from]
  const years = Math.max(0, Math.floor(monthsBetween(from, to) / 12))
  return Array.from({ length: years + 1 }, (_, count) => (count === 0 ? from : addMonths(from, count * 12)))
}

/** What falls on a stretch of days, one amount per currency. Part of a period is paid for by the day. */
export function valueOf(steps: readonly Step[], { from, to }: Stretch): readonly Amount[] {
  const sums = new Map<string, number>()
  for (const step of steps) {
    const [first, last] = [later(from, step.from), earlier(to, step.to)]
    if (first > last) continue
    const minor = valueUntil(step, last) - valueUntil(step, addDays(first, -1))
    sums.set(step.currency, (sums.get(step.currency) ?? 0) + minor)
  }
  return [...sums].map(([currency, minor]) => ({ minor, currency }))
}

/** What has fallen on a step from its beginning to the end of a day, so that parts of it add up to the whole. */
function valueUntil(step: Step, day: string): number {
  if (day < step.from) return 0
  const next = addDays(day, 1)
  if (step.per === 'term')
    return step.termDays === null ? step.minor : part(step.minor, daysBetween(step.from, next), step.termDays)
  const { months } = lengthOf[step.per]
  const periods = Math.max(0, Math.floor(monthsBetween(step.anchor, next) / months))
  const start = boundary(step, periods)
  const rest = daysBetween(start, next)
  const whole = daysBetween(start, boundary(step, periods + 1))
  return step.minor * periods + part(step.minor, rest, whole)
}

/** Where the n-th period of a step begins. */
const boundary = ({ anchor, per }: Pick<Step, 'anchor' | 'per'>, nth: number): string =>
  per === 'term' ? anchor : dayOf(linked(chainFrom(anchor), lengthOf[per].length, nth))

const lengthOf: Readonly<
  Record<Exclude<PricePeriod, 'term'>, { readonly months: number; readonly length: TermLength }>
> = {
  month: { months: 1, length: { count: 1, unit: 'months' } },
  quarter: { months: 3, length: { count: 3, unit: 'months' } },
  year: { months: 12, length: { count: 1, unit: 'years' } },
}

/** A part of an amount, to the nearest minor unit, without leaving whole numbers. */
export function part(minor: number, days: number, ofDays: number): number {
  const whole = Math.floor(minor / ofDays)
  return whole * days + Math.round(((minor - whole * ofDays) * days) / ofDays)
}

/** Amounts as one list, one per currency. */
export function sumOf(amounts: readonly Amount[]): readonly Amount[] {
  const sums = new Map<string, number>()
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor)
  return [...sums].map(([currency, minor]) => ({ minor, currency }))
}
