import { Temporal } from 'temporal-polyfill'
import { sayDay } from '../../../kernel/calendar/say-day.ts'

/** How close a vendor is. */
export type Tier = 'strategic' | 'tactical' | 'operational' | 'commodity'

/** How many months lie between reviews. Each divides the next, so that a higher tier is never reviewed later. */
export const monthsBetween: Readonly<Record<Tier, number>> = {
  strategic: 3,
  tactical: 6,
  operational: 12,
  commodity: 24,
}

/** What decides when a vendor is reviewed next; days as `YYYY-MM-DD`. */
export interface ReviewFacts {
  readonly tier: Tier
  /** From when on reviews count. */
  readonly since: string
  /** When the last one was held, or was due where it was skipped; null when there was none. */
  readonly last: string | null
}
export interface Due {
  readonly dueOn: string
  readonly says: string
}

/**
 * When the next review is due. Days are counted from `since` each time, so that they never wander; a month without the
 * day ends on its last. After a review at least half of the time to the next one has to pass.
 */
export function nextReview({ tier, since, last }: ReviewFacts): Due {
  const months = monthsBetween[tier]
  const start = Temporal.PlainDate.from(since)
  const earliest = last === null ? start.add({ days: 1 }) : halfAfter(last, months)
  let count = Math.max(1, Math.floor(start.until(earliest, { largestUnit: 'months' }).months / months))
  while (Temporal.PlainDate.compare(dayAt(start, count * months), earliest) < 0) count += 1
  const dueOn = dayAt(start, count * months).toString()
  return { dueOn, says: wordsOf({ tier, since, last, dueOn }) }
}

const dayAt = (start: Temporal.PlainDate, months: number): Temporal.PlainDate => start.add({ months })

/** The day after which half of the time to the next review has passed; months are halved, and three are six weeks. */
function halfAfter(last: string, months: number): Temporal.PlainDate {
  const day = Temporal.PlainDate.from(last)
  return months % 2 === 0 ? day.add({ months: months / 2 }) : day.add({ weeks: months * 2 })
}

const often: Readonly<Record<Tier, string>> = {
  strategic: 'every three months',
  tactical: 'every six months',
  operational: 'each year',
  commodity: 'every second year',
}

function wordsOf({ tier, since, last, dueOn }: ReviewFacts & { readonly dueOn: string }): string {
  const before = last === null ? 'It has not been reviewed yet.' : `The last review was on ${sayDay(last)}.`
  const kind = tier === 'commodity' ? 'A commodity' : `A vendor that is ${tier}`
  return `${kind} is reviewed ${often[tier]}, counted from ${sayDay(since)}. ${before} The next is due on ${sayDay(dueOn)}.`
}
