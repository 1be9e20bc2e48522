import type { Policy } from './choose.ts'
import type { Result, Round } from './clock.ts'
import { clockKey } from './judge.ts'
import { type Metric, metrics } from './promise.ts'
import { readTargetTime, type TargetTime } from './target-time.ts'

/** What would be promised instead: by one policy or by all, in another calendar's hours, or within other times. */
export interface Change {
  /** The policy that changes; null for all. */
  readonly policy: string | null
  /** A calendar's id, 'always', or null to leave it. */
  readonly calendar: string | null
  /** Times as people write them, by what is promised; what is left out stays. */
  readonly times: Readonly<Partial<Record<Metric, string>>>
}

/** The policies with the change made. A time is changed only where one is promised, unless the policy is named. */
export function changed<Own extends Policy>(
  policies: readonly Own[],
  { policy, calendar, times }: Change,
): readonly Own[] {
  return policies.map((own) => {
    if (policy !== null && own.id !== policy) return own
    const other: Partial<Record<Metric, TargetTime>> = { ...own.times }
    for (const metric of metrics) {
      const time = readTargetTime(times[metric] ?? '')
      if (time && (policy !== null || own.times[metric])) other[metric] = time
    }
    return { ...own, calendar: calendar ?? own.calendar, times: other }
  })
}

export type Verdict = 'kept' | 'broken' | 'open'

/** One time of one promise, as it was and as it would be. */
export interface Moved {
  readonly metric: Metric
  readonly round: number
  readonly was: Verdict
  readonly would: Verdict
  readonly dueWas: number | null
  readonly dueWould: number | null
}

/** Every time that a promise to those who ask counted, before and after. What is promised only on one side was, or would be, open. */
export function compare(before: readonly Result[], after: readonly Result[]): readonly Moved[] {
  const [was, would] = [roundsBy(before), roundsBy(after)]
  return [...new Set([...was.keys(), ...would.keys()])].flatMap((key): readonly Moved[] => {
    const [one, other] = [was.get(key), would.get(key)]
    const found = one ?? other
    if (!found) return []
    return [
      {
        ...{ metric: found.metric, round: found.round.round },
        ...{ was: verdictOf(one?.round), would: verdictOf(other?.round) },
        ...{ dueWas: one?.round.due ?? null, dueWould: other?.round.due ?? null },
      },
    ]
  })
}

interface Keyed {
  readonly metric: Metric
  readonly round: Round
}

const roundsBy = (results: readonly Result[]): ReadonlyMap<string, Keyed> =>
  new Map(
    results
      .filter(({ target }) => target.kind === 'sla')
      .flatMap(({ target, rounds }) =>
        rounds.map((round) => [`${clockKey(target)} ${round.round}`, { metric: target.metric, round }] as const),
      ),
  )

function verdictOf(round: Round | undefined): Verdict {
  if (!round) return 'open'
  if (round.breachedAt !== null) return 'broken'
  return round.stoppedAt === null ? 'open' : 'kept'
}

/** How often one thing was kept and broken, and would be. */
export interface Tally {
  readonly metric: Metric
  readonly was: Readonly<Record<Verdict, number>>
  readonly would: Readonly<Record<Verdict, number>>
  /** Kept or open before, broken then; and the other way round. */
  readonly newlyBroken: number
  readonly noLongerBroken: number
}

/** Adds up, by what is promised; what is promised nowhere is left out. */
export function tally(all: readonly Moved[]): readonly Tally[] {
  return metrics.flatMap((metric) => {
    const own = all.filter((one) => one.metric === metric)
    if (own.length === 0) return []
    const count = (side: 'was' | 'would', verdict: Verdict): number => own.filter((one) => one[side] === verdict).length
    const counts = (side: 'was' | 'would') => ({
      kept: count(side, 'kept'),
      broken: count(side, 'broken'),
      open: count(side, 'open'),
    })
    return [
      {
        ...{ metric, was: counts('was'), would: counts('would') },
        newlyBroken: own.filter(({ was, would }) => was !== 'broken' && would === 'broken').length,
        noLongerBroken: own.filter(({ was, would }) => was === 'broken' && would !== 'broken').length,
      },
    ]
  })
}

/** Whether the verdict is another one. */
export const hasMoved = ({ was, would }: Moved): boolean => (was === 'broken') !== (would === 'broken')
