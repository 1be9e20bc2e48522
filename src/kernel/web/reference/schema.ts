import { countText } from '../field/words.ts'
import type { Schema } from './description.ts'

/** One property of a schema, named by the way to it: `rows[].title`. */
export interface Property {
  readonly path: string
  readonly type: string
  readonly isRequired: boolean
  readonly says: readonly string[]
}

/** The properties of a schema and, below them, of what they hold, in reading order. */
export function propertiesOf(schema: Schema, before = ''): readonly Property[] {
  const { inner } = unwrapped(schema)
  if (inner.type === 'array' && inner.items) return propertiesOf(inner.items, `${before}[]`)
  return Object.entries(inner.properties ?? {}).flatMap(([name, property]) => {
    const path = before ? `${before}.${name}` : name
    const isRequired = inner.required?.includes(name) ?? false
    return [{ path, type: typeText(property), isRequired, says: wordsOf(property) }, ...propertiesOf(property, path)]
  })
}

/** A schema's type in words: 'string (uuid) or null', 'list of object'. */
export function typeText(schema: Schema): string {
  const { inner, isNullable } = unwrapped(schema)
  return `${plainType(inner)}${isNullable ? ' or null' : ''}`
}

/** What else is to know of a value: its label, help, choices and bounds. */
export function wordsOf(schema: Schema): readonly string[] {
  const { inner } = unwrapped(schema)
  const { minimum, maximum, minLength, maxLength } = inner
  const choices = inner.enum ?? inner.items?.enum
  return [
    sentence(schema.description ?? inner.description ?? schema.title),
    choices && `One of ${choices.map((choice) => JSON.stringify(choice)).join(', ')}.`,
    (schema.default ?? inner.default) !== undefined &&
      `${JSON.stringify(schema.default ?? inner.default)} unless given.`,
    minimum !== undefined && isSmall(minimum) && `At least ${minimum}.`,
    maximum !== undefined && isSmall(maximum) && `At most ${maximum}.`,
    minLength !== undefined && minLength > 1 && `At least ${minLength} characters.`,
    maxLength !== undefined && `At most ${countText(maxLength)} characters.`,
  ].filter((says) => typeof says === 'string')
}

const sentence = (text: string | undefined): string | undefined =>
  text && /[\p{L}\p{N}]$/u.test(text) ? `${text}.` : text

/** A value that fits a schema. With `isShort` objects keep only what must be given, or the first two where nothing must. */
export function exampleOf(schema: Schema, { isShort = false }: { isShort?: boolean } = {}): unknown {
  const { inner } = unwrapped(schema)
  const given = [schema, inner].flatMap((one) => [one.examples?.[0], one.const, one.enum?.[0], one.default])
  const first = given.find((value) => value !== undefined)
  if (first !== undefined) return first
  if (inner.type === 'array') return inner.items ? [exampleOf(inner.items, { isShort })] : []
  if (inner.properties) return exampleObject(inner, isShort)
  return plainExample(inner)
}

function exampleObject(
  { properties = {}, required = [] }: Schema,
  isShort: boolean,
): Readonly<Record<string, unknown>> {
  const all = Object.entries(properties)
  const needed = all.filter(([name]) => required.includes(name))
  const shown = !isShort ? all : needed.length > 0 ? needed : all.slice(0, 2)
  return Object.fromEntries(shown.map(([name, property]) => [name, exampleOf(property, { isShort })]))
}

const formats: Readonly<Record<string, string>> = {
  uuid: '0199b1f0-6c1e-7d3a-9a57-2f6c1d7e4b10',
  date: '2026-03-31',
  'date-time': '2026-03-31T14:00:00.000Z',
  email: 'ada@example.com',
  uri: 'https://example.com/',
  binary: '',
}

function plainExample({ type, format, minimum = 1 }: Schema): unknown {
  const [one] = [type].flat()
  if (one === 'string') return formats[format ?? ''] ?? 'text'
  if (one === 'integer' || one === 'number') return isSmall(minimum) ? Math.max(minimum, 1) : 1
  if (one === 'boolean') return true
  return one === 'object' ? {} : null
}

function plainType(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? 'object'
  const options = schema.oneOf ?? schema.anyOf
  if (options) return [...new Set(options.map(typeText))].join(' or ')
  if (schema.type === 'array') return schema.items ? `list of ${typeText(schema.items)}` : 'list'
  const type = [schema.type].flat()[0] ?? (schema.enum || schema.const !== undefined ? 'value' : 'anything')
  return schema.format ? `${type} (${schema.format})` : type
}

/** A schema without its being nullable, which OpenAPI 3.1 says in two ways. */
function unwrapped(schema: Schema): { readonly inner: Schema; readonly isNullable: boolean } {
  const options = schema.oneOf ?? schema.anyOf
  const types = [schema.type].flat()
  if (!options && types.length > 1 && types.includes('null'))
    return { inner: { ...schema, type: types.find((type) => type !== 'null') ?? 'null' }, isNullable: true }
  const rest = options?.filter(({ type }) => type !== 'null')
  if (!options || !rest || rest.length === options.length) return { inner: schema, isNullable: false }
  const [only] = rest
  return { inner: rest.length === 1 && only ? only : { oneOf: rest }, isNullable: true }
}

// Bounds that only say 'a safe integer' tell a reader nothing.
const isSmall = (bound: number): boolean => Math.abs(bound) < Number.MAX_SAFE_INTEGER
