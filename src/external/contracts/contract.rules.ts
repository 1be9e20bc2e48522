import { alwaysOpen, type Calendar } from '../../kernel/calendar/calendar.ts'
import { fromMinor } from '../../kernel/record/money.ts'
import { earlier, later } from './day.ts'
import { readLog, type Told } from './log.ts'
import type { Reckoning } from './notice.ts'
import { type Amount, isKnownOn, stepsOf, valueOf } from './price.ts'
import { lastTerm, renewalsLeft, renewed, rolledTo, type Standing, type Term, termOn } from './standing.ts'
import { type Outlook, outlookOf, type Stake, stakeOf } from './stake.ts'
import type { Length, TermEvent } from './terms.ts'
import { type Note, say } from './trace.ts'
import type { IndexValues } from './uplift.ts'
import { type WaysOut, waysOut } from './ways-out.ts'

/** What a contract's clock is read with. */
export interface Asking {
  readonly events: readonly TermEvent[]
  readonly asOf: string
  /** On which days notice can be sent and received; without one every day counts. */
  readonly calendar?: Calendar
  /** How long people inside need, from deciding to sending. */
  readonly lead: Length
  readonly indexes?: IndexValues
}

/** How a contract stands on a day; 'unknown' before anything was agreed. */
export type Clock = { readonly state: 'unknown'; readonly trace: readonly Note[] } | Ticking

export interface Ticking extends Omit<WaysOut, 'committedUntil'> {
  readonly state: 'upcoming' | 'running' | 'ending' | 'ended'
  /** The term that the day is in: the first one before it begins, the last one after its end. Its end is null where it has none. */
  readonly term: Term
  /** How often it has been renewed. */
  readonly renewals: number
  /** The last day that is bound to be paid for, whatever is decided; null once it has ended. */
  readonly committedUntil: string | null
  /** What falls on the days from this one until then, one amount per currency. */
  readonly commitment: readonly Amount[]
  /** What becomes of it when nobody does anything. */
  readonly outlook: Outlook
  /** What hangs on the decision that is next; null where none is. */
  readonly stake: Stake | null
  /** The terms that follow when nobody does anything: those agreed already, and three renewals at most. */
  readonly nextRenewals: readonly Term[]
  /** Each rule that was applied, in a sentence, in the order in which one leads to the next. */
  readonly trace: readonly Note[]
}

/** Reads a contract's clock: a pure function of its log, the day, the calendar and the lead time. */
export function contractClock({ events, asOf, calendar = alwaysOpen, lead, indexes = {} }: Asking): Clock {
  const told = readLog(events, { asOf, calendar, lead })
  if (told === null) return { state: 'unknown', trace: [] }
  const { standing } = told
  const reckoning: Reckoning = { rule: standing.rule, calendar, lead, anchor: standing.anchor }
  const ways = waysOut(standing, asOf, reckoning)
  const term = termAsOf(standing, asOf, ways.lastDay)
  const common = { term, renewals: standing.renewals }
  if (ways.lastDay !== null && ways.lastDay < asOf)
    return { ...common, ...over, lastDay: ways.lastDay, trace: [...told.notes, say.ended(ways.lastDay)] }
  const stake =
    ways.decideBy === null ? null : stakeOf(standing, ways.nextExit?.end ?? term.end ?? ways.committedUntil, indexes)
  // What nobody looks at isn't worked out: the dates of a hundred thousand contracts need neither amounts until then nor words.
  const commitment = once(() =>
    commitmentOf(standing, { from: later(asOf, standing.anchor), to: ways.committedUntil }, indexes),
  )
  const trace = once(() => [
    ...told.notes,
    ...renewalsOf(told, term),
    ...ways.trace,
    ...(stake?.missing ?? []).map(say.missingIndex),
    ...(commitment().length === 0 ? [] : [say.committed(ways.committedUntil, sayAmounts(commitment()))]),
    ...(stake === null || stake.amounts.length === 0 ? [] : [say.stake(stake, sayAmounts(stake.amounts))]),
  ])
  return {
    ...common,
    ...ways,
    state: asOf < standing.anchor ? 'upcoming' : standing.stop ? 'ending' : 'running',
    get commitment() {
      return commitment()
    },
    outlook: outlookOf(standing, ways.lastDay),
    stake,
    nextRenewals: comingTerms(standing, asOf),
    get trace() {
      return trace()
    },
  }
}

/** What a function gives, asked of it once. */
function once<T>(work: () => T): () => T {
  let known: { readonly value: T } | null = null
  return () => (known ??= { value: work() }).value
}

const over: Omit<Ticking, 'term' | 'renewals' | 'lastDay' | 'trace'> = {
  state: 'ended',
  ...{ exit: null, nextExit: null, decideBy: null, notice: 'not_needed', committedUntil: null },
  ...{ commitment: [], outlook: 'ends', stake: null, nextRenewals: [] },
}

/** The term that a day is in, which a notice or a termination may cut short. */
function termAsOf(standing: Standing, asOf: string, last: string | null): Term {
  const { start, end } = termOn(standing, last === null ? asOf : earlier(asOf, last))
  return { start, end: standing.stop && last !== null ? earlier(end ?? last, last) : end }
}

function commitmentOf(
  standing: Standing,
  stretch: { readonly from: string; readonly to: string },
  indexes: IndexValues,
): readonly Amount[] {
  // Renewals that can't be helped any more are paid for, too.
  const bound = rolledTo(standing, stretch.to)
  const steps = stepsOf(bound, stretch.to, indexes)
  return isKnownOn(steps, stretch) ? valueOf(steps, stretch).filter(({ minor }) => minor !== 0) : []
}

const renewalsAhead = 3

function comingTerms(standing: Standing, asOf: string): readonly Term[] {
  const agreed = standing.runs.filter(({ start }) => start > asOf).map(({ start, end }) => ({ start, end }))
  const times = standing.stop ? 0 : Math.min(renewalsAhead, renewalsLeft(standing))
  const before = asOf < standing.anchor ? agreed.slice(1) : agreed
  return [...before, ...Array.from({ length: times }, (_, count) => lastTerm(renewed(standing, count + 1)))]
}

function renewalsOf({ standing }: Told, { start, end }: Term): readonly Note[] {
  if (standing.rule.kind !== 'automatic' || end === null) return []
  return [say.renewals(standing.renewals, standing.rule, { start, end })]
}

export const sayAmounts = (amounts: readonly Amount[]): string => amounts.map(sayAmount).join(' and ')

function sayAmount({ minor, currency }: Amount): string {
  const [whole = '', fraction] = fromMinor(minor, currency).amount.split('.')
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
  return `${currency} ${grouped}${fraction === undefined ? '' : `.${fraction}`}`
}
