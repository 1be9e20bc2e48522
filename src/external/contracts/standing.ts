import { after, type Chain, chainFrom, dayOf, endOf, nthOn, type Row } from './chain.ts'
import { addDays } from './day.ts'
import type { Party, Price, RenewalRule, TermLength, Until } from './terms.ts'

/** One or several terms that follow each other. Those of several have one length. */
export interface Run {
  readonly how: 'initial' | 'automatic' | 'agreed' | 'extended' | 'open'
  readonly start: string
  /** The last day of the last of them; null is without end. */
  readonly end: string | null
  readonly count: number
  readonly row: Row | null
}
/** A price, from the day it counts. */
export interface PriceFrom {
  readonly from: string
  readonly price: Price
}
/** Why a contract ends, and when. */
export interface Stop {
  readonly end: string
  readonly by: 'notice' | 'termination'
  readonly party: Party | null
}

/** How a contract stands after a part of its log. */
export interface Standing {
  /** The day on which it began; everything is counted from here. */
  readonly anchor: string
  readonly rule: RenewalRule
  readonly runs: readonly Run[]
  /** Where the next term would begin. */
  readonly chain: Chain
  readonly renewals: number
  readonly stop: Stop | null
  readonly prices: readonly PriceFrom[]
}

export interface Term {
  readonly start: string
  readonly end: string | null
}

/** A contract at its beginning. */
export function begun({
  startsOn,
  until,
  rule,
}: {
  readonly startsOn: string
  readonly until: Until
  readonly rule: RenewalRule
}): Standing {
  const from = { anchor: startsOn, rule, runs: [], chain: chainFrom(startsOn), renewals: 0, stop: null, prices: [] }
  return withTerm(from, { how: 'initial', until })
}

/** With one more term that was agreed, from where the last one ends. */
export function withTerm(
  standing: Standing,
  { how, until }: { readonly how: Run['how']; readonly until: Until },
): Standing {
  const start = nextStart(standing)
  if (until === null) return { ...standing, runs: [...standing.runs, { how, start, end: null, count: 1, row: null }] }
  if ('endsOn' in until) {
    const run: Run = { how, start, end: until.endsOn, count: 1, row: null }
    return { ...standing, runs: [...standing.runs, run], chain: chainFrom(addDays(until.endsOn, 1)) }
  }
  return withRow(standing, { how, length: until.length, count: 1 })
}

function withRow(
  standing: Standing,
  { how, length, count }: { readonly how: Run['how']; readonly length: TermLength; readonly count: number },
): Standing {
  const { anchor, chain, runs, rule } = standing
  const row: Row = { from: chain, length, alignment: rule.alignment, anchor }
  const run: Run = { how, start: nextStart(standing), end: endOf(row, count), count, row }
  return { ...standing, runs: [...runs, run], chain: after(row, count) }
}

/** The first day after the last term: where a contract can end on few days, terms run on until one of them. */
function nextStart({ runs, chain }: Standing): string {
  const last = runs.at(-1)
  return last?.end ? addDays(last.end, 1) : dayOf(chain)
}

/** With the last term ending on another day, from which what follows is counted. */
export function extendedTo(standing: Standing, endsOn: string): Standing {
  const { runs } = standing
  const last = runs.at(-1)
  if (!last) return standing
  const { start } = lastTerm(standing)
  const before =
    last.count > 1 && last.row ? [{ ...last, count: last.count - 1, end: endOf(last.row, last.count - 1) }] : []
  const run: Run = { how: 'extended', start, end: endsOn, count: 1, row: null }
  return { ...standing, runs: [...runs.slice(0, -1), ...before, run], chain: chainFrom(addDays(endsOn, 1)) }
}

/** The last term that is sure by now. */
export function lastTerm({ runs }: Standing): Term {
  const last = runs.at(-1)
  if (!last) return { start: '', end: null }
  return last.row && last.count > 1
    ? { start: addDays(endOf(last.row, last.count - 1), 1), end: last.end }
    : { start: last.start, end: last.end }
}

/** The term that a day is in; the first one before the contract begins, and the last one after it has ended. */
export function termOn(standing: Standing, day: string): Term {
  const run = standing.runs.findLast(({ start }) => start <= day) ?? standing.runs[0]
  if (!run?.row) return run ? { start: run.start, end: run.end } : lastTerm(standing)
  const nth = Math.min(run.count, nthOn(run.row, day))
  return { start: nth === 1 ? run.start : addDays(endOf(run.row, nth - 1), 1), end: endOf(run.row, nth) }
}

/** As it stands on a day: renewed by itself as often as it takes, so far as its rule lets it and nothing ends it. */
export function rolledTo(standing: Standing, day: string): Standing {
  const { rule, stop } = standing
  const { end } = lastTerm(standing)
  if (end === null || end >= day || (stop && end >= stop.end)) return standing
  if (rule.kind === 'evergreen') return withTerm(standing, { how: 'open', until: null })
  const times = Math.min(timesUntil(standing, stop && stop.end < day ? stop.end : day), renewalsLeft(standing))
  return renewed(standing, times)
}

/** The same after a number of automatic renewals. */
export function renewed(standing: Standing, times: number): Standing {
  const { rule, renewals } = standing
  if (times <= 0 || rule.renewal === null) return standing
  return {
    ...withRow(standing, { how: 'automatic', length: rule.renewal, count: times }),
    renewals: renewals + times,
  }
}

function timesUntil({ rule, chain, anchor }: Standing, day: string): number {
  if (rule.renewal === null) return 0
  return nthOn({ from: chain, length: rule.renewal, alignment: rule.alignment, anchor }, day)
}

/** How often it can still renew by itself. */
export function renewalsLeft({ rule, renewals }: Standing): number {
  if (rule.kind !== 'automatic' || rule.renewal === null) return 0
  return rule.maxRenewals === null ? Number.POSITIVE_INFINITY : Math.max(0, rule.maxRenewals - renewals)
}

/** The last day that a contract without an end runs for at least; null where that is not so. */
export const leastUntil = ({ runs }: Standing): string | null => runs.findLast(({ end }) => end !== null)?.end ?? null

/** The first days of terms within a stretch, those included that are sure to come. */
export function startsOfTerms(
  { runs }: Standing,
  { from, to }: { readonly from: string; readonly to: string },
): readonly string[] {
  return runs
    .flatMap(({ start, row, count }) =>
      row === null
        ? [start]
        : [start, ...Array.from({ length: count - 1 }, (_, nth) => addDays(endOf(row, nth + 1), 1))],
    )
    .filter((start) => start >= from && start <= to)
}
