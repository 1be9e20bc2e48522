import { fromMinor } from '../../kernel/record/money.ts'
import type { ContractEvent } from './contract-event.record.ts'
import { type Asking, contractClock } from './contract.rules.ts'
import type { Outlook } from './stake.ts'
import { termEventsOf } from './term-events.ts'
import type { Decision } from './terms.ts'

/** What a contract's list shows of its clock, as it stands on a day. */
export interface ContractDates {
  /** The last day of the term that it is in. */
  readonly termEnd: string | null
  readonly outlook: Outlook | null
  /** The end that is decided about next, and by when what has to happen for it. */
  readonly decidedEnd: string | null
  readonly noticeBy: string | null
  readonly sendBy: string | null
  readonly decideBy: string | null
  readonly committedUntil: string | null
  /** In the currency that it is agreed in now. */
  readonly atStake: { readonly amount: string; readonly currency: string } | null
  /** What was decided about that end. */
  readonly decision: Decision | null
}

/** What follows from a contract's log for a day; nothing before something was agreed. */
export function contractDates(
  rows: readonly ContractEvent[],
  asking: Omit<Asking, 'events'>,
): { readonly dates: ContractDates; readonly lastDay: string | null } {
  const clock = contractClock({ ...asking, events: termEventsOf(rows) })
  if (clock.state === 'unknown') return { dates: nothing, lastDay: null }
  const { term, nextExit, decideBy, committedUntil, outlook, stake, lastDay } = clock
  const decidedEnd = decideBy === null ? null : (nextExit?.end ?? term.end ?? committedUntil)
  const amount = stake?.amounts.at(-1)
  const dates: ContractDates = {
    ...{ termEnd: term.end, outlook, decidedEnd, decideBy, committedUntil },
    noticeBy: nextExit?.deadline ?? null,
    sendBy: nextExit?.sendBy ?? null,
    atStake: amount ? fromMinor(amount.minor, amount.currency) : null,
    decision: decidedEnd === null ? null : decisionOn(rows, { end: decidedEnd, asOf: asking.asOf }),
  }
  return { dates, lastDay }
}

const nothing: ContractDates = {
  ...{ termEnd: null, outlook: null, decidedEnd: null, noticeBy: null, sendBy: null, decideBy: null },
  ...{ committedUntil: null, atStake: null, decision: null },
}

/** What was decided last about an end. One about an earlier end doesn't count for the next. */
function decisionOn(
  rows: readonly ContractEvent[],
  { end, asOf }: { readonly end: string; readonly asOf: string },
): Decision | null {
  const made = rows.filter(
    ({ kind, archivedAt, happenedOn, decidedEnd }) =>
      kind === 'decision' && archivedAt === null && happenedOn <= asOf && decidedEnd === end,
  )
  const last = made.toSorted((one, other) =>
    one.happenedOn === other.happenedOn
      ? Number(one.createdAt > other.createdAt) - Number(one.createdAt < other.createdAt)
      : Number(one.happenedOn > other.happenedOn) - Number(one.happenedOn < other.happenedOn),
  )
  return last.at(-1)?.decision ?? null
}
