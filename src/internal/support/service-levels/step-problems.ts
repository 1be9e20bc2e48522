import { problemOfActions } from '../../../kernel/automation/action.ts'
import { oneOf } from '../../../kernel/record/in-sentence.ts'
import { labelOf, settableFields } from '../../../kernel/record/registry.ts'
import { checkValue, isUuid } from '../../../kernel/record/values.ts'
import { Ticket } from '../tickets/ticket.record.ts'
import { metrics } from './promise.ts'
import { type EscalationStep, listeners, ruleVerbs, stepKey } from './step-action.ts'

const mostSteps = 20
const mostMinutes = 60 * 24 * 60

/** What is wrong with a list of steps, in words that name the step, to go on after their label; null when nothing is. */
export function problemOfSteps(value: unknown): string | null {
  if (!Array.isArray(value)) return 'must be a list.'
  if (value.length > mostSteps) return `can’t be kept: there are at most ${mostSteps}.`
  const keys = new Map<string, number>()
  for (const [index, step] of value.entries()) {
    const says = problemOfStep(step)
    if (says) return `can’t be kept. Step ${index + 1}: ${says}`
    const key = stepKey(step as EscalationStep)
    const first = keys.get(key)
    if (first !== undefined)
      return `can’t be kept. Step ${index + 1}: step ${first + 1} is for this moment already. Put its actions there.`
    keys.set(key, index)
  }
  return null
}

/** What is wrong with one step, in words; null when nothing is. */
export function problemOfStep(step: unknown): string | null {
  if (!isObject(step)) return 'it must be an object with metric, after and actions.'
  if (!metrics.some((metric) => metric === step['metric'])) return `'metric' must be one of ${metrics.join(', ')}.`
  if (!isTime(step['after']))
    return `'after' must be {"percent":75}, a share of the time promised from 1 to 500, or {"minutes":-30}, minutes from when it is due.`
  if (!Array.isArray(step['actions']) || step['actions'].length === 0) return 'say what it does.'
  for (const [index, action] of step['actions'].entries()) {
    const says = problemOfStepAction(action)
    if (says) return `action ${index + 1}: ${says}`
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
  const given = isObject(action) ? action : {}
  switch (given['do']) {
    case 'raise':
      return null
    case 'tell': {
      const { whom } = given
      const isGood = Array.isArray(whom) && whom.length > 0 && whom.every((one) => listeners.includes(one as never))
      return isGood ? null : `say whom to tell: some of ${listeners.join(', ')}.`
    }
    case 'set':
      return problemOfValues(given['values']) ?? asRule(action)
    case 'assign':
      return problemOfAssigning(given) ?? asRule(action)
    case 'comment':
      return isSaid(given['text']) ? asRule(action) : 'write what the comment says.'
    case 'task':
      return isSaid(given['title']) ? asRule(action) : 'write what is to be done.'
    case 'call':
      return isUuid(given['webhook']) ? asRule(action) : 'choose a webhook.'
    default:
      return `'do' must be one of tell, raise, ${ruleVerbs.join(', ')}.`
  }
}

const asRule = (action: unknown): string | null => problemOfActions([action])?.replace('Action 1: ', '') ?? null
const isSaid = (text: unknown): boolean => typeof text === 'string' && text.trim() !== ''

function problemOfValues(values: unknown): string | null {
  if (!isObject(values) || Object.keys(values).length === 0) return 'choose a field to set.'
  const fields = new Map(settableFields(Ticket))
  for (const [name, value] of Object.entries(values)) {
    const field = fields.get(name)
    if (!field) return `a ${oneOf(Ticket)} has no field '${name}' that can be set.`
    // Days may be relative to when it is done, and people whoever wrote the policy.
    if ((field.kind === 'date' && typeof value === 'string') || (field.kind === 'ref' && value === 'author')) continue
    const checked = checkValue(field, value)
    if ('says' in checked) return `${labelOf(name, field)} ${checked.says}`
  }
  return null
}

function problemOfAssigning({ field, to }: Readonly<Record<string, unknown>>): string | null {
  if (field !== 'team' && field !== 'assignee') return `'field' must be team or assignee.`
  return to === undefined || to === null || isUuid(to) ? null : 'choose who gets it, or nobody.'
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
