import type { InHand } from '../../internal/support/index.ts'
import { clipped, type Interval, joined, lengthOf } from '../../kernel/calendar/intervals.ts'

/** A ticket with the open time for which it ran beyond what was promised, in seconds. */
export interface Late {
  readonly ticket: string
  readonly seconds: number
}
/** What became of the tickets of an engagement in a stretch of time. */
export interface TicketFacts {
  /** All that its supplier had in hand in it. */
  readonly handled: readonly string[]
  /** Those that were still in hand when it ended. */
  readonly open: readonly string[]
  /** Those of which a promise ran, or was decided, in it. */
  readonly promised: readonly string[]
  /** Ended in it with all that was promised kept. */
  readonly inTime: readonly string[]
  /** The first promise of which broke in it, with all by which they are late until now. */
  readonly late: readonly Late[]
  /** What ran beyond a promise within it, those that broke before included. */
  readonly beyond: readonly Late[]
  /** How long those had been in hand that its supplier was done with in it, in seconds of the clock on the wall. */
  readonly finished: readonly Late[]
}

/**
 * What tickets in hand say of a stretch of time. A ticket is decided once: late when the first of its promises breaks, in time
 * when all of them have ended kept; so that each counts in one period, and none is passed over by staying open. Minutes beyond a
 * promise count where they ran, and those of all periods add up.
 */
export function ticketFacts(inHand: readonly InHand[], within: Interval): TicketFacts {
  const tickets = [...Map.groupBy(inHand, ({ ticket }) => ticket)].map(([ticket, all]) => told(ticket, all, within))
  const idsOf = (some: readonly Told[]): readonly string[] => some.map(({ ticket }) => ticket)
  return {
    handled: idsOf(tickets.filter(({ isHandled }) => isHandled)),
    open: idsOf(tickets.filter(({ isOpen }) => isOpen)),
    promised: idsOf(
      tickets.filter(
        ({ isPromised, isHandled, decided, beyond }) => isPromised && (isHandled || decided || beyond > 0),
      ),
    ),
    inTime: idsOf(tickets.filter(({ decided }) => decided === 'inTime')),
    late: tickets
      .filter(({ decided }) => decided === 'late')
      .map(({ ticket, lateBy: seconds }) => ({ ticket, seconds })),
    beyond: tickets.filter(({ beyond }) => beyond > 0).map(({ ticket, beyond: seconds }) => ({ ticket, seconds })),
    finished: tickets.flatMap(({ ticket, inHandFor: seconds }) => (seconds === null ? [] : [{ ticket, seconds }])),
  }
}

interface Told {
  readonly ticket: string
  readonly isHandled: boolean
  readonly isOpen: boolean
  readonly isPromised: boolean
  readonly decided: 'inTime' | 'late' | null
  readonly lateBy: number
  readonly beyond: number
  /** How long it was in hand; null unless its supplier was done with it in this stretch. */
  readonly inHandFor: number | null
}

function told(ticket: string, all: readonly InHand[], within: Interval): Told {
  const spans = joined(all.flatMap((one) => one.spans))
  const promises = all.flatMap((one) => one.promises)
  const last = spans.at(-1)?.[1] ?? null
  const isOver = all.every((one) => one.isOver)
  const isDone = isOver && last !== null && isIn(last, within)
  return {
    ...{ ticket, isPromised: promises.length > 0, decided: decidedIn(promises, within) },
    isHandled: clipped(spans, within).length > 0,
    isOpen: spans.some(([from, to]) => from < within[1] && (to > within[1] || (to === within[1] && !isOver))),
    lateBy: promises.reduce((sum, { breachedBy }) => sum + breachedBy, 0),
    beyond: promises.reduce((sum, { overtime }) => sum + overtime(within), 0),
    inHandFor: isDone ? lengthOf(spans) / 1000 : null,
  }
}

function decidedIn(promises: InHand['promises'], within: Interval): Told['decided'] {
  const broken = promises.flatMap(({ breachedAt }) => breachedAt ?? [])
  if (broken.length > 0) return isIn(Math.min(...broken), within) ? 'late' : null
  const ended = promises.flatMap(({ stoppedAt }) => stoppedAt ?? [])
  return ended.length > 0 && ended.length === promises.length && isIn(Math.max(...ended), within) ? 'inTime' : null
}

const isIn = (at: number, [from, until]: Interval): boolean => at >= from && at < until

/** The middle of some numbers, of two the mean of both; null of none. */
export function medianOf(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b)
  const [below, above] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return below === undefined || above === undefined ? null : (below + above) / 2
}
