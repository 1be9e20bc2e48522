import type { AnyRecord } from '../../record/define.ts'
import type { Field } from '../../record/field.ts'
import { fieldOf, kindOf } from '../field/fields.ts'

/** What a filter asks of a field, in words, and what it takes: nothing, one value, several, or a number of days. */
export interface Operator {
  readonly key: string
  readonly label: string
  readonly takes: 'nothing' | 'value' | 'values' | 'text' | 'days' | 'yesNo'
  /** The condition of the filter language. */
  readonly build: (value: unknown) => unknown
}

const bare = (value: unknown) => value
const op = (
  key: string,
  label: string,
  takes: Operator['takes'],
  build: Operator['build'] = (value) => ({ [key]: value }),
): Operator => ({
  key,
  label,
  takes,
  build,
})

const empties = [
  op('isEmpty', 'is empty', 'nothing', () => ({ empty: true })),
  op('hasValue', 'has a value', 'nothing', () => ({ empty: false })),
]
const text = [
  op('contains', 'contains', 'text'),
  op('startsWith', 'begins with', 'text'),
  op('is', 'is', 'text', bare),
  ...empties,
]
const amount = [
  op('is', 'is', 'value', bare),
  op('gte', 'is at least', 'value'),
  op('lte', 'is at most', 'value'),
  ...empties,
]
const when = [
  op('past', 'in the last', 'days', (days) => ({ past: `${String(days)}d` })),
  op('within', 'in the next', 'days', (days) => ({ within: `${String(days)}d` })),
  op('is', 'is on', 'value', bare),
  op('lt', 'is before', 'value'),
  op('gt', 'is after', 'value'),
  op('notBefore', 'is not before', 'value'),
  ...empties,
]
const several = [
  op('is', 'has any of', 'values', bare),
  op('hasAll', 'has all of', 'values'),
  op('hasNone', 'has none of', 'values'),
  ...empties,
]
const one = [op('is', 'is', 'values', bare), op('not', 'is not', 'values'), ...empties]
const own = op('me', 'is me', 'nothing', () => 'me')

const byKind: Readonly<Record<string, readonly Operator[]>> = {
  int: amount,
  decimal: amount,
  money: amount,
  percent: amount,
  duration: amount,
  date: when,
  dateTime: when,
  bool: [op('is', 'is', 'yesNo', bare)],
  choice: one,
  choices: several,
  ref: one,
  refs: several,
}

/** What may be asked of a field; `isOwn` when it can point at the caller's own record. */
export function operatorsOf(field: Field<unknown>, isOwn: boolean): readonly Operator[] {
  const found = byKind[kindOf(field)] ?? text
  return isOwn ? [own, ...found] : found
}

export interface Asked {
  readonly operator: Operator
  readonly value: unknown
}

/** Reads a condition back as an operator and its value; null for one that the filter panel can't draw, such as `where`. */
export function askedBy(field: Field<unknown>, condition: unknown): Asked | null {
  const operators = operatorsOf(field, true)
  const find = (key: string, value: unknown): Asked | null => {
    const operator = operators.find((one) => one.key === key)
    return operator ? { operator, value: operator.takes === 'values' ? listOf(value) : value } : null
  }
  if (condition === null) return find('isEmpty', null)
  if (condition === 'me' && field.options.to) return find('me', null)
  if (typeof condition !== 'object' || Array.isArray(condition)) return find('is', condition)
  const [pair, ...rest] = Object.entries(condition)
  if (!pair || rest.length > 0) return null
  const [key, value] = pair
  if (key === 'empty') return find(value === true ? 'isEmpty' : 'hasValue', null)
  if (key === 'is') return askedBy(field, value)
  if (key === 'past' || key === 'within') {
    const days = /^(\d+)d$/.exec(String(value))
    return days ? find(key, Number(days[1])) : null
  }
  return find(key, value)
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === null || value === undefined ? [] : [value]

/** The names of what a record can be filtered by, in the order it declares them. */
export function filterable(record: AnyRecord): readonly string[] {
  const own = Object.entries(record.fields).filter(
    ([, field]) => field.kind !== 'json' && !(field.kind === 'computed' && field.options.from),
  )
  return [
    ...(record.states ? ['state'] : []),
    ...own.map(([name]) => name),
    ...(record.number ? ['number'] : []),
    'createdAt',
    'updatedAt',
  ]
}

/** The fields that rows can be grouped by: few values each, or one reference. */
export const groupable = (record: AnyRecord): readonly string[] => {
  const own = Object.entries(record.fields).filter(([, field]) => ['choice', 'ref', 'bool'].includes(field.kind))
  return [...(record.states ? ['state'] : []), ...own.map(([name]) => name)]
}

/** The fields that a calendar can be drawn by. */
export const dateFields = (record: AnyRecord): readonly string[] => {
  const own = Object.entries(record.fields).filter(
    ([, field]) => kindOf(field) === 'date' || kindOf(field) === 'dateTime',
  )
  return [...own.map(([name]) => name), 'createdAt']
}

/** Whether a list can be sorted by a column. */
export function isSortable(record: AnyRecord, name: string): boolean {
  const field = fieldOf(record, name)
  if (!field) return false
  return (
    !['refs', 'choices', 'json', 'longText', 'actor'].includes(field.kind) &&
    !(field.kind === 'computed' && field.options.from)
  )
}
