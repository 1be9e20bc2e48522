import {
  difference,
  type Interval,
  type Intervals,
  intersection,
  joined,
  openWithin,
} from '../../../kernel/calendar/intervals.ts'
import type { OutageFacts } from './facts.ts'
import { addMonths, monthAt, startOf } from './periods.ts'
import type { AvailabilityTerms, MaintenanceTerms } from './terms.ts'

/** What becomes of a stretch of an outage: it counts, it is excluded, or it is no time in which the service was down. */
export type Verdict = 'counts' | 'excluded' | 'ignored'

/** Why, as data; `sayWhy` puts it in words. */
export type Why =
  | { readonly is: 'down' }
  | { readonly is: 'degradation' }
  | { readonly is: 'agreed' }
  | { readonly is: 'cause' }
  | { readonly is: 'announced' }
  | { readonly is: 'noMaintenance' }
  | { readonly is: 'notAnnounced' }
  /** Announced so many milliseconds before the maintenance began. */
  | { readonly is: 'late'; readonly notice: number }
  | { readonly is: 'outsideWindow' }
  | { readonly is: 'overAllowance' }

/** A stretch of one outage with what becomes of it. */
export interface Finding {
  readonly outage: OutageFacts
  readonly from: number
  readonly to: number
  readonly verdict: Verdict
  readonly why: Why
}

/** What the contract says of each outage up to a moment, stretch by stretch, in the order in which they began. */
export function judge(terms: AvailabilityTerms, outages: readonly OutageFacts[], asOf: number): readonly Finding[] {
  const findings: Finding[] = []
  const planned: Planned[] = []
  const beginningOf = beginnings()
  for (const outage of inOrder(outages)) {
    const { from } = outage
    const to = Math.min(outage.to ?? asOf, asOf)
    if (from >= to) continue
    const begins = outage.isPlanned ? beginningOf(outage, to) : from
    const add = (verdict: Verdict, is: 'down' | 'degradation' | 'agreed' | 'cause' | 'noMaintenance'): void => {
      findings.push({ outage, from, to, verdict, why: whys[is] })
    }
    if (outage.isDegradation && !terms.countsDegradation) add('ignored', 'degradation')
    else if (outage.excludedWhy !== null) add('excluded', 'agreed')
    else if (terms.excludes.includes(outage.cause)) add('excluded', 'cause')
    else if (!outage.isPlanned) add('counts', 'down')
    else if (!terms.maintenance) add('counts', 'noMaintenance')
    else planned.push({ outage, from, to, begins })
  }
  if (terms.maintenance && planned.length > 0) {
    findings.push(...judgeMaintenance(planned, terms.maintenance, terms.timeZone))
    findings.sort((a, b) => a.from - b.from)
  }
  return findings
}

interface Planned {
  readonly outage: OutageFacts
  readonly from: number
  readonly to: number
  /** When the maintenance that it is a part of began. */
  readonly begins: number
}

const whys = {
  down: { is: 'down' },
  degradation: { is: 'degradation' },
  agreed: { is: 'agreed' },
  cause: { is: 'cause' },
  noMaintenance: { is: 'noMaintenance' },
  announced: { is: 'announced' },
  notAnnounced: { is: 'notAnnounced' },
  outsideWindow: { is: 'outsideWindow' },
  overAllowance: { is: 'overAllowance' },
} as const satisfies Partial<Record<Why['is'], Why>>

const inOrder = (outages: readonly OutageFacts[]): readonly OutageFacts[] =>
  outages.toSorted((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))

function judgeMaintenance(planned: readonly Planned[], terms: MaintenanceTerms, timeZone: string): readonly Finding[] {
  const findings: Finding[] = []
  const inTime: { outage: OutageFacts; inside: Intervals }[] = []
  for (const { outage, from, to, begins } of planned) {
    const notice = outage.announcedAt === null ? null : begins - outage.announcedAt
    if (notice === null) findings.push({ outage, from, to, verdict: 'counts', why: whys.notAnnounced })
    else if (notice < terms.noticeHours * 3_600_000)
      findings.push({ outage, from, to, verdict: 'counts', why: { is: 'late', notice } })
    else {
      const inside = terms.windows ? openWithin(terms.windows, [from, to]) : [[from, to] as const]
      inTime.push({ outage, inside })
      findings.push(...stretches(outage, difference([[from, to]], inside), 'counts', whys.outsideWindow))
    }
  }
  const all = joined(inTime.flatMap(({ inside }) => inside))
  const allowed = terms.allowance === null ? all : firstOfEachMonth(all, terms.allowance * 60_000, timeZone)
  for (const { outage, inside } of inTime) {
    findings.push(...stretches(outage, intersection(inside, allowed), 'excluded', whys.announced))
    if (terms.allowance !== null)
      findings.push(...stretches(outage, difference(inside, allowed), 'counts', whys.overAllowance))
  }
  return findings
}

const stretches = (outage: OutageFacts, intervals: Intervals, verdict: Verdict, why: Why): readonly Finding[] =>
  intervals.map(([from, to]) => ({ outage, from, to, verdict, why }))

/**
 * Says of each planned outage, one after the other as they began, when its maintenance began as a whole: what adjoins and was
 * announced at one time is one maintenance, whatever else becomes of its parts.
 */
function beginnings(): (outage: OutageFacts, to: number) => number {
  const runs = new Map<number | null, { begins: number; ends: number }>()
  return ({ announcedAt, from }, to) => {
    const run = runs.get(announcedAt)
    const goesOn = run !== undefined && from <= run.ends
    const begins = goesOn ? run.begins : from
    runs.set(announcedAt, { begins, ends: goesOn ? Math.max(run.ends, to) : to })
    return begins
  }
}

/** The first so many milliseconds of each calendar month. */
function firstOfEachMonth(intervals: Intervals, allowance: number, timeZone: string): Intervals {
  const found: Interval[] = []
  let [monthEnd, left] = [-Infinity, 0]
  for (const [from, to] of intervals) {
    for (let at = from; at < to; ) {
      if (at >= monthEnd) {
        monthEnd = startOf(timeZone, `${addMonths(monthAt(timeZone, at), 1)}-01`)
        left = allowance
      }
      const end = Math.min(to, monthEnd)
      const allowed = Math.min(left, end - at)
      if (allowed > 0) found.push([at, at + allowed])
      left -= allowed
      at = end
    }
  }
  return joined(found)
}
