import type { FastifyInstance, RouteOptions } from 'fastify'
import { type Description, type JsonSchema, jsonSchema } from './describe.server.ts'

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

const problem: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: ['Invalid', 'NotFound', 'Forbidden', 'Conflict', 'Locked', 'TooMany', 'Unexpected'] },
    detail: { type: 'string', description: 'What happened and what to do, in words.' },
    problems: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, says: { type: 'string' } } },
    },
    differences: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, yours: {}, theirs: {}, base: {} } },
    },
    requestId: { type: 'string' },
  },
}

/** The OpenAPI 3.1 description of the routes, sorted, so that the same routes give the same text. */
export function openApi(routes: readonly Described[]): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  const sorted = routes.toSorted((a, b) => (a.url === b.url ? (a.method < b.method ? -1 : 1) : a.url < b.url ? -1 : 1))
  for (const route of sorted) {
    const path = route.url.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Quarterdeck',
      version: '1',
      description: 'Everything the web app can do. Errors are application/problem+json (RFC 9457).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(sorted.map((route) => route.description.tag))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: problem },
      responses: {
        Problem: {
          description: 'What went wrong, and what to do.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: {
        session: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token that signing in gives; the web app sends it as a cookie.',
        },
      },
    },
    security: [{ session: [] }],
  }
}

function operation({ method, url, permission, description }: Described): JsonSchema {
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
  } = description
  const content =
    response || produces !== 'application/json'
      ? {
          content: {
            [produces]: response ? { schema: jsonSchema(response), ...(example === undefined ? {} : { example }) } : {},
          },
        }
      : {}
  return {
    operationId: operationId(method, url),
    summary,
    tags: [tag],
    ...(permission === 'signed-in'
      ? {}
      : { description: permission === 'public' ? 'Needs no sign-in.' : `Needs the permission \`${permission}\`.` }),
    ...(permission === 'public' ? { security: [] } : {}),
    parameters: parameters(url, description),
    ...(body ? { requestBody: { required: true, content: { [consumes]: { schema: jsonSchema(body) } } } } : {}),
    responses: {
      [status]: { description: says ?? 'Done.', ...content },
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

function parameters(url: string, { query, headers = [] }: Description): readonly JsonSchema[] {
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
    ...headers.map((name) => ({ name, in: 'header', ...headerWords[name], schema: { type: 'string' } })),
  ]
}

const headerWords: Readonly<Record<string, JsonSchema>> = {
  'If-Match': { description: 'The version you saw, as the ETag gave it: "3".', example: '"3"' },
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
