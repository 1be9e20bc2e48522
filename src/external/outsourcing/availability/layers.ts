import type { Finding } from './judge.ts'
import type { AvailabilityTerms } from './terms.ts'

/** A stretch of time in which something was down or excluded: how much, of all that there is. */
export interface Segment {
  readonly from: number
  readonly to: number
  readonly down: number
  readonly excluded: number
}

/** What counts in one way: of `whole`, and with so much weight among the others. */
export interface Layer {
  /** The part of the service that it is of, where a contract counts parts. */
  readonly part: string | null
  readonly whole: number
  readonly weight: number
  readonly segments: readonly Segment[]
}

/** What was down and what was excluded when, as far as each counts. */
export function layersOf(terms: AvailabilityTerms, findings: readonly Finding[]): readonly Layer[] {
  const { counts } = terms
  if (counts.is === 'userTime')
    return [{ part: null, whole: counts.users, weight: 1, segments: segmentsOf(terms, findings, counts.users) }]
  if (counts.is === 'parts')
    return Object.entries(counts.weights).map(([part, weight]) => {
      const hit = findings.filter(({ outage }) => isHit(part, outage.part, terms))
      return { part, whole: 1, weight, segments: segmentsOf(terms, hit, null) }
    })
  return [{ part: null, whole: 1, weight: 1, segments: segmentsOf(terms, findings, null) }]
}

/** Whether what hits a part of the service (null, or one that the contract doesn't know, is all of it) hits what a layer is of. */
export function isHit(
  layer: string | null,
  part: string | null,
  { counts }: Pick<AvailabilityTerms, 'counts'>,
): boolean {
  return (
    layer === null || part === null || part === layer || counts.is !== 'parts' || !Object.hasOwn(counts.weights, part)
  )
}

/** A linear sweep over all beginnings and ends. `users` is null where one outage is as much as many. */
function segmentsOf(terms: AvailabilityTerms, findings: readonly Finding[], users: number | null): readonly Segment[] {
  const whole = users ?? 1
  const isForgiven = terms.whileExcluded === 'forgiven'
  const segments: Segment[] = []
  const raw = overlaps(findings, users)
  for (let index = 0; index < raw.length; ) {
    const run = runFrom(raw, index, (one) => amountsOf(one, { whole, isForgiven }).down > 0)
    const isShort = (raw[run - 1]?.to ?? 0) - (raw[index]?.from ?? 0) < terms.shortest * 1000
    for (const { from, to, down, excluded } of raw.slice(index, Math.max(run, index + 1))) {
      const amounts = amountsOf({ down: isShort ? 0 : down, excluded }, { whole, isForgiven })
      if (amounts.down > 0 || amounts.excluded > 0) segments.push({ from, to, ...amounts })
    }
    index = Math.max(run, index + 1)
  }
  return segments
}

/** Where a run of stretches that adjoin and are down ends; `start` itself where that one isn't down. */
function runFrom(raw: readonly Segment[], start: number, isDown: (one: Segment) => boolean): number {
  let end = start
  for (let one = raw[end]; one && isDown(one) && (end === start || raw[end - 1]?.to === one.from); one = raw[end])
    end += 1
  return end
}

/** How many outages that count, and that are excluded, or how many users they hit, at the same time. */
function overlaps(findings: readonly Finding[], users: number | null): readonly Segment[] {
  const steps: { at: number; down: number; excluded: number }[] = []
  for (const { outage, from, to, verdict } of findings) {
    const hit = users === null ? 1 : Math.min(outage.users ?? users, users)
    if (verdict === 'ignored' || hit === 0) continue
    const [down, excluded] = verdict === 'counts' ? [hit, 0] : [0, hit]
    steps.push({ at: from, down, excluded }, { at: to, down: -down, excluded: -excluded })
  }
  steps.sort((a, b) => a.at - b.at)
  const found: Segment[] = []
  let [down, excluded, since] = [0, 0, 0]
  for (const step of steps) {
    if (step.at > since && (down > 0 || excluded > 0)) found.push({ from: since, to: step.at, down, excluded })
    down += step.down
    excluded += step.excluded
    since = step.at
  }
  return found
}

/** What overlaps is no more than everything; what is down and excluded at once counts as the contract says. */
function amountsOf(
  { down, excluded }: Pick<Segment, 'down' | 'excluded'>,
  { whole, isForgiven }: { whole: number; isForgiven: boolean },
): Pick<Segment, 'down' | 'excluded'> {
  const both = Math.min(whole, down + excluded)
  return isForgiven
    ? { down: both - Math.min(whole, excluded), excluded: Math.min(whole, excluded) }
    : { down: Math.min(whole, down), excluded: both - Math.min(whole, down) }
}
