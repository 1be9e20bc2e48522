import { alwaysOpen } from '../../kernel/calendar/calendar.ts'
import { chainFrom, dayOf, linked } from './chain.ts'
import type { Asking } from './contract.rules.ts'
import { addDays, addLength, earlier, later, monthsBetween } from './day.ts'
import { type Amount, type Stretch, valueOf } from './price.ts'
import { type Standing, startsOfTerms } from './standing.ts'
import type { Length, paymentPeriods } from './terms.ts'
import { pricesOf } from './value.ts'

/** When a contract is paid. */
export interface Schedule {
  readonly every: (typeof paymentPeriods)[number]
  /** Before the period that is paid for, or after it. */
  readonly isInAdvance: boolean
  /** Whether periods begin with the contract, or with the months, quarters and years of the calendar. */
  readonly by: 'contract' | 'calendar'
  /** How long after the period begins, or ends, it is due. */
  readonly dueAfter: Length
}
/** One payment, for the days of a period. */
export interface Payment extends Stretch, Amount {
  readonly dueOn: string
}

/** The payments for a stretch of days: together what falls on it. Parts of periods are paid for by the day. */
export function paymentsOf(asking: Asking, wanted: Stretch, schedule: Schedule): readonly Payment[] {
  const priced = pricesOf(asking, wanted)
  if (!priced?.stretch) return []
  const { calendar = alwaysOpen } = asking
  return periodsOf(priced.stretch, priced.standing, schedule).flatMap((period) => {
    const base = schedule.isInAdvance ? period.from : period.to
    const dueOn = addLength(base, schedule.dueAfter, { calendar, isBack: false })
    return valueOf(priced.steps, period).map((amount) => ({ ...period, ...amount, dueOn }))
  })
}

/** A stretch cut where the schedule's periods begin. */
function periodsOf(stretch: Stretch, standing: Standing, schedule: Schedule): readonly Stretch[] {
  const starts = [stretch.from, ...beginningsIn({ ...stretch, from: addDays(stretch.from, 1) }, standing, schedule)]
  return starts.map((from, index) => {
    const next = starts[index + 1]
    return { from, to: next === undefined ? stretch.to : addDays(next, -1) }
  })
}

const monthsOf = { month: 1, quarter: 3, year: 12 } as const

function beginningsIn({ from, to }: Stretch, standing: Standing, { every, by }: Schedule): readonly string[] {
  if (every === 'once') return []
  if (every === 'term') return startsOfTerms(standing, { from, to })
  const length = { count: monthsOf[every], unit: 'months' } as const
  const anchor = by === 'calendar' ? `${earlier(standing.anchor, from).slice(0, 4)}-01-01` : standing.anchor
  const starts: string[] = []
  let nth = Math.max(0, Math.floor(monthsBetween(anchor, later(anchor, from)) / length.count))
  for (let start = ''; start <= to; nth += 1) {
    start = dayOf(linked(chainFrom(anchor), length, nth))
    if (start >= from && start <= to) starts.push(start)
  }
  return starts
}
