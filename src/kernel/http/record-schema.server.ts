import type { AnyRecord } from '../record/define.ts'
import { type Field, type FieldOptions, secretMask } from '../record/field.ts'
import { labelOf, settableFields } from '../record/registry.ts'
import type { JsonSchema } from './describe.server.ts'

const text = (more: JsonSchema = {}): JsonSchema => ({ type: 'string', ...more })
const id = text({ format: 'uuid' })
const component = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })
const ref = component('Reference')
const moneyParts = component('Money')

/** Parts that the schemas of records are made of. */
export const recordParts: Readonly<Record<string, JsonSchema>> = {
  Reference: {
    type: 'object',
    description: 'A record that another one points at; the title is null where the caller may not see it.',
    required: ['id', 'title'],
    properties: { id, title: { type: ['string', 'null'] } },
  },
  Money: {
    type: 'object',
    required: ['amount', 'currency'],
    properties: {
      amount: text({ examples: ['412000.00'] }),
      currency: text({ pattern: '^[A-Z]{3}$', examples: ['EUR'] }),
    },
  },
}

type Maker = (options: FieldOptions) => JsonSchema
const bounds = ({ min, max }: FieldOptions): JsonSchema => ({
  ...(min === undefined ? {} : { minimum: min }),
  ...(max === undefined ? {} : { maximum: max }),
})
const decimal: Maker = () => text({ pattern: '^-?\\d+(\\.\\d+)?$', examples: ['12.50'] })

/** How each kind is written on the wire, as JSON Schema. */
const kinds: Readonly<Record<string, Maker>> = {
  text: ({ max = 200 }) => text({ maxLength: max, examples: ['Text'.slice(0, max)] }),
  longText: ({ max = 20_000 }) => text({ maxLength: max, description: 'Markdown.' }),
  int: (options) => ({ type: 'integer', ...bounds(options) }),
  decimal,
  percent: decimal,
  money: () => moneyParts,
  date: () => text({ format: 'date', examples: ['2026-03-31'] }),
  dateTime: () => text({ format: 'date-time', examples: ['2026-03-31T14:00:00.000Z'] }),
  duration: (options) => ({ type: 'integer', description: 'Whole seconds.', ...bounds(options) }),
  bool: () => ({ type: 'boolean' }),
  choice: ({ of }) => text({ enum: of }),
  choices: ({ of }) => ({ type: 'array', items: text({ enum: of }) }),
  ref: ({ to }) => ({ ...id, description: `The id of a ${to?.replaceAll('_', ' ')}.` }),
  refs: ({ to }) => ({ type: 'array', items: { ...id, description: `The id of a ${to?.replaceAll('_', ' ')}.` } }),
  email: () => text({ format: 'email', examples: ['ada@example.com'] }),
  url: () => text({ format: 'uri', examples: ['https://example.com/'] }),
  phone: () => text({ examples: ['+49 30 901820'] }),
  ip: () => text({ examples: ['10.1.2.3'] }),
  colour: () => text({ pattern: '^#[0-9a-f]{6}$', examples: ['#1f6feb'] }),
  secret: () =>
    text({ description: `A secret: write-only. Reads as ${secretMask} where it is set; sent so, it stays.` }),
  json: () => ({}),
}

/** `BusinessUnit`: under which name the schemas of a record stand. */
const nameOf = ({ name }: Pick<AnyRecord, 'name'>): string =>
  name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
/** A row as it reads, a page of rows with the cursors around it, and what one may send: by name, see `recordSchemas`. */
export const rowSchema = (record: AnyRecord): JsonSchema => component(nameOf(record))
export const pageSchema = (record: AnyRecord): JsonSchema => component(`${nameOf(record)}List`)
export const newSchema = (record: AnyRecord): JsonSchema => component(`New${nameOf(record)}`)
export const changeSchema = (record: AnyRecord): JsonSchema => component(`${nameOf(record)}Change`)

/** The schemas of one record, fields that an installation adds among them. */
export function recordSchemas(record: AnyRecord): Readonly<Record<string, JsonSchema>> {
  const name = nameOf(record)
  return {
    [name]: row(record),
    [`${name}List`]: page(record),
    [`New${name}`]: valuesSchema(record, { isNew: true }),
    [`${name}Change`]: valuesSchema(record, { isNew: false }),
  }
}

/** The values one may send: all required ones when it is new, any when it changes. */
export function valuesSchema(record: Pick<AnyRecord, 'fields'>, { isNew }: { isNew: boolean }): JsonSchema {
  const fields = settableFields(record).filter(([, { options }]) => isNew || options.fixed !== true)
  const required = fields
    .filter(([, field]) => field.options.required && field.options.default === undefined)
    .map(([name]) => name)
  const properties = Object.fromEntries(
    fields.map(([name, field]) => [name, described(name, field, nullable(written(field), field))]),
  )
  return {
    type: 'object',
    additionalProperties: false,
    properties,
    ...(isNew && required.length > 0 ? { required } : {}),
  }
}

/** What a move takes: the fields that it asks for; those that it needs may have a value already. */
export function movingSchema(record: AnyRecord, move: string): JsonSchema {
  const { needs = [], asks = [] } = record.states?.moves[move] ?? {}
  const fields = [...needs, ...asks].flatMap((name) => {
    const field = record.fields[name]
    return field ? [[name, field] as const] : []
  })
  return valuesSchema({ fields: Object.fromEntries(fields) }, { isNew: false })
}

function row(record: AnyRecord): JsonSchema {
  const envelope = {
    ...envelopeOf,
    number: { type: ['string', 'null'], ...(record.number ? { examples: [record.number.replace(/[{}]/g, '')] } : {}) },
    state: record.states ? text({ enum: record.states.all }) : { type: 'null' },
  }
  const fields = Object.entries(record.fields).map(([name, field]) => [
    name,
    described(name, field, nullable(read(field), field)),
  ])
  return {
    type: 'object',
    description: record.about,
    required: Object.keys(envelope),
    additionalProperties: false,
    properties: { ...envelope, ...Object.fromEntries(fields) },
  }
}

const envelopeOf: Readonly<Record<string, JsonSchema>> = {
  id,
  number: { type: ['string', 'null'] },
  title: text(),
  version: { type: 'integer' },
  state: { type: ['string', 'null'] },
  createdAt: text({ format: 'date-time' }),
  createdBy: { oneOf: [ref, { type: 'null' }, id] },
  updatedAt: text({ format: 'date-time' }),
  updatedBy: { oneOf: [ref, { type: 'null' }, id] },
  archivedAt: { type: ['string', 'null'], format: 'date-time' },
  can: { type: 'array', items: text(), description: 'What the caller may do to it now.' },
}
/** A row of any type. */
export const anyRowSchema: JsonSchema = {
  type: 'object',
  required: Object.keys(envelopeOf),
  properties: envelopeOf,
  additionalProperties: true,
}

const page = (record: AnyRecord): JsonSchema => ({
  type: 'object',
  required: ['rows', 'next', 'previous'],
  properties: {
    rows: { type: 'array', items: rowSchema(record) },
    next: { type: ['string', 'null'] },
    previous: { type: ['string', 'null'] },
  },
})

export const countSchema: JsonSchema = {
  type: 'object',
  required: ['count', 'isAtLeast'],
  properties: {
    count: { type: 'integer' },
    isAtLeast: { type: 'boolean', description: 'There are more; 10,000 were counted.' },
  },
}

export const groupsSchema: JsonSchema = {
  type: 'object',
  properties: {
    by: text(),
    groups: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          value: {},
          title: { type: ['string', 'null'] },
          count: { type: 'integer' },
          sums: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
        },
      },
    },
  },
}

const written = (field: Field<unknown>): JsonSchema => kinds[field.kind]?.(field.options) ?? {}

function read(field: Field<unknown>): JsonSchema {
  if (field.kind === 'ref') return ref
  if (field.kind === 'refs') return { type: 'array', items: ref }
  if (field.kind === 'computed') return kinds[field.options.as ?? 'text']?.({}) ?? {}
  return written(field)
}

function nullable(schema: JsonSchema, { kind, options }: Field<unknown>): JsonSchema {
  const isNever =
    options.required === true ||
    options.default !== undefined ||
    kind === 'refs' ||
    kind === 'choices' ||
    kind === 'json'
  return isNever ? schema : { oneOf: [schema, { type: 'null' }] }
}

const described = (name: string, field: Field<unknown>, schema: JsonSchema): JsonSchema => ({
  title: labelOf(name, field),
  ...(field.options.help ? { description: field.options.help } : {}),
  ...schema,
})
