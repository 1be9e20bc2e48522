import type { AnyRecord, Filter } from '../record/define.ts'
import type { RuleVerb } from './verbs.ts'

/** What a rule does. Texts may name values of the record in braces: {title}, {number}, {owner}. */
export type Action =
  /** Days may be relative: 'today+30d'; a reference may be the 'author' of the rule. */
  | { readonly do: 'set'; readonly values: Readonly<Record<string, unknown>> }
  | { readonly do: 'assign'; readonly field: string; readonly to: string | null }
  /** With values of the fields that the move asks for. */
  | { readonly do: 'move'; readonly move: string; readonly with?: Readonly<Record<string, unknown>> }
  /** To those whom a field of the record names, to its 'watchers', or to the 'author' of the rule. */
  | { readonly do: 'notify'; readonly to: readonly string[]; readonly title: string; readonly text?: string }
  | { readonly do: 'comment'; readonly text: string; readonly isInternal?: boolean }
  | { readonly do: 'task'; readonly title: string; readonly assignee?: string | null; readonly dueIn?: number }
  /** Tells a webhook of the record, by the webhook's id. */
  | { readonly do: 'call'; readonly webhook: string }
  /** Asks those whom a template of approvals names, by the template's id. */
  | { readonly do: 'approval'; readonly template: string }
  | { readonly do: 'create'; readonly type: string; readonly values: Readonly<Record<string, unknown>> }

type Shape = Readonly<Record<string, (value: unknown) => boolean>>
const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '' && value.length <= 5000
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const optional =
  (is: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || value === null || is(value)

const shapes: Readonly<Record<Action['do'], Shape>> = {
  set: { values: (value) => isObject(value) && Object.keys(value).length > 0 },
  assign: { field: isText, to: optional(isText) },
  move: { move: isText, with: optional(isObject) },
  notify: {
    to: (value) => Array.isArray(value) && value.length > 0 && value.every(isText),
    title: isText,
    text: optional(isText),
  },
  comment: { text: isText, isInternal: optional((value) => typeof value === 'boolean') },
  task: {
    title: isText,
    assignee: optional(isText),
    dueIn: optional((value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 3650),
  },
  call: { webhook: isText },
  approval: { template: isText },
  create: { type: isText, values: isObject },
}
const most = 20

/** What is wrong with a list of actions, in words; null when nothing is. */
export function problemOfActions(value: unknown): string | null {
  if (!Array.isArray(value) || value.length === 0) return 'A rule needs something to do.'
  if (value.length > most) return `A rule does at most ${most} things.`
  for (const [index, action] of value.entries()) {
    const says = problemOfAction(action)
    if (says) return `Action ${index + 1}: ${says}`
  }
  return null
}

function problemOfAction(action: unknown): string | null {
  if (!isObject(action)) return 'must be an object such as {"do":"comment","text":"…"}.'
  const shape = Object.entries(shapes).find(([verb]) => verb === action['do'])?.[1]
  if (!shape) return `'do' must be one of ${Object.keys(shapes).join(', ')}.`
  const wrong = Object.entries(shape).find(([key, is]) => !is(action[key]))
  if (wrong) return `'${wrong[0]}' is missing, or isn't what '${String(action['do'])}' takes.`
  const unknown = Object.keys(action).find((key) => key !== 'do' && !shape[key])
  return unknown ? `'${unknown}' means nothing to '${String(action['do'])}'.` : null
}

/** What is wrong with a condition at first sight; what it asks is checked when it is used. */
export const problemOfFilter = (value: unknown): string | null =>
  isObject(value) ? null : 'Conditions are an object such as {"state":"live"}.'

/** What is wrong with the fields whose change matters. */
export const problemOfChanged = (value: unknown): string | null =>
  Array.isArray(value) && value.every(isText) ? null : 'The fields are a list of names such as ["owner"].'

/** Text with the values of a record in place of their names in braces; names that it doesn't have stay. */
export function fillIn(text: string, row: Readonly<Record<string, unknown>>): string {
  return text.replaceAll(/\{(\w{1,60})\}/g, (whole, name: string) => {
    const value = row[name]
    if (value === undefined) return whole
    return wordOf(value)
  })
}

function wordOf(value: unknown): string {
  if (value === null) return '—'
  if (Array.isArray(value)) return value.map(wordOf).join(', ')
  if (!isObject(value)) return String(value)
  if ('title' in value) return String(value['title'] ?? '—')
  return 'amount' in value ? `${String(value['amount'])} ${String(value['currency'])}` : JSON.stringify(value)
}

/** A rule as it is carried out. */
export interface Rule {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly recordType: string
  readonly verbs: readonly RuleVerb[]
  readonly changed: readonly string[]
  readonly conditions: Filter
  readonly actions: readonly Action[]
  /** The account that wrote it last; null for the system. */
  readonly author: string | null
}

/** The columns that keep a field, of which one has to be among those that changed. */
export const columnsAsked = (record: AnyRecord, name: string, columnOf: (name: string) => string): readonly string[] =>
  record.fields[name]?.kind === 'money' ? [`${columnOf(name)}_amount`, `${columnOf(name)}_currency`] : [columnOf(name)]
