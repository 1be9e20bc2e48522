import { createHash } from 'node:crypto'
import type { FastifyInstance, RouteOptions } from 'fastify'
import type { z } from 'zod'
import type { Registry } from '../record/registry.ts'
import { answerHeaders, always, asProblem, headersOf, problem, responses, securitySchemes } from './answers.server.ts'
import { componentsOf } from './components.server.ts'
import { type Description, type JsonSchema, jsonSchema } from './describe.server.ts'
import { exampleOf } from './example.ts'
import { resolvedIn, resolverOf } from './resolve.ts'

/** One route as the description needs it. */
export interface Described {
  readonly method: string
  readonly url: string
  readonly permission: string
  readonly description: Description
}

/** Collects the described routes of an application while they are registered. Call it before any route is. */
export function collectRoutes(app: FastifyInstance): readonly Described[] {
  const found: Described[] = []
  app.addHook('onRoute', ({ method, url, config }: RouteOptions) => {
    const { description, permission = 'signed-in' } = config ?? {}
    for (const one of [method].flat())
      if (description && one !== 'HEAD') found.push({ method: one, url, permission, description })
  })
  return found
}

/** The OpenAPI 3.1 description of the routes over these record types, sorted, so that the same routes give the same text. */
export function openApi(routes: readonly Described[], registry: Pick<Registry, 'records'>): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  const sorted = routes.toSorted((a, b) => (a.url === b.url ? (a.method < b.method ? -1 : 1) : a.url < b.url ? -1 : 1))
  const schemas = withExamples({ ...componentsOf(registry), Problem: problem })
  const resolve = resolverOf({ components: { schemas } })
  for (const route of sorted) {
    const path = route.url.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, { resolve }) }
  }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Quarterdeck',
      version: '1',
      description:
        'Everything the web app can do. Errors are application/problem+json (RFC 9457). Objects may gain properties at any time; none that is required goes away within a version.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(sorted.map((route) => route.description.tag))].sort().map((name) => ({ name })),
    paths,
    components: { schemas, responses, headers: answerHeaders, securitySchemes },
    security: [{ bearer: [] }, { cookie: [] }],
  }
}

/** The description as text, made anew only when the fields of a record type have changed since. */
export function openDescriber(
  routes: readonly Described[],
  registry: Pick<Registry, 'records'>,
): () => { readonly text: string; readonly etag: string } {
  let known: { readonly fields: readonly unknown[]; readonly text: string; readonly etag: string } | null = null
  return () => {
    const fields = registry.records.map((record) => record.fields)
    if (known?.fields.every((one, index) => one === fields[index])) return known
    const text = JSON.stringify(openApi(routes, registry))
    known = { fields, text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
    return known
  }
}

interface Around {
  /** Replaces references to the shared schemas. */
  readonly resolve: (schema: JsonSchema) => JsonSchema
}

/** Each schema with an example that fits it. */
function withExamples(schemas: Readonly<Record<string, JsonSchema>>): Readonly<Record<string, JsonSchema>> {
  const { components } = resolvedIn({ components: { schemas } })
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const { properties } = schema as { properties?: object }
      if (!properties || name === 'PageParts') return [name, schema]
      return [name, { ...schema, examples: [exampleOf(components.schemas[name] ?? {}, { isShort: isSent(name) })] }]
    }),
  )
}

// What is sent is best shown short, with no more than what must be given.
const isSent = (name: string): boolean => name.startsWith('New') || name.endsWith('Change')

function operation({ method, url, permission, description }: Described, around: Around): JsonSchema {
  const {
    summary,
    tag,
    body,
    response,
    says,
    status = 200,
    produces = 'application/json',
    consumes = 'application/json',
    example,
    sends = [],
    also = {},
    troubles,
  } = description
  const kept = response ?? streams(produces)
  const content = kept ? { content: { [produces]: held(kept, { around, example: body ? undefined : example }) } } : {}
  return {
    operationId: operationId(method, url),
    summary,
    tags: [tag],
    ...(permission === 'signed-in'
      ? {}
      : { description: permission === 'public' ? 'Needs no sign-in.' : `Needs the permission \`${permission}\`.` }),
    ...(permission === 'public' ? { security: [] } : {}),
    parameters: parameters(method, url, permission, description),
    ...(body
      ? { requestBody: { required: true, content: { [consumes]: held(body, { around, isShort: true, example }) } } }
      : {}),
    responses: {
      [status]: { description: says ?? 'Done.', ...headersOf([...sends, ...always]), ...content },
      ...Object.fromEntries(
        Object.entries(also).map(([code, words]) => [code, { description: words, ...headersOf(always) }]),
      ),
      ...troublesOf(troubles),
    },
  }
}

function troublesOf(troubles: Description['troubles']): Readonly<Record<string, JsonSchema>> {
  if (!troubles)
    return { 429: { $ref: '#/components/responses/TooMany' }, default: { $ref: '#/components/responses/Problem' } }
  // An address that can't be read never reaches the route, so that is told as everywhere.
  const content = { [troubles.produces]: { schema: troubles.response }, ...asProblem.content }
  return { default: { description: 'What went wrong, and what to do.', ...headersOf(always), content } }
}

interface Holding {
  readonly around: Around
  readonly isShort?: boolean
  readonly example?: unknown
}

/** What a body or an answer holds: its schema, and an example unless the schema names one. */
function held(schema: z.ZodType | JsonSchema, { around, isShort = false, example }: Holding): JsonSchema {
  const json = jsonSchema(schema)
  if (example !== undefined) return { schema: json, example }
  if ('$ref' in json || json.type === 'string' || isMultipart(json)) return { schema: json }
  return { schema: json, example: exampleOf(around.resolve(json), { isShort }) }
}

/** What is streamed is text, or bytes. */
function streams(type: string): JsonSchema | null {
  if (type === 'application/json') return null
  return type.startsWith('text/') ? { type: 'string' } : { type: 'string', format: 'binary' }
}

const isMultipart = (schema: JsonSchema): boolean => JSON.stringify(schema).includes('"format":"binary"')

function parameters(
  method: string,
  url: string,
  permission: string,
  { query, headers = [] }: Description,
): readonly JsonSchema[] {
  const mayRepeat = permission !== 'public' && ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method)
  const inPath = [...url.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const { properties = {}, required = [] } = (query ? jsonSchema(query) : {}) as {
    properties?: Record<string, JsonSchema>
    required?: readonly string[]
  }
  const inQuery = Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    ...(description ? { description } : {}),
    ...(required.includes(name) ? { required: true } : {}),
    schema,
  }))
  return [
    ...inPath,
    ...inQuery,
    ...[...headers, ...(mayRepeat ? ['Idempotency-Key'] : [])].map((name) => ({
      name,
      in: 'header',
      ...headerWords[name],
      schema: { type: 'string' },
    })),
  ]
}

const headerWords: Readonly<Record<string, JsonSchema>> = {
  'If-Match': { description: 'The version you saw, as the ETag gave it: "3".', example: '"3"' },
  'If-None-Match': { description: 'The ETag that you have: 304 when it is still the one.', example: '"3"' },
  'Idempotency-Key': {
    description: 'A name for this request, so that sending it again does nothing again.',
    example: '6f1c9a52',
  },
  'Change-Reason': { description: 'Why, for the history; percent-encoded UTF-8.', example: 'Reorganisation' },
}

function operationId(method: string, url: string): string {
  const words = url
    .replace('/api/v1/', '')
    .split(/[/\-:.]+/)
    .filter(Boolean)
  return [method.toLowerCase(), ...words]
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
}
