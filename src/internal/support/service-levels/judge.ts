import { type CalendarOf, type Policy, targetsOf } from './choose.ts'
import { type Result, clock } from './clock.ts'
import type { Life } from './life.ts'
import { kinds, type Metric, metrics, type Target } from './promise.ts'
import type { Reasons } from './segments.ts'
import { type DueStep, stepsOf } from './steps.ts'
import type { EscalationStep } from './step-action.ts'

/** By what a ticket's promises are judged. */
interface Rules {
  readonly policies: readonly (Policy & { readonly steps: readonly EscalationStep[]; readonly changedAt: number })[]
  readonly reasons: Reasons
  readonly calendarOf: CalendarOf
}

/** A step whose moment has come, and of which promise. */
export interface Escalation extends DueStep<EscalationStep> {
  readonly target: Target
}

/** How all promises of a ticket stand. */
export interface Dealt {
  readonly life: Life | null
  readonly results: readonly Result[]
  /** When the next running promise is, or was, due. */
  readonly due: number | null
  readonly dueFor: Metric | null
  /** The same of promises to those who ask alone: what teams promise each other is no promise to them. */
  readonly dueToAsker: number | null
  /** Whether one to those who ask was broken. */
  readonly isBreached: boolean
  /** Whether anything is, or was, promised to those who ask. */
  readonly isPromised: boolean
  readonly escalations: readonly Escalation[]
  /** When something happens next, if nobody does anything: a step, or a promise that runs out. */
  readonly next: number | null
}

/** All clocks of a ticket, worked out of its life. A ticket that wasn't opened yet has none. */
export function judge(life: Life | null, { policies, reasons, calendarOf }: Rules): Dealt {
  const targets = life ? targetsOf(life, policies, calendarOf) : []
  const results = life ? targets.map((target) => clock(life, target, reasons)) : []
  const now = life?.asOf ?? 0
  const escalations: Escalation[] = []
  let [due, dueFor, next]: [number | null, Metric | null, number | null] = [null, null, null]
  let dueToAsker: number | null = null
  for (const result of results) {
    const { target } = result
    const policy = policies.find(({ id }) => id === target.policy)
    const steps = stepsOf(result, policy?.steps ?? [], now)
    // Steps that were added or changed after their moment are for what comes, not for all that was.
    const since = (policy?.changedAt ?? 0) - graceMs
    for (const step of steps.due) if (step.at >= since) escalations.push({ ...step, target })
    next = earlier(next, steps.next)
    if (result.now !== 'running' || result.due === null) continue
    if (!result.isBreached) next = earlier(next, result.due + 1)
    if (target.kind === 'sla') dueToAsker = earlier(dueToAsker, result.due)
    if (target.kind !== 'uc' && (due === null || result.due < due)) [due, dueFor] = [result.due, target.metric]
  }
  const isBreached = results.some(
    ({ target, rounds }) => target.kind === 'sla' && rounds.some(({ breachedAt }) => breachedAt !== null),
  )
  const isPromised = results.some(({ target, rounds }) => target.kind === 'sla' && rounds.length > 0)
  return { life, results, due, dueFor, dueToAsker, isBreached, isPromised, escalations, next }
}

/** How long a server may have been down when a policy is changed, without steps of that time being left out. */
const graceMs = 3_600_000

const earlier = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : Math.min(one, other)

/** Which of a ticket's clocks it is. */
export const clockKey = ({ kind, metric, team, agreement }: Target): string =>
  [kind, metric, team, agreement].filter((part) => part !== null).join(' ')

/** Clocks in the order in which people look for them: to those who ask first. */
export const inOrder = (results: readonly Result[]): readonly Result[] => results.toSorted((a, b) => rank(a) - rank(b))
const rank = ({ target: { kind, metric } }: Result): number => kinds.indexOf(kind) * 10 + metrics.indexOf(metric)
