import type { Asking } from './contract.rules.ts'
import { addDays, addMonths, daysBetween, monthsBetween } from './day.ts'
import type { Amount, Step } from './price.ts'
import type { Term } from './standing.ts'
import { pricesOf } from './value.ts'

const timesAYear = { month: 12, quarter: 4, year: 1 } as const

/**
 * What a contract comes to in a year at the price that counts on a day, whatever of that year is left of it; where it begins
 * later, at its first price. Null where no price is agreed, or it is paid once and has no end that it could be spread over.
 */
export function yearlyPrice(asking: Asking): Amount | null {
  const { asOf } = asking
  const priced = pricesOf(asking, { from: asOf, to: asOf })
  const step = priced?.steps.findLast(({ from }) => from <= asOf) ?? priced?.steps[0]
  return priced && step ? aYearOf(step, priced.term) : null
}

function aYearOf({ minor, currency, per }: Step, { start, end }: Term): Amount | null {
  if (per !== 'term') return { minor: minor * timesAYear[per], currency }
  if (end === null) return null
  const next = addDays(end, 1)
  const months = monthsBetween(start, next)
  const isWhole = months > 0 && addMonths(start, months) === next
  return {
    minor: Math.round(isWhole ? (minor * 12) / months : (minor * 365) / daysBetween(start, next)),
    currency,
  }
}
