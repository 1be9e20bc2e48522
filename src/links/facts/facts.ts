import type { Measured } from '../../external/outsourcing/index.ts'
import { compare, sayPercent } from '../../external/outsourcing/index.ts'
import type { MeasuredFact } from '../../external/vendors/index.ts'
import { sayTime } from '../../internal/support/index.ts'
import { floorOf } from '../claim.ts'
import { medianOf, type TicketFacts } from './ticket-facts.ts'

/** How one promise of availability was kept in the period. */
export interface AvailabilityFact {
  readonly promise: string
  readonly name: string
  readonly target: string
  readonly measured: Measured
  /** The outages of which something counts, and all others that it looked at. */
  readonly counting: readonly string[]
  readonly others: readonly string[]
}
interface Sum {
  readonly minor: number
  readonly currency: string
}
/** What contracts cost on the days of the period, and what was expected for them. */
export interface CostFact {
  readonly contracts: readonly (Sum & { readonly contract: string })[]
  /** Index values that are missing for what a contract costs, each told in a sentence. */
  readonly unsure: readonly { readonly contract: string; readonly says: string; readonly isKnown: boolean }[]
  readonly expected: Sum | null
}
/** A claim for a period that ends in this one. */
export interface CreditFact {
  readonly claim: string
  readonly state: string
  readonly claimed: Sum
  readonly received: Sum | null
}
/** What the system's own rows say of an engagement in a period. */
export interface EngagementFacts {
  readonly engagement: string
  readonly period: string
  /** Whether the period is over everywhere it is measured. */
  readonly isOver: boolean
  /** Null where no ticket was ever in hand for it: then nothing is known, not even that there was none. */
  readonly tickets: TicketFacts | null
  readonly availability: readonly AvailabilityFact[]
  readonly cost: CostFact
  readonly credits: readonly CreditFact[]
}
/** One figure, and why it is what it is, or isn't known. */
export interface Figure {
  /** A decimal with a point and six digits after it at most, never rounded to the better; null where it isn't known. */
  readonly value: string | null
  readonly says: string
}

/** What a fact came to. What isn't known has no value, and is not taken for nothing. */
export const figureOf = (fact: MeasuredFact, facts: EngagementFacts): Figure => figures[fact](facts)

const figures: Readonly<Record<MeasuredFact, (facts: EngagementFacts) => Figure>> = {
  tickets_in_time: ({ tickets }) => inTimeOf(tickets),
  breach_minutes: ({ tickets }) => beyondOf(tickets),
  tickets: ({ tickets }) => handledOf(tickets),
  hours_in_hand: ({ tickets }) => hoursOf(tickets),
  availability: ({ availability }) => availableOf(availability),
  cost: ({ cost }) => costOf(cost),
}

const noTickets: Figure = { value: null, says: 'No ticket was ever given to them for it.' }

function inTimeOf(tickets: TicketFacts | null): Figure {
  if (!tickets) return noTickets
  const [kept, late] = [tickets.inTime.length, tickets.late]
  const all = kept + late.length
  if (all === 0) return { value: null, says: 'No ticket with a promise of theirs was decided.' }
  const worst = Math.max(0, ...late.map(({ seconds }) => seconds))
  const by =
    late.length === 0 ? '' : `; ${late.length} late${late.length > 1 ? ', the worst' : ''} by ${sayTime(worst)}`
  return { value: shareOf(kept, all), says: `${kept} of ${sayCount(all, 'ticket')} in time${by}.` }
}

function beyondOf(tickets: TicketFacts | null): Figure {
  if (!tickets) return noTickets
  if (tickets.promised.length === 0) return { value: null, says: 'No ticket with a promise of theirs was in hand.' }
  const seconds = tickets.beyond.reduce((sum, one) => sum + one.seconds, 0)
  if (seconds === 0)
    return { value: '0', says: `Nothing ran beyond a promise, of ${sayCount(tickets.promised.length, 'ticket')}.` }
  const before = tickets.beyond.filter(({ ticket }) => !tickets.late.some((late) => late.ticket === ticket)).length
  const since = before === 0 ? '' : `, of which ${before} ${before === 1 ? 'was' : 'were'} late before`
  return {
    value: decimal(seconds / 60, 2),
    says: `${sayTime(seconds)} beyond what was promised, on ${sayCount(tickets.beyond.length, 'ticket')}${since}.`,
  }
}

function handledOf(tickets: TicketFacts | null): Figure {
  if (!tickets) return noTickets
  const { handled, open } = tickets
  const still = open.length === 0 ? '' : `, ${open.length} of them still at its end`
  return {
    value: String(handled.length),
    says: handled.length === 0 ? 'No ticket was in hand.' : `${sayCount(handled.length, 'ticket')} in hand${still}.`,
  }
}

function hoursOf(tickets: TicketFacts | null): Figure {
  if (!tickets) return noTickets
  const median = medianOf(tickets.finished.map(({ seconds }) => seconds))
  if (median === null) return { value: null, says: 'They were done with no ticket.' }
  const count = tickets.finished.length
  const says =
    count === 1
      ? `They had the one ticket that they were done with for ${sayTime(median)}.`
      : `They had half of ${count} tickets that they were done with for ${sayTime(median)} or less.`
  return { value: decimal(median / 3600, 2), says }
}

/** The worst of what is promised: one promise that is kept doesn't make up for another that isn't. */
function availableOf(all: readonly AvailabilityFact[]): Figure {
  const known = all.flatMap((one) => {
    const { availability } = one.measured
    return availability ? [{ ...one, availability }] : []
  })
  const [first, ...rest] = known.toSorted((one, other) => compare(one.availability, other.availability))
  if (!first) return { value: null, says: 'No availability was promised for it, or at no time of the period.' }
  const { name, target, availability, counting, measured } = first
  const others = rest.length === 0 ? '' : ` ${sayCount(rest.length, 'other promise')} did better or as well.`
  const cause =
    counting.length === 0
      ? 'no outage counts'
      : counting.length === 1
        ? '1 outage counts'
        : `${counting.length} outages count`
  return {
    value: floorOf(availability),
    says: `${name}: ${sayPercent(availability)} %${measured.isFinal ? '' : ' so far'}, ${target} % promised; ${cause}.${others}`,
  }
}

function costOf({ contracts, expected, unsure }: CostFact): Figure {
  if (contracts.length === 0) return { value: null, says: 'No contract says what it costs.' }
  if (!expected || expected.minor === 0) return { value: null, says: 'Its engagement doesn’t say what it should cost.' }
  const foreign = contracts.find(({ currency }) => currency !== expected.currency)
  if (foreign)
    return { value: null, says: `It is expected in ${expected.currency}, and a contract costs ${foreign.currency}.` }
  const open = unsure.filter(({ isKnown }) => !isKnown)
  if (open.length > 0) return { value: null, says: sayUnsure(open) }
  const minor = contracts.reduce((sum, one) => sum + one.minor, 0)
  return {
    value: decimal((minor * 100) / expected.minor, 2),
    says: [
      `${sayCount(contracts.length, 'contract')} against what its engagement expects for these days.`,
      ...(unsure.length === 0 ? [] : [sayUnsure(unsure)]),
    ].join(' '),
  }
}

/** The first one in full: what it is said in has an end. All stand at their contracts, in what the figure rests on. */
function sayUnsure([first, ...more]: CostFact['unsure']): string {
  const says = first?.says ?? ''
  const others =
    more.length === 0 ? '' : ` ${more.length} more such ${more.length === 1 ? 'value is' : 'values are'} missing.`
  return `Not certain for one contract: ${says[0]?.toLowerCase() ?? ''}${says.slice(1)}${others}`
}
const sayCount = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
const shareOf = (part: number, of: number): string => trimmed(floorOf({ part: BigInt(part), of: BigInt(of) }))
const decimal = (value: number, digits: number): string => trimmed(value.toFixed(digits))
const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)
