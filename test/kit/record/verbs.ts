import type { Rule } from '../../../src/kernel/access/rule.ts'
import type { Row } from '../../../src/kernel/record/store.server.ts'
import { neededFor, type Sent, type Stage } from './stage.ts'
import { type Input, isNeeded } from './world.ts'

/** Something that can be done to a record by the API: what guards it, how a row is made ready, and the request. */
export interface Verb {
  readonly name: string
  readonly rule: Rule
  readonly kind: 'read' | 'create' | 'write'
  /** A row that this can be done to now; `values` go into it. Not made by 'create'. */
  readonly ready: (values?: Input, state?: string) => Promise<Row>
  readonly request: (row: Row, values?: Input) => Promise<Sent> | Sent
  readonly status: number
}

/** Every verb of a record, from its declaration. */
export function verbsOf(stage: Stage): readonly Verb[] {
  const { record, recipe, make, input } = stage
  const { access } = record
  const ready: Verb['ready'] = (values, state) => make(values, { state })
  const archived = async (values?: Input): Promise<Row> => {
    const row = await make(values)
    return stage.kernel.store.asSystem('test').archive(record, row.id)
  }
  const post =
    (at: (row: Row) => string): Verb['request'] =>
    (row) => ({ method: 'POST', at: at(row) })
  const plain: readonly Verb[] = [
    { name: 'read', rule: access.read, kind: 'read', ready, request: (row) => ({ at: row.id }), status: 200 },
    {
      name: 'create',
      rule: access.create,
      kind: 'create',
      ready,
      request: async (_, values) => ({ method: 'POST', body: { ...(await input()), ...values } }),
      status: 201,
    },
    {
      name: 'update',
      rule: access.update,
      kind: 'write',
      ready,
      request: (row) => ({
        method: 'PATCH',
        at: row.id,
        body: recipe.change,
        headers: { 'if-match': `"${row.version}"` },
      }),
      status: 200,
    },
    {
      name: 'archive',
      rule: access.archive,
      kind: 'write',
      ready,
      request: post((row) => `${row.id}/archive`),
      status: 200,
    },
    {
      name: 'restore',
      rule: access.archive,
      kind: 'write',
      ready: archived,
      request: post((row) => `${row.id}/restore`),
      status: 200,
    },
  ]
  return [...plain, ...movesOf(stage), ...actionsOf(stage)]
}

function movesOf({ record, make, world }: Stage): readonly Verb[] {
  return Object.entries(record.states?.moves ?? {}).map(([name, move]) => ({
    name: `move: ${name}`,
    rule: move.can ?? record.access.update,
    kind: 'write',
    ready: (values) => make(values, { state: move.from[0] }),
    request: async (row) => ({
      method: 'POST',
      at: `${row.id}/moves/${name}`,
      body: await neededFor({ record, world }, name),
    }),
    status: 200,
  }))
}

function actionsOf({ record, make, world, recipe }: Stage): readonly Verb[] {
  return Object.entries(record.actions ?? {}).map(([name, action]) => ({
    name: `action: ${name}`,
    rule: action.can,
    kind: 'write',
    ready: (values) => make(values, { state: action.from?.[0] }),
    request: async (row) => ({
      method: 'POST',
      at: `${row.id}/actions/${name}`,
      body: await world.valuesFor({ ...record, fields: action.input ?? {} }, { isFull: true }),
    }),
    status: recipe.answers?.[name] ?? 200,
  }))
}

/** What lets one see the records that a new one must point at, and those that its moves need, and what the recipe adds. */
export function permissionsBesides({
  record,
  kernel,
  recipe,
}: Pick<Stage, 'record' | 'kernel' | 'recipe'>): readonly string[] {
  const moved = Object.values(record.states?.moves ?? {}).flatMap(({ needs = [] }) => needs)
  const needed = Object.entries(record.fields).filter(([name, field]) => isNeeded(field) || moved.includes(name))
  const targets = needed.flatMap(([, { options }]) => options.to ?? [])
  return [...(recipe.also ?? []), ...targets.flatMap((to) => permissionsIn(kernel.registry.record(to).access.read))]
}

/** The permissions that a rule asks for, anywhere in it. */
export function permissionsIn(rule: Rule): readonly string[] {
  if (typeof rule === 'string') return []
  if ('holds' in rule) return [rule.holds]
  if ('anyOf' in rule) return rule.anyOf.flatMap(permissionsIn)
  return 'allOf' in rule ? rule.allOf.flatMap(permissionsIn) : []
}

/** A condition on the row. */
export type Condition = Extract<
  Rule,
  { readonly isSelf: string } | { readonly inTeamOf: string } | { readonly is: object }
>

/** Conditions on the row that are enough together, each list a way in for people without the permission. */
export function waysIn(rule: Rule): readonly (readonly Condition[])[] {
  if (rule === 'anyone') return [[]]
  if (typeof rule === 'string' || 'holds' in rule) return []
  if ('isSelf' in rule || 'inTeamOf' in rule || 'is' in rule) return [[rule]]
  if ('anyOf' in rule) return rule.anyOf.flatMap(waysIn)
  const none: readonly (readonly Condition[])[] = [[]]
  return rule.allOf.reduce((ways, part) => ways.flatMap((way) => waysIn(part).map((more) => [...way, ...more])), none)
}

/** Whether everybody who is signed in passes. */
export const isOpen = (rule: Rule): boolean =>
  rule === 'anyone' || (typeof rule === 'object' && 'anyOf' in rule && rule.anyOf.some(isOpen))
