import { lastDay } from './civil.ts'
import { addLength, businessDayFrom, businessDayUntil, earlier, later } from './day.ts'
import { firstInTime } from './log.ts'
import {
  countedBack,
  endAfter,
  type Exit,
  exitAt,
  exitWithoutEnd,
  type Reckoning,
  receiptBy,
  receivedOn,
} from './notice.ts'
import { lastTerm, leastUntil, renewalsLeft, rolledTo, type Standing } from './standing.ts'
import { type Note, say } from './trace.ts'

/** Where the notice stands: not needed for its end, ahead, to be decided by now, too late to be sent the agreed way, missed, given. */
export type NoticeState = 'not_needed' | 'ahead' | 'due' | 'late' | 'missed' | 'given'

/** How one gets out of a contract, and until when one doesn't. */
export interface WaysOut {
  /** By when what has to happen for the contract to end with what is sure by now; null where no notice helps or is needed. */
  readonly exit: Exit | null
  /** The next end that can still be reached by notice: `exit` itself unless its deadline has passed. */
  readonly nextExit: Exit | null
  /** By when it has to be decided what comes after, be it by notice or by a new contract; null where nothing presses. */
  readonly decideBy: string | null
  readonly notice: NoticeState
  /** The last day that is bound to be paid for, whatever is decided. */
  readonly committedUntil: string
  /** The last day, where that is settled by now. */
  readonly lastDay: string | null
  readonly trace: readonly Note[]
}

/** The ways out of a contract as it stands on a day. */
export function waysOut(standing: Standing, asOf: string, reckoning: Reckoning): WaysOut {
  const { rule, stop } = standing
  const { end } = lastTerm(standing)
  if (stop) return settled(endWith(standing), stop.by === 'notice' ? 'given' : 'not_needed')
  if (end === null || rule.kind === 'evergreen') return withoutEnd(standing, asOf, reckoning)
  if (rule.kind === 'optional' && hasOptions(standing)) return byOption(end, asOf, reckoning)
  if (renewalsLeft(standing) > 0) return byNotice(standing, asOf, reckoning)
  const limit = rule.kind === 'automatic' ? rule.maxRenewals : null
  return {
    ...settled(end, 'not_needed'),
    decideBy: leadBefore(end, reckoning),
    trace: [limit ? say.limit(limit, end) : say.byItself(end), say.lead(reckoning.lead, leadBefore(end, reckoning))],
  }
}

/** The last day of a contract that is to end. */
function endWith(standing: Standing): string {
  const until = standing.stop?.end ?? lastDay
  return earlier(lastTerm(rolledTo(standing, until)).end ?? until, until)
}

const settled = (end: string, notice: NoticeState): WaysOut => ({
  ...{ exit: null, nextExit: null, decideBy: null, notice, committedUntil: end, lastDay: end, trace: [] },
})

/** Where nothing has to be sent, what comes after still has to be decided. */
const leadBefore = (end: string, { calendar, lead }: Reckoning): string =>
  businessDayUntil(calendar, addLength(end, lead, { calendar, isBack: true }))

const hasOptions = ({ rule, renewals }: Standing): boolean => rule.maxRenewals === null || renewals < rule.maxRenewals

function byNotice(standing: Standing, asOf: string, reckoning: Reckoning): WaysOut {
  const exit = exitAt(lastTerm(standing).end ?? lastDay, reckoning)
  const found = { exit, notice: noticeOn(exit, asOf), lastDay: null }
  if (asOf <= exit.deadline)
    return {
      ...found,
      ...{ nextExit: exit, decideBy: exit.decideBy, committedUntil: exit.end },
      trace: deadlines(exit, reckoning),
    }
  const end = firstInTime(standing, (one) => businessDayUntil(reckoning.calendar, countedBack(one, reckoning)) >= asOf)
  const next = exitAt(end, reckoning)
  const isInTime = next.deadline >= asOf
  return {
    ...found,
    nextExit: isInTime ? next : null,
    decideBy: isInTime ? next.decideBy : leadBefore(end, reckoning),
    committedUntil: end,
    trace: [
      say.period(reckoning.rule.notice, exit),
      say.missed(exit.deadline, end),
      ...(isInTime ? deadlines(next, reckoning) : [say.byItself(end)]),
    ],
  }
}

/** What has to be sent here is that the option is taken. */
function byOption(end: string, asOf: string, reckoning: Reckoning): WaysOut {
  const exit = exitAt(end, reckoning)
  const isOpen = asOf <= exit.deadline
  return {
    ...{ exit, nextExit: isOpen ? exit : null, notice: noticeOn(exit, asOf), committedUntil: end },
    lastDay: isOpen ? null : end,
    decideBy: isOpen ? exit.decideBy : leadBefore(end, reckoning),
    trace: isOpen
      ? [say.option(reckoning.rule, exit), ...deadlines(exit, reckoning)]
      : [say.lapsed(exit.deadline, end), say.lead(reckoning.lead, leadBefore(end, reckoning))],
  }
}

function withoutEnd(standing: Standing, asOf: string, reckoning: Reckoning): WaysOut {
  const { rule, calendar, anchor } = reckoning
  const least = leastUntil(standing)
  const received = receivedOn(businessDayFrom(calendar, asOf), rule.method, reckoning)
  const end = endAfter(later(received, anchor), least, reckoning)
  const note = say.withoutEnd(rule, { received, end, least: least !== null && least >= asOf ? least : null })
  const common = { committedUntil: end, lastDay: null }
  // Where it can end on any day there is no last day for notice: each day later it ends a day later.
  if (rule.alignment === 'any_day' && end !== least)
    return { ...common, exit: null, nextExit: null, decideBy: null, notice: 'ahead', trace: [note] }
  const exit = exitWithoutEnd(end, least, reckoning)
  return {
    ...{ ...common, exit, nextExit: exit, decideBy: exit.decideBy, notice: noticeOn(exit, asOf) },
    trace: [note, ...deadlines(exit, reckoning)],
  }
}

function noticeOn({ deadline, sendBy, decideBy }: Exit, asOf: string): NoticeState {
  if (asOf > deadline) return 'missed'
  if (asOf > sendBy) return 'late'
  return asOf >= decideBy ? 'due' : 'ahead'
}

/** How the days of an exit come about, one rule after the other. */
function deadlines(exit: Exit, { rule, lead }: Reckoning): readonly Note[] {
  const { counted, deadline, decideBy } = exit
  return [
    say.period(rule.notice, exit),
    ...(counted === deadline ? [] : [say.never(counted, deadline)]),
    say.receipt(rule.method, receiptBy(rule, rule.method), exit),
    say.lead(lead, decideBy),
  ]
}
