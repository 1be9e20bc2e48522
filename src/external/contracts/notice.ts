import { addBusinessDays } from '../../kernel/calendar/business-day.ts'
import type { Calendar } from '../../kernel/calendar/calendar.ts'
import { addDays, addLength, alignedEnd, businessDayFrom, businessDayUntil, later } from './day.ts'
import type { Length, Method, NoticePeriod, Receipt, RenewalRule } from './terms.ts'

/** What deadlines are counted with. */
export interface Reckoning {
  readonly rule: RenewalRule
  /** On which days something can be sent and received. */
  readonly calendar: Calendar
  /** How long people inside need, from deciding to sending. */
  readonly lead: Length
  /** Where contract years are counted from. */
  readonly anchor: string
}

/** An end of the contract, and by when what has to happen for it. Each is a last day. */
export interface Exit {
  readonly end: string
  /** By the count alone. */
  readonly counted: string
  /** The last business day on which notice can be received: never after the day that was counted. */
  readonly deadline: string
  /** The last business day on which it can be sent the way the contract says, to count as received in time. */
  readonly sendBy: string
  /** The last business day on which it can be decided. */
  readonly decideBy: string
}

/** By when notice has to be given for a term to be its contract's last. Without a notice period that is its last day. */
export function exitAt(end: string, reckoning: Reckoning): Exit {
  return exitBy({ end, counted: countedBack(end, reckoning) }, reckoning)
}

/** The last day on which notice is early enough for an end, by the count alone. */
export function countedBack(end: string, { rule: { notice }, calendar }: Pick<Reckoning, 'rule' | 'calendar'>): string {
  if (notice === null) return end
  const day =
    notice.unit === 'months' || notice.unit === 'years'
      ? // Months are counted back from the moment at which the term ends: the beginning of the next day.
        addDays(addLength(addDays(end, 1), notice, { calendar, isBack: true }), -1)
      : addLength(end, notice, { calendar, isBack: true })
  if (!notice.isClear) return day
  return notice.unit === 'business_days' ? (addBusinessDays(calendar, day, -1) ?? addDays(day, -1)) : addDays(day, -1)
}

function exitBy({ end, counted }: Pick<Exit, 'end' | 'counted'>, reckoning: Reckoning): Exit {
  const { rule, calendar, lead } = reckoning
  const deadline = businessDayUntil(calendar, counted)
  const { after } = receiptBy(rule, rule.method)
  const sendBy = businessDayUntil(calendar, addLength(deadline, after, { calendar, isBack: true }))
  const decideBy = businessDayUntil(calendar, addLength(sendBy, lead, { calendar, isBack: true }))
  return { end, counted, deadline, sendBy, decideBy }
}

/** When something sent on a day counts as received: on a business day. */
export function receivedOn(
  sent: string,
  method: Method,
  { rule, calendar }: Pick<Reckoning, 'rule' | 'calendar'>,
): string {
  const { after } = receiptBy(rule, method)
  return businessDayFrom(calendar, addLength(sent, after, { calendar, isBack: false }))
}

/** How a notice by a method counts as received; at once, where the contract says nothing about it. */
export const receiptBy = ({ receipts }: RenewalRule, method: Method): Receipt => receipts[method] ?? atOnce
const atOnce: Receipt = { after: { count: 0, unit: 'days' }, isOnConfirmation: false }

/** Where a contract without an end ends, when notice is received on a day; `least` is the last day of what it runs for at least. */
export function endAfter(received: string, least: string | null, { rule, calendar, anchor }: Reckoning): string {
  const end = rule.notice === null ? received : countedOn(received, rule.notice, calendar)
  return alignedEnd(least === null ? end : later(end, least), rule.alignment, anchor)
}

function countedOn(received: string, notice: NoticePeriod, calendar: Calendar): string {
  const end = addLength(received, notice, { calendar, isBack: false })
  if (!notice.isClear) return end
  return notice.unit === 'business_days' ? (addBusinessDays(calendar, end, 1) ?? addDays(end, 1)) : addDays(end, 1)
}

/** How far back the last day of receipt for an end is looked for. */
const widest = 800

/** The last day on which notice of a contract without an end can be received for it to end on a day that can be its end. */
export function exitWithoutEnd(end: string, least: string | null, reckoning: Reckoning): Exit {
  const isInTime = (received: string): boolean => endAfter(received, least, reckoning) <= end
  let counted = countedBack(end, reckoning)
  // Counting forth isn't counting back: three months from 31 January and from 30 January end on the same day.
  for (let looked = 0; looked < widest && !isInTime(counted); looked += 1) counted = addDays(counted, -1)
  for (let looked = 0; looked < widest && isInTime(addDays(counted, 1)); looked += 1) counted = addDays(counted, 1)
  return exitBy({ end, counted }, reckoning)
}
