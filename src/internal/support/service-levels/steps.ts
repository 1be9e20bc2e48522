import { addBusiness } from '../../../kernel/calendar/business-time.ts'
import type { Result, Round } from './clock.ts'
import type { Metric } from './promise.ts'

/** When something is done about a promise: at a share of the time promised, or so many minutes of open time from when it is due. */
export interface StepTime {
  readonly metric: Metric
  /** Minutes from the due time, negative before it; or the share of the time promised that is used. */
  readonly after: { readonly minutes: number } | { readonly percent: number }
}

/** A step whose moment has come. */
export interface DueStep<Step extends StepTime> {
  readonly step: Step
  readonly round: number
  /** When it was to be done. The same step of the same round is done again only when this moves. */
  readonly at: number
}

export interface Steps<Step extends StepTime> {
  /** The steps that are due by now, the earliest first, whether or not they were done already. */
  readonly due: readonly DueStep<Step>[]
  /** When the next one will be, if nothing happens until then. */
  readonly next: number | null
}

/** What is to be done about a clock by now. Once a promise is kept or given up nothing more is. */
export function stepsOf<Step extends StepTime>(result: Result, steps: readonly Step[], now: number): Steps<Step> {
  const round = result.rounds.at(-1)
  const due: DueStep<Step>[] = []
  let next: number | null = null
  if (!round || round.stoppedAt !== null) return { due, next }
  for (const step of steps) {
    if (step.metric !== result.target.metric) continue
    const at = momentOf(result, round, secondsAt(step, result.target.seconds))
    if (at === null) continue
    if (at <= now) due.push({ step, round: round.round, at })
    else next = Math.min(next ?? at, at)
  }
  return { due: due.toSorted((a, b) => a.at - b.at), next }
}

const secondsAt = ({ after }: StepTime, promised: number): number =>
  'percent' in after ? (promised * after.percent) / 100 : promised + after.minutes * 60

// Null while the clock is paused before so much of the round's time is used.
function momentOf({ segments, target }: Result, round: Round, seconds: number): number | null {
  let used = 0
  for (const segment of segments) {
    if (segment.round !== round.round || segment.kind !== 'running') continue
    const isLast = segment === segments.at(-1)
    if (used + segment.seconds >= seconds || isLast)
      return addBusiness(target.calendar, new Date(segment.from), Math.max(0, seconds - used))?.getTime() ?? null
    used += segment.seconds
  }
  return null
}
