import { alwaysOpen } from '../../kernel/calendar/calendar.ts'
import type { Asking } from './contract.rules.ts'
import { addDays, daysBetween, earlier, sayDay } from './day.ts'
import { readLog } from './log.ts'
import { type Amount, type Step, stepsOf, sumOf, valueOf } from './price.ts'
import { lastTerm, type Standing } from './standing.ts'

/** A contract that is to end with others. */
export interface Joining {
  readonly id: string
  readonly asking: Asking
}
/** What becomes of one contract when it ends on the common day. */
export interface Joined {
  readonly id: string
  /** Its last day as things stand; null where it has none. */
  readonly end: string | null
  readonly change: 'extended' | 'shortened' | 'same' | 'by_notice' | 'unknown'
  /** Days more, or fewer when negative. */
  readonly days: number
  /** What is paid more, or credited when negative: by the day, at the price of its last day. */
  readonly amounts: readonly Amount[]
  readonly says: string
}
export interface CoTermination {
  readonly contracts: readonly Joined[]
  readonly sum: readonly Amount[]
}

/** What it takes to let several contracts end on one day. */
export function coTermination(contracts: readonly Joining[], day: string): CoTermination {
  const joined = contracts.map((one) => joinedOn(one, day))
  return { contracts: joined, sum: sumOf(joined.flatMap(({ amounts }) => amounts)) }
}

function joinedOn({ id, asking }: Joining, day: string): Joined {
  const { asOf, calendar = alwaysOpen, lead, indexes = {} } = asking
  const told = readLog(asking.events, { asOf, calendar, lead })
  const none = { id, end: null, days: 0, amounts: [] }
  if (told === null) return { ...none, change: 'unknown', says: `On ${sayDay(asOf)} nothing was agreed yet.` }
  const end = lastDayOf(told.standing)
  if (end === null)
    return {
      ...none,
      change: 'by_notice',
      says: `It has no end: notice lets it end on ${sayDay(day)}, and nothing changes.`,
    }
  const days = daysBetween(end, day)
  if (days === 0) return { ...none, end, change: 'same', says: `It ends on ${sayDay(day)} anyway.` }
  const steps = stepsOf(told.standing, end, indexes)
  if (days < 0)
    return {
      ...{ id, end, change: 'shortened', days },
      amounts: valueOf(steps, { from: addDays(day, 1), to: end }).map((one) => ({ ...one, minor: -one.minor })),
      says: `It ends on ${sayDay(day)} in place of ${sayDay(end)}: ${-days} days are credited.`,
    }
  return {
    ...{ id, end, change: 'extended', days },
    amounts: valueOf(goingOn(steps, day), { from: addDays(end, 1), to: day }),
    says: `It runs until ${sayDay(day)} in place of ${sayDay(end)}: ${days} days are paid more, at the price of its last day.`,
  }
}

function lastDayOf(standing: Standing): string | null {
  const { end } = lastTerm(standing)
  const { stop } = standing
  return stop ? earlier(end ?? stop.end, stop.end) : end
}

/** The last price, as if it counted until a later day. */
const goingOn = (steps: readonly Step[], to: string): readonly Step[] =>
  steps.slice(-1).map((step) => ({ ...step, to }))
