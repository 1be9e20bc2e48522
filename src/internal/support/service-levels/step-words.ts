import { inSentence } from '../../../kernel/record/in-sentence.ts'
import { labelOf } from '../../../kernel/record/registry.ts'
import { type Level, levels } from '../tickets/priority.ts'
import { Ticket } from '../tickets/ticket.record.ts'
import type { Metric } from './promise.ts'
import type { EscalationStep, Listener, StepAction } from './step-action.ts'
import type { StepTime } from './steps.ts'

const nouns: Readonly<Record<Metric, string>> = {
  response: 'first response',
  resolution: 'resolution',
  next_reply: 'next reply',
  update: 'update',
}

/** What a step says of a ticket to those whom it tells, without a full stop. */
export function sayStep({ metric, after }: StepTime, number: string): string {
  const noun = nouns[metric]
  if ('percent' in after)
    return after.percent < 100
      ? `${number}: ${after.percent} % of the time for its ${noun} is used`
      : `${number}: its ${noun} is overdue`
  const length = sayMinutes(Math.abs(after.minutes))
  if (after.minutes === 0) return `${number}: its ${noun} is due now`
  return after.minutes < 0
    ? `${number}: its ${noun} is due in ${length}`
    : `${number}: its ${noun} is ${length} overdue`
}

const sayMinutes = (minutes: number): string =>
  minutes % 60 === 0 ? `${minutes / 60} h of open time` : `${minutes} min of open time`

/** A step as it is read: 'At 75 % of the time for the resolution: tell whoever has it and the team’s lead.' */
export function sayRule({ metric, after, actions }: EscalationStep): string {
  return `${sayWhen({ metric, after })}: ${listed(actions.map(sayAction))}.`
}

function sayWhen({ metric, after }: StepTime): string {
  const noun = nouns[metric]
  if ('percent' in after) return `At ${after.percent} % of the time for the ${noun}`
  if (after.minutes === 0) return `When the ${noun} is due`
  return `${sayMinutes(Math.abs(after.minutes))} ${after.minutes < 0 ? 'before' : 'after'} the ${noun} is due`
}

/** Who is told, in words. */
export const listenerWords: Readonly<Record<Listener, string>> = {
  assignee: 'whoever has it',
  team: 'the team',
  lead: 'the team’s lead',
  owner: 'the service’s owner',
  watchers: 'those who watch it',
}

/** What a step can do, in the order in which it is offered. */
export const verbWords: Readonly<Record<StepAction['do'], string>> = {
  tell: 'Tell people',
  raise: 'Make it more urgent by one',
  assign: 'Give it to somebody',
  set: 'Set a field',
  comment: 'Comment',
  task: 'Add a task',
  call: 'Call a webhook',
}

function sayAction(action: StepAction): string {
  switch (action.do) {
    case 'tell':
      return `tell ${listed(action.whom.map((one) => listenerWords[one]))}`
    case 'raise':
      return 'make it more urgent by one'
    case 'comment':
      return `${action.isInternal ? 'note' : 'say'} “${action.text}”`
    case 'assign':
      return action.to === null ? `take its ${labelIn(action.field)} away` : `give it another ${labelIn(action.field)}`
    case 'set':
      return `set ${listed(Object.entries(action.values).map(sayValue))}`
    case 'task':
      return `add the task “${action.title}”${action.dueIn === undefined ? '' : `, due in ${action.dueIn} days`}`
    case 'call':
      return 'call a webhook'
  }
}

const fields: Readonly<Record<string, Parameters<typeof labelOf>[1]>> = Ticket.fields
const labelIn = (name: string): string =>
  name === 'assignee' ? 'assignee' : inSentence(labelOf(name, fields[name] ?? undefined))

function sayValue([name, value]: readonly [string, unknown]): string {
  if (value === null || value === '') return `the ${labelIn(name)} to nothing`
  if (typeof value === 'boolean') return `the ${labelIn(name)} to ${value ? 'yes' : 'no'}`
  const { kind, options } = fields[name] ?? {}
  if (kind === 'choice')
    return `the ${labelIn(name)} to ${inSentence(options?.says?.[String(value)] ?? String(value).replaceAll('_', ' '))}`
  return kind === 'text' || kind === 'longText' ? `the ${labelIn(name)} to “${String(value)}”` : `the ${labelIn(name)}`
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** What makes a ticket more urgent by one: its urgency, or its impact once that is highest; null when both are. */
export function raised({ impact, urgency }: { readonly impact: Level; readonly urgency: Level }) {
  const up = (level: Level): Level | undefined => levels[levels.indexOf(level) - 1]
  if (up(urgency)) return { urgency: up(urgency) }
  return up(impact) ? { impact: up(impact) } : null
}
