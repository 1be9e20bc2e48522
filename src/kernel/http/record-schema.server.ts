import type { AnyRecord } from '../record/define.ts'
import { type Field, type FieldOptions, secretMask } from '../record/field.ts'
import { labelOf, storedFields } from '../record/registry.ts'
import type { JsonSchema } from './describe.server.ts'

const text = (more: JsonSchema = {}): JsonSchema => ({ type: 'string', ...more })
const id = text({ format: 'uuid' })
const ref: JsonSchema = {
  type: 'object',
  required: ['id', 'title'],
  properties: { id, title: { type: ['string', 'null'] } },
}
const moneyParts: JsonSchema = {
  type: 'object',
  required: ['amount', 'currency'],
  properties: {
    amount: text({ examples: ['412000.00'] }),
    currency: text({ pattern: '^[A-Z]{3}$', examples: ['EUR'] }),
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
  text: ({ max = 200 }) => text({ maxLength: max, examples: ['Text'] }),
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

/** The values one may send: all required ones when it is new, any when it changes. */
export function valuesSchema(record: Pick<AnyRecord, 'fields'>, { isNew }: { isNew: boolean }): JsonSchema {
  const fields = storedFields(record as AnyRecord)
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

/** A row as it reads. */
export function rowSchema(record: AnyRecord): JsonSchema {
  const envelope = {
    id,
    number: { type: ['string', 'null'], ...(record.number ? { examples: [record.number.replace(/[{}]/g, '')] } : {}) },
    title: text(),
    version: { type: 'integer' },
    state: record.states ? text({ enum: record.states.all }) : { type: 'null' },
    createdAt: text({ format: 'date-time' }),
    createdBy: { oneOf: [ref, { type: 'null' }, id] },
    updatedAt: text({ format: 'date-time' }),
    updatedBy: { oneOf: [ref, { type: 'null' }, id] },
    archivedAt: { type: ['string', 'null'], format: 'date-time' },
    can: { type: 'array', items: text(), description: 'What the caller may do to it now.' },
  }
  const fields = Object.entries(record.fields).map(([name, field]) => [
    name,
    described(name, field, nullable(read(field), field)),
  ])
  return { type: 'object', required: Object.keys(envelope), properties: { ...envelope, ...Object.fromEntries(fields) } }
}

/** A page of rows with the cursors around it. */
export const pageSchema = (record: AnyRecord): JsonSchema => ({
  type: 'object',
  required: ['rows', 'next', 'previous'],
  properties: {
    rows: { type: 'array', items: rowSchema(record) },
    next: { type: ['string', 'null'] },
    previous: { type: ['string', 'null'] },
  },
})

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
