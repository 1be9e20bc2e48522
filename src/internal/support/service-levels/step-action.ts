import { type Action, problemOfActions } from '../../../kernel/automation/action.ts'
import { metrics } from './promise.ts'
import type { StepTime } from './steps.ts'

/** Who can be told of a promise that runs out. */
export const listeners = ['assignee', 'team', 'lead', 'owner', 'watchers'] as const
export type Listener = (typeof listeners)[number]

/** What a step does: tells people, raises the priority by one, or what rules do. */
export type StepAction =
  | { readonly do: 'tell'; readonly whom: readonly Listener[] }
  | { readonly do: 'raise' }
  | Extract<Action, { readonly do: (typeof ruleVerbs)[number] }>

/** What is done about a promise at one moment. */
export interface EscalationStep extends StepTime {
  readonly actions: readonly StepAction[]
}

const ruleVerbs = ['set', 'assign', 'comment', 'task', 'call'] as const
const mostSteps = 20
const mostMinutes = 60 * 24 * 60

/** What is wrong with a list of steps, in words; null when nothing is. */
export function problemOfSteps(value: unknown): string | null {
  if (!Array.isArray(value)) return 'Steps are a list.'
  if (value.length > mostSteps) return `There are at most ${mostSteps} steps.`
  const keys = new Set<string>()
  for (const [index, step] of value.entries()) {
    const says = problemOfStep(step)
    if (says) return `Step ${index + 1}: ${says}`
    const key = stepKey(step as EscalationStep)
    if (keys.has(key)) return `Step ${index + 1}: there is one for this moment already. Put its actions there.`
    keys.add(key)
  }
  return null
}

function problemOfStep(step: unknown): string | null {
  if (!isObject(step)) return 'must be an object with metric, after and actions.'
  if (!metrics.some((metric) => metric === step['metric'])) return `'metric' must be one of ${metrics.join(', ')}.`
  if (!isTime(step['after']))
    return `'after' must be {"percent":75}, a share of the time promised from 1 to 500, or {"minutes":-30}, minutes from when it is due.`
  if (!Array.isArray(step['actions']) || step['actions'].length === 0) return 'needs something to do.'
  for (const action of step['actions']) {
    const says = problemOfStepAction(action)
    if (says) return says
  }
  return null
}

function isTime(after: unknown): boolean {
  if (!isObject(after) || Object.keys(after).length !== 1) return false
  const { percent, minutes } = after
  if (percent !== undefined) return Number.isInteger(percent) && Number(percent) >= 1 && Number(percent) <= 500
  return Number.isInteger(minutes) && Math.abs(Number(minutes)) <= mostMinutes
}

function problemOfStepAction(action: unknown): string | null {
  const verb = isObject(action) ? action['do'] : undefined
  if (verb === 'raise') return null
  if (verb === 'tell') {
    const whom = isObject(action) ? action['whom'] : undefined
    const isGood = Array.isArray(whom) && whom.length > 0 && whom.every((one) => listeners.includes(one as Listener))
    return isGood ? null : `'whom' of 'tell' must name some of ${listeners.join(', ')}.`
  }
  if (ruleVerbs.some((known) => known === verb)) return problemOfActions([action])
  return `'do' must be one of tell, raise, ${ruleVerbs.join(', ')}.`
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What tells a step of a policy from its others, and stays when what it does changes. */
export const stepKey = ({ metric, after }: StepTime): string =>
  'percent' in after ? `${metric} ${after.percent} %` : `${metric} ${after.minutes} min`
