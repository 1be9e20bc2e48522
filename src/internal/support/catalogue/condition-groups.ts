import type { Comparison, Condition } from './condition.ts'

/** A condition as it is drawn and changed: parts that all hold, any of which holds, or none of which does. */
export interface Group {
  readonly joins: Joins
  readonly parts: readonly Part[]
}
export const joinings = ['all', 'any', 'none'] as const
export type Joins = (typeof joinings)[number]
export type Part = Comparison | Group

/** How deep groups may stand in one another where they are written: more than that nobody reads. */
export const deepest = 3

export const isGroup = (part: Part): part is Group => 'joins' in part

/** A condition as a group; nothing at all is a group without parts. */
export function groupOf(condition: Condition | undefined): Group {
  if (condition === undefined) return { joins: 'all', parts: [] }
  if ('all' in condition) return { joins: 'all', parts: condition.all.map(partOf) }
  if ('any' in condition) return { joins: 'any', parts: condition.any.map(partOf) }
  if (!('not' in condition)) return { joins: 'all', parts: [condition] }
  const denied = partOf(condition.not)
  return { joins: 'none', parts: isGroup(denied) && denied.joins === 'any' ? denied.parts : [denied] }
}

/** The condition that a group says; undefined where it says nothing. Groups that lost their parts are gone. */
export function conditionOf(group: Group): Condition | undefined {
  const [only, ...more] = group.parts
  if (only && more.length === 0 && group.joins !== 'none' && !isGroup(only)) return only
  return whole(group)
}

function whole({ joins, parts }: Group): Condition | undefined {
  const said = parts.flatMap((part) => (isGroup(part) ? (whole(part) ?? []) : [part]))
  if (said.length === 0) return undefined
  return joins === 'none' ? { not: { any: said } } : joins === 'any' ? { any: said } : { all: said }
}

const partOf = (condition: Condition): Part =>
  'all' in condition || 'any' in condition || 'not' in condition ? groupOf(condition) : condition

/** The group with another part in the place of one, or without it. */
export const withPart = (group: Group, index: number, part: Part): Group => ({
  ...group,
  parts: group.parts.with(index, part),
})
export const withoutPart = (group: Group, index: number): Group => ({
  ...group,
  parts: group.parts.toSpliced(index, 1),
})

/** The group with one more part at its end. */
export const andPart = (group: Group, part: Part): Group => ({ ...group, parts: [...group.parts, part] })

/** The group with a group at its end, which begins with one comparison and joins the other way. */
export const andGroup = (group: Group, first: Comparison): Group =>
  andPart(group, { joins: group.joins === 'any' ? 'all' : 'any', parts: [first] })
