import { z } from 'zod'
import { rightsOf } from '../access/abilities.ts'
import { holds } from '../access/rule.ts'
import { forbidden } from '../errors.ts'
import { readHistory } from '../history/read.server.ts'
import { plainText } from '../http/input.server.ts'
import type { AnyRecord, Filter } from '../record/define.ts'
import type { Field } from '../record/field.ts'
import { labelOf } from '../record/registry.ts'
import { search } from '../search/search.server.ts'
import { listComments } from '../traits/comments.server.ts'
import { type Call, tool, typeNamed } from './tool.server.ts'

const type = plainText(80).describe('A record type, as describe_types names it: person, service …')
const key = plainText(80).describe('The id of a record, or its number, such as SVC-0012.')
const filter = z
  .record(z.string(), z.unknown())
  .describe(
    'Every key must hold. A plain value means is, an array any of, null empty; {"contains":"x"}, {"gte":1}, {"within":"90d"}, {"past":"30d"}, {"empty":false}, {"not":"x"}; on a reference "me" or {"where":{…}}.',
  )
const which = {
  filter: filter.optional(),
  q: plainText(500).optional().describe('Words to find in them.'),
  archived: z.enum(['without', 'with', 'only']).optional(),
  asOf: plainText(10).optional().describe('A day, YYYY-MM-DD: as they stood at its end.'),
}

/** What only reads. */
export const readTools = [
  tool({
    name: 'describe_types',
    title: 'Describe the record types',
    about:
      'Names the types of records there are, or with `type` all fields, choices, states, moves and actions of one. Ask it before you filter or write.',
    input: z.object({ type: type.optional() }),
    isReadOnly: true,
    run: async (call, { type: name }) =>
      name === undefined
        ? { types: call.kernel.registry.records.flatMap((record) => briefOf(call, record)) }
        : describeType(call, typeNamed(call, name)),
  }),
  tool({
    name: 'search',
    title: 'Search',
    about: 'Finds records of any type by number, words or their beginnings; a typing slip does no harm.',
    input: z.object({
      q: plainText(400),
      types: z.array(type).optional(),
      limit: z.int().min(1).max(50).default(20),
    }),
    isReadOnly: true,
    run: async ({ kernel: { replica, registry, clock }, who }, { q, types, limit }) => ({
      results: await search({ db: replica, registry, now: clock.now() }, who, { q, types, limit, archived: 'no' }),
    }),
  }),
  tool({
    name: 'list_records',
    title: 'List records',
    about: 'Records of a type by a filter, in an order, a page at a time. `next` of the answer is `after` of the next.',
    input: z.object({
      type,
      ...which,
      sort: plainText(80).optional().describe("A field, descending with a leading '-'."),
      columns: z.array(plainText(80)).optional().describe('Only these fields; it makes answers much shorter.'),
      limit: z.int().min(1).max(100).default(25),
      after: plainText(2000).optional(),
    }),
    isReadOnly: true,
    run: (call, { type: name, filter: wanted, ...query }) =>
      call.records.list(typeNamed(call, name), { ...given(query), ...filtered(wanted) }),
  }),
  tool({
    name: 'summarise_records',
    title: 'Count and sum records',
    about: 'How many records there are (counted up to 10,000), or by a field how many of each, with sums.',
    input: z.object({
      type,
      ...which,
      by: plainText(80).optional(),
      sum: z.array(plainText(80)).max(5).optional().describe('Fields to add up in each group.'),
    }),
    isReadOnly: true,
    run: (call, { type: name, by, sum, filter: wanted, ...query }) => {
      const asked = { ...given(query), ...filtered(wanted) }
      const record = typeNamed(call, name)
      return by === undefined
        ? call.records.count(record, asked)
        : call.records.groups(record, { ...asked, by, sum: sum ?? [] })
    },
  }),
  tool({
    name: 'get_record',
    title: 'Read a record',
    about: 'One record with all its fields; `can` says what may be done to it now, `version` is needed to change it.',
    input: z.object({ type, id: key, asOf: which.asOf }),
    isReadOnly: true,
    run: (call, { type: name, id, asOf }) => call.records.get(typeNamed(call, name), id, asOf ? { asOf } : {}),
  }),
  tool({
    name: 'record_history',
    title: 'Read a record’s history',
    about: 'What happened to a record: who changed what, when and why, in sentences.',
    input: z.object({ type, id: key, limit: z.int().min(1).max(100).default(25), after: z.int().min(1).optional() }),
    isReadOnly: true,
    run: async (call, { type: name, id, limit, after }) => {
      if (!holds(call.who, 'history.read')) throw forbidden('You may not read histories.')
      return readHistory(call.kernel, call.who, { record: typeNamed(call, name), key: id, limit, after })
    },
  }),
  tool({
    name: 'list_comments',
    title: 'Read a record’s comments',
    about: 'The latest that people said about a record, oldest first.',
    input: z.object({ type, id: key, limit: z.int().min(1).max(100).default(25) }),
    isReadOnly: true,
    run: async (call, { type: name, id, limit }) => {
      const row = await call.records.get(typeNamed(call, name), id)
      return listComments(call.kernel, call.who, { id: row.id, limit })
    },
  }),
]

const filtered = (filter: Readonly<Record<string, unknown>> | undefined): { filter?: Filter } =>
  filter === undefined ? {} : { filter: filter as Filter }

/** Without what wasn't given. */
const given = <T extends object>(input: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

function briefOf({ who }: Call, record: AnyRecord): readonly object[] {
  const rights = rightsOf(who, record)
  if (rights.read === false) return []
  return [{ type: record.name, label: record.label[0], about: record.about, canCreate: rights.create !== false }]
}

function describeType({ who }: Call, record: AnyRecord): object {
  const { hidden, create } = rightsOf(who, record)
  const fields = Object.entries(record.fields).filter(([name]) => !hidden.has(name))
  const moves = Object.entries(record.states?.moves ?? {})
  const actions = Object.entries(record.actions ?? {})
  return {
    type: record.name,
    label: record.label[0],
    about: record.about,
    number: record.number ?? null,
    canCreate: create !== false,
    fields: fields.map(([name, field]) => describeField(name, field)),
    states: record.states?.all ?? [],
    moves: moves.map(([name, { label, from, to }]) => ({ name, label, from, to })),
    actions: actions.map(([name, { label, input = {} }]) => ({
      name,
      label,
      input: Object.entries(input).map(([field, of]) => describeField(field, of)),
    })),
  }
}

function describeField(name: string, field: Field<unknown>): object {
  const { help, required, of, to, max, fixed } = field.options
  return {
    name,
    label: labelOf(name, field),
    kind: field.kind,
    ...(help ? { help } : {}),
    ...(required ? { isRequired: true } : {}),
    ...(fixed ? { isSetForGood: true } : {}),
    ...(of ? { choices: of } : {}),
    ...(to ? { pointsAt: to } : {}),
    ...(max === undefined ? {} : { max }),
  }
}
