import type { Calendar } from '../../kernel/calendar/calendar.ts'
import { chainFrom } from './chain.ts'
import { lastDay } from './civil.ts'
import { addDays, earlier, later } from './day.ts'
import { countedBack, endAfter, type Reckoning, receiptBy, receivedOn } from './notice.ts'
import {
  begun,
  extendedTo,
  lastTerm,
  leastUntil,
  renewalsLeft,
  renewed,
  rolledTo,
  type Standing,
  withTerm,
} from './standing.ts'
import type { Length, Price, TermEvent } from './terms.ts'
import { type Note, say } from './trace.ts'

/** What a log is read with. */
export interface Reading {
  readonly asOf: string
  readonly calendar: Calendar
  readonly lead: Length
}
/** How a contract stands, with the words for what led there. */
export interface Told {
  readonly standing: Standing
  readonly notes: readonly Note[]
}

/** How a contract stands on a day, by what was known then; null before its first term is known. */
export function readLog(events: readonly TermEvent[], reading: Reading): Told | null {
  const known = events.filter(({ on }) => on <= reading.asOf)
  const initial = known.find(({ kind }) => kind === 'initial')
  if (initial?.kind !== 'initial') return null
  const first = begun(initial)
  let told: Told = {
    standing: priced(first, initial.startsOn, initial.price),
    notes: [say.initial(initial, { end: lastTerm(first).end, asOf: reading.asOf })],
  }
  for (const event of inOrder(known.filter((one) => one !== initial))) {
    const standing = rolledTo(told.standing, earlier(effectOf(event), reading.asOf))
    const isAhead = event.kind === 'amendment' && isBeyond(event.effectiveOn, standing, reading.asOf)
    told = isAhead ? promised(told, event) : applied({ ...told, standing }, event, reading)
  }
  return { ...told, standing: rolledTo(told.standing, reading.asOf) }
}

const inOrder = (events: readonly TermEvent[]): readonly TermEvent[] =>
  events.toSorted((one, other) => {
    const [first, second] = [effectOf(one), effectOf(other)]
    return first < second ? -1 : first > second ? 1 : 0
  })

/** What was agreed for a day to come counts for the deadlines of the term that it falls into, but not for one that has none. */
function isBeyond(effectiveOn: string, standing: Standing, asOf: string): boolean {
  const { end } = lastTerm(standing)
  return effectiveOn > asOf && (end === null || effectiveOn > end)
}

const promised = (told: Told, event: Extract<TermEvent, { kind: 'amendment' }>): Told =>
  add(told, priced(told.standing, event.effectiveOn, event.price), say.amendment(event))

/** The day on which an event takes its place among the others. */
const effectOf = (event: TermEvent): string => (event.kind === 'amendment' ? event.effectiveOn : event.on)

function applied(told: Told, event: TermEvent, reading: Reading): Told {
  const { standing } = told
  switch (event.kind) {
    case 'initial':
      return add(told, standing, say.again(event))
    case 'renewal':
      return agreed(told, event)
    case 'extension': {
      const { end } = lastTerm(standing)
      const extended = extendedTo({ ...standing, stop: null }, event.endsOn)
      const from = end === null ? event.on : addDays(earlier(end, event.endsOn), 1)
      return add(told, priced(extended, from, event.price), say.extension(event, end))
    }
    case 'amendment':
      return add(told, amended(standing, event), say.amendment(event))
    case 'termination':
      return add(
        told,
        { ...standing, stop: { end: event.endsOn, by: 'termination', party: null } },
        say.termination(event),
      )
    case 'notice':
      return noticed(told, event, reading)
  }
}

const add = ({ notes }: Told, standing: Standing, ...more: readonly Note[]): Told => ({
  standing,
  notes: [...notes, ...more],
})

const priced = (standing: Standing, from: string, price: Price | null): Standing =>
  price === null ? standing : { ...standing, prices: [...standing.prices, { from, price }] }

function agreed(told: Told, event: Extract<TermEvent, { kind: 'renewal' }>): Told {
  const { rule } = told.standing
  const until = event.until ?? (rule.renewal === null ? null : { length: rule.renewal })
  const standing = closedAt({ ...told.standing, stop: null }, event.on)
  const before = lastTerm(standing).end
  const next = { ...withTerm(standing, { how: 'agreed', until }), renewals: standing.renewals + 1 }
  const term = lastTerm(next)
  return add(told, priced(next, term.start, event.price), say.renewal(event, { before, term }))
}

/** A contract without an end as it stands once a term is agreed in its place, from a day on. */
function closedAt(standing: Standing, day: string): Standing {
  const last = standing.runs.at(-1)
  if (!last || last.end !== null) return standing
  const closed = last.start < day ? [{ ...last, end: addDays(day, -1) }] : []
  const start = later(last.start, day)
  return { ...standing, runs: [...standing.runs.slice(0, -1), ...closed], chain: chainFrom(start) }
}

function amended(standing: Standing, event: Extract<TermEvent, { kind: 'amendment' }>): Standing {
  return priced({ ...standing, rule: { ...standing.rule, ...event.rule } }, event.effectiveOn, event.price)
}

function noticed(told: Told, event: Extract<TermEvent, { kind: 'notice' }>, { asOf, ...reading }: Reading): Told {
  const { standing } = told
  const reckoning: Reckoning = { ...reading, rule: standing.rule, anchor: standing.anchor }
  const isProven = event.receivedOn !== null && event.receivedOn <= asOf
  const received = isProven && event.receivedOn ? event.receivedOn : receivedOn(event.on, event.method, reckoning)
  const aimed = lastTerm(rolledTo({ ...standing, stop: null }, received)).end
  const end = endByNotice(standing, received, reckoning)
  const note = say.notice({ event, received, isProven, end, aimed, receipt: receiptBy(standing.rule, event.method) })
  return add(told, { ...standing, stop: { end, by: 'notice', party: event.by } }, note)
}

/** Where a contract ends when notice is received on a day. */
export function endByNotice(standing: Standing, received: string, reckoning: Reckoning): string {
  const free = rolledTo({ ...standing, stop: null }, received)
  if (lastTerm(free).end === null || free.rule.kind === 'evergreen')
    return endAfter(received, leastUntil(free), reckoning)
  return firstInTime(free, (end) => countedBack(end, reckoning) >= received)
}

/** The first end for which notice is still in time, or after which nothing is renewed. */
export function firstInTime(standing: Standing, isInTime: (end: string) => boolean): string {
  for (let at = standing; ; at = renewed(at, 1)) {
    const end = lastTerm(at).end ?? lastDay
    if (renewalsLeft(at) === 0 || isInTime(end)) return end
  }
}
