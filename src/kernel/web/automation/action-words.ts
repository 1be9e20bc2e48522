import type { Action } from '../../automation/action.ts'
import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { labelFor } from '../field/fields.ts'
import { wordOf } from '../field/words.ts'

/** The actions in the order they are offered, by what their choice says. */
export const actionLabels: Readonly<Record<Action['do'], string>> = {
  set: 'Set a field',
  assign: 'Give it to somebody',
  move: 'Move it on',
  notify: 'Tell people',
  comment: 'Comment',
  task: 'Add a task',
  call: 'Call a webhook',
  approval: 'Ask for approval',
  create: 'Make a record',
}

export const authorWords = 'whoever wrote this rule'

/** An action as a sentence; `record` is what the rule is about, `recordOf` finds others, `titleOf` the names of records. */
export function actionText(
  action: Action,
  record: AnyRecord | null,
  recordOf: (name: string) => AnyRecord | undefined,
  titleOf: (id: string) => string | null = () => null,
): string {
  const label = (name: string, of: AnyRecord | null | undefined = record): string =>
    of ? inSentence(labelFor(of, name)) : name
  const valuesText = (values: Readonly<Record<string, unknown>>, of?: AnyRecord | null): string =>
    Object.entries(values)
      .map(([name, value]) =>
        isAuthor(of ?? record, name, value)
          ? `${label(name, of)} to ${authorWords}`
          : valueText(label(name, of), value, titleOf),
      )
      .join(', ')
  const withText = (values: Readonly<Record<string, unknown>> = {}): string =>
    Object.keys(values).length > 0 ? ` and set ${valuesText(values)}` : ''
  switch (action.do) {
    case 'set':
      return `Set ${valuesText(action.values)}`
    case 'assign':
      return `Set ${valueText(label(action.field), action.to, titleOf)}`
    case 'move':
      return `Do “${record?.states?.moves[action.move]?.label ?? action.move}”${withText(action.with)}`
    case 'notify':
      return `Tell ${action.to.map((to) => told[to] ?? `the ${label(to)}`).join(', ')}: “${action.title}”`
    case 'comment':
      return `Comment${action.isInternal ? ' internally' : ''}: “${action.text}”`
    case 'task':
      return `Add the task “${action.title}”${action.dueIn === undefined ? '' : `, due in ${action.dueIn} days`}`
    case 'call':
      return 'Call a webhook'
    case 'approval':
      return 'Ask for approval'
    case 'create': {
      const type = recordOf(action.type)
      const values = valuesText(action.values, type ?? null)
      return `Make a ${type ? inSentence(type.label[0]) : action.type}${values && `: ${values}`}`
    }
  }
}

/** Whether a value is whoever wrote the rule, whom it names without knowing them. */
export const isAuthor = (record: AnyRecord | null, name: string, value: unknown): boolean =>
  value === 'author' && record?.fields[name]?.kind === 'ref'

/** The action that makes a move, with a place for each value that the move needs. */
export function moveAction(record: AnyRecord | null, move: string): Action {
  const needed = record?.states?.moves[move]?.needs ?? []
  if (needed.length === 0) return { do: 'move', move }
  return {
    do: 'move',
    move,
    with: Object.fromEntries(needed.map((name) => [name, record?.fields[name]?.options.default ?? null])),
  }
}

export const told: Readonly<Record<string, string>> = {
  watchers: 'those who watch it',
  author: authorWords,
}

/** The records that an action names by their ids, by their type. */
export function namedIn(action: Action, record: AnyRecord | null): ReadonlyMap<string, readonly string[]> {
  const values: Readonly<Record<string, unknown>> =
    action.do === 'set'
      ? action.values
      : action.do === 'move'
        ? (action.with ?? {})
        : action.do === 'assign'
          ? { [action.field]: action.to }
          : {}
  const found = Object.entries(values).flatMap(([name, value]) => {
    const to = record?.fields[name]?.options.to
    return to !== undefined && isId(value) ? [[to, value] as const] : []
  })
  return new Map([...Map.groupBy(found, ([to]) => to)].map(([to, pairs]) => [to, pairs.map(([, id]) => id)]))
}

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)

function valueText(label: string, value: unknown, titleOf: (id: string) => string | null): string {
  if (value === null) return `${label} to nothing`
  const title = isId(value) ? titleOf(value) : null
  if (title !== null) return `${label} to “${title}”`
  if (isId(value) || typeof value === 'object') return label
  return `${label} to ${typeof value === 'string' && /^[a-z_]+$/.test(value) ? inSentence(wordOf(value)) : `“${String(value)}”`}`
}
