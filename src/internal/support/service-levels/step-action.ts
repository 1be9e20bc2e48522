import type { Action } from '../../../kernel/automation/action.ts'
import type { StepTime } from './steps.ts'

/** Who can be told of a promise that runs out. */
export const listeners = ['assignee', 'team', 'lead', 'owner', 'watchers'] as const
export type Listener = (typeof listeners)[number]

/** What a step does of what rules do. */
export const ruleVerbs = ['set', 'assign', 'comment', 'task', 'call'] as const

/** What a step does: tells people, raises the priority by one, or what rules do. */
export type StepAction =
  | { readonly do: 'tell'; readonly whom: readonly Listener[] }
  | { readonly do: 'raise' }
  | Extract<Action, { readonly do: (typeof ruleVerbs)[number] }>

/** What is done about a promise at one moment. */
export interface EscalationStep extends StepTime {
  readonly actions: readonly StepAction[]
}

/** What tells a step of a policy from its others, and stays when what it does changes. */
export const stepKey = ({ metric, after }: StepTime): string =>
  'percent' in after ? `${metric} ${after.percent} %` : `${metric} ${after.minutes} min`
