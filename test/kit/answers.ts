import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { resolvedIn } from '../../src/kernel/http/resolve.ts'

/** One answer of the API, as it went over the wire. */
export interface Answer {
  readonly method: string
  /** The path with its values, without the query. */
  readonly path: string
  readonly status: number
  readonly type: string | undefined
  readonly body: unknown
}
interface Media {
  readonly schema?: object
  readonly example?: unknown
  readonly examples?: unknown
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly schema: object; readonly example?: unknown }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> }
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

/** What is said of an operation that a description doesn't have. */
export const isUnknown = 'is not described'

/** Holds answers against a description of the API: resolves to what doesn't fit, in words, or null. Properties that it doesn't name don't fit. */
export function holdAgainst(document: object): (answer: Answer) => string | null {
  const { paths } = resolvedIn(document as Document)
  const known = Object.keys(paths).map((path) => ({
    path,
    pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
  }))
  const ajv = validator()
  const compiled = new Map<object, ValidateFunction>()
  return ({ method, path, status, type, body }) => {
    const found = known.filter(({ pattern }) => pattern.test(path)).sort(byValues)[0]
    const operation = found && paths[found.path]?.[method.toLowerCase()]
    const where = `${method} ${found?.path ?? path} ${status}`
    if (!operation) return status === 404 || status === 401 ? null : `${where}: ${isUnknown}`
    const response = operation.responses[status] ?? (status >= 400 ? operation.responses['default'] : undefined)
    if (!response) return status === 304 ? null : `${where}: this status is not described`
    const media = type?.split(';')[0]?.trim()
    const held = Object.entries(response.content ?? {}).find(([name]) => name.split(';')[0] === media)?.[1]
    if (body === undefined || body === '') return response.content ? `${where}: has no body` : null
    if (!held?.schema) return media?.includes('json') ? `${where}: has a body of ${media} that is not described` : null
    if (!media?.includes('json')) return null
    const validate = compiled.get(held.schema) ?? ajv.compile(closed(held.schema) as object)
    compiled.set(held.schema, validate)
    return validate(body)
      ? null
      : `${where}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(body).slice(0, 800)}`
  }
}

/** What doesn't fit among the examples that a description gives. */
export function wrongExamples(document: object): readonly string[] {
  const { paths, components } = resolvedIn(document as Document)
  const ajv = validator()
  const wrong: string[] = []
  const look = (where: string, schema: object | undefined, example: unknown): void => {
    if (!schema || example === undefined) return
    const validate = ajv.compile(closed(schema) as object)
    if (!validate(example)) wrong.push(`${where}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(example)}`)
  }
  for (const [name, schema] of Object.entries(components.schemas))
    for (const example of (schema as { examples?: unknown[] }).examples ?? []) look(name, schema, example)
  for (const [path, methods] of Object.entries(paths))
    for (const [method, { parameters = [], requestBody, responses }] of Object.entries(methods)) {
      const where = `${method} ${path}`
      for (const { name, schema, example } of parameters) look(`${where} ${name}`, schema, example)
      for (const { content = {} } of [...Object.values(responses), ...(requestBody ? [requestBody] : [])])
        for (const { schema, example } of Object.values(content)) look(where, schema, example)
    }
  return wrong
}

function validator(): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false })
  addFormats.default(ajv)
  return ajv
}

const byValues = (a: { path: string }, b: { path: string }): number =>
  (a.path.match(/\{/g)?.length ?? 0) - (b.path.match(/\{/g)?.length ?? 0)

/** The schema with each object taking no properties but those that it names, unless it says that others may come. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const { examples: _, example: __, ...given } = schema as Readonly<Record<string, unknown>>
  const parts = Object.fromEntries(
    Object.entries(given).map(([name, part]) => [
      name,
      name === 'properties'
        ? Object.fromEntries(Object.entries(part as object).map(([key, value]) => [key, closed(value)]))
        : name === 'enum' || name === 'const'
          ? part
          : closed(part),
    ]),
  )
  return 'properties' in given && !('additionalProperties' in given) ? { ...parts, additionalProperties: false } : parts
}
