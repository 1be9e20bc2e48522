import type { Asking, Ticking } from '../../../src/external/contracts/contract.rules.ts'
import { contractClock } from '../../../src/external/contracts/contract.rules.ts'
import type { Calendar } from '../../../src/kernel/calendar/calendar.ts'
import type {
  Length,
  Price,
  RenewalRule,
  TermEvent,
  TermUnit,
  Unit,
  Until,
} from '../../../src/external/contracts/terms.ts'

type Initial = Extract<TermEvent, { kind: 'initial' }>

export const months = (count: number): Length<'months'> => ({ count, unit: 'months' })
export const days = (count: number): Length<'days'> => ({ count, unit: 'days' })
export const lasting = (count: number, unit: TermUnit): Until => ({ length: { count, unit } })
export const notice = (count: number, unit: Unit, isClear = false): RenewalRule['notice'] => ({ count, unit, isClear })

/** Renews by itself for twelve months each, with three months' notice by e-mail, unless said otherwise. */
export const rule = (over: Partial<RenewalRule> = {}): RenewalRule => ({
  ...{ kind: 'automatic', renewal: months(12), maxRenewals: null, notice: notice(3, 'months') },
  ...{ alignment: 'any_day', method: 'email', receipts: {} },
  ...over,
})

export const yearly = (minor: number, over: Partial<Price> = {}): Price => ({
  ...{ minor, currency: 'EUR', per: 'year', uplift: null },
  ...over,
})

/** A contract's first term, agreed on the day it starts and twelve months long unless said otherwise. */
export const initial = (startsOn: string, over: Partial<Initial> = {}): Initial => ({
  ...{ kind: 'initial', on: startsOn, startsOn, until: lasting(12, 'months'), rule: rule(), price: null },
  ...over,
})

/** Open from Monday to Friday, but for the days given. */
export const office = (...holidays: readonly string[]): Calendar => ({
  timeZone: 'Europe/Berlin',
  hours: [1, 2, 3, 4, 5, 6, 7].map((day) => (day > 5 ? [] : [[540, 1020]])),
  holidays: new Set(holidays),
})

/** The clock of a contract of which something is agreed on the day. */
export function clockOn(
  asOf: string,
  events: readonly TermEvent[],
  over: Partial<Omit<Asking, 'asOf' | 'events'>> = {},
): Ticking {
  const clock = contractClock({ events, asOf, lead: days(0), ...over })
  if (clock.state === 'unknown') throw new Error(`Nothing was agreed by ${asOf}.`)
  return clock
}
