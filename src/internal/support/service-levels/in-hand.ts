import { businessBetween } from '../../../kernel/calendar/business-time.ts'
import { clipped, type Interval, type Intervals, joined } from '../../../kernel/calendar/intervals.ts'
import type { Result, Round } from './clock.ts'
import type { Dealt } from './judge.ts'
import { isEnded } from './life.ts'

/** A ticket that a supplier has, or had, in hand under what was agreed, and what became of what was promised for it. */
export interface InHand {
  readonly ticket: string
  /** Under which agreement, by that record's id. */
  readonly agreement: string
  /** When they had it, while nobody had dealt with it; what lasts ends with what is known. */
  readonly spans: Intervals
  /** Whether they no longer have it: they gave it back, or it was dealt with. */
  readonly isOver: boolean
  readonly promises: readonly KeptPromise[]
}
/** One time that something was promised for a ticket by its supplier. */
export interface KeptPromise extends Pick<Round, 'startedAt' | 'stoppedAt' | 'breachedAt' | 'breachedBy'> {
  /** How much open time beyond what was promised lies in a stretch of time, in seconds. Parts of a stretch add up to it. */
  readonly overtime: (within: Interval) => number
}

/** What suppliers had of a ticket in hand, by agreement. */
export function inHandOf(ticket: string, { life, results }: Pick<Dealt, 'life' | 'results'>): readonly InHand[] {
  if (!life) return []
  const agreements = new Set(life.moments.flatMap(({ facts }) => facts.engaged))
  return [...agreements].map((agreement) => {
    const has = life.moments.map(({ at, facts }) => ({
      at,
      has: facts.engaged.includes(agreement) && !isEnded(facts.state),
    }))
    const spans = has.flatMap((moment, index): Intervals => {
      const until = has[index + 1]?.at ?? life.asOf
      return moment.has && until > moment.at ? [[moment.at, until]] : []
    })
    const own = results.filter(({ target }) => target.kind === 'uc' && target.agreement === agreement)
    return {
      ...{ ticket, agreement, isOver: has.at(-1)?.has !== true },
      spans: joined(spans),
      promises: own.flatMap((result) => result.rounds.map((round) => promiseOf(result, round))),
    }
  })
}

function promiseOf({ target: { calendar }, segments }: Result, round: Round): KeptPromise {
  const { startedAt, stoppedAt, breachedAt, breachedBy } = round
  const late: Intervals =
    breachedAt === null
      ? []
      : segments.flatMap((one): Intervals => {
          const isLate = one.round === round.round && one.kind === 'running' && one.to > breachedAt
          return isLate ? [[Math.max(one.from, breachedAt), one.to]] : []
        })
  const overtime = (within: Interval): number =>
    clipped(late, within).reduce((sum, [from, to]) => sum + businessBetween(calendar, new Date(from), new Date(to)), 0)
  return { startedAt, stoppedAt, breachedAt, breachedBy, overtime }
}
