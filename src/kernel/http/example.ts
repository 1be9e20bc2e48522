import type { Schema } from './schema.ts'

/** A value that fits a schema. With `isShort` objects keep only what must be given, or the first two where nothing must. */
export function exampleOf(schema: Schema, { isShort = false }: { isShort?: boolean } = {}): unknown {
  const { inner } = unwrapped(schema)
  const given = [schema, inner].flatMap((one) => [one.examples?.[0], one.const, one.enum?.[0], one.default])
  const first = given.find((value) => value !== undefined)
  if (first !== undefined) return first
  if (inner.prefixItems) return inner.prefixItems.map((item) => exampleOf(item, { isShort }))
  if (inner.type === 'array') return inner.items ? [exampleOf(inner.items, { isShort })] : []
  if (inner.properties) return exampleObject(inner, isShort)
  const [option] = inner.oneOf ?? inner.anyOf ?? []
  if (option) return exampleOf(option, { isShort })
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

function plainExample({ type, format, minimum = 1, maxLength = 4, required, additionalProperties }: Schema): unknown {
  const [one] = [type].flat()
  if (one === 'string') return formats[format ?? ''] ?? 'text'.slice(0, maxLength)
  if (one === 'integer' || one === 'number') return isSmall(minimum) ? Math.max(minimum, 1) : 1
  if (one === 'boolean') return true
  if (one !== 'object') return null
  const held = typeof additionalProperties === 'object' ? exampleOf(additionalProperties) : null
  return Object.fromEntries((required ?? []).map((name) => [name, held]))
}

/** A schema without its being nullable, which OpenAPI 3.1 says in two ways. */
export function unwrapped(schema: Schema): { readonly inner: Schema; readonly isNullable: boolean } {
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
export const isSmall = (bound: number): boolean => Math.abs(bound) < Number.MAX_SAFE_INTEGER
