import { failureCodes } from '../errors.ts'
import type { JsonSchema } from './describe.server.ts'

/** What went wrong, as RFC 9457 has it. */
export const problem: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer', examples: [422] },
    code: { type: 'string', enum: failureCodes },
    detail: { type: 'string', description: 'What happened and what to do, in words.' },
    problems: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'says'],
        properties: { field: { type: 'string' }, says: { type: 'string' } },
      },
    },
    differences: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, yours: {}, theirs: {}, base: {} } },
    },
    requestId: { type: 'string' },
  },
}

const whole = { type: 'integer', minimum: 0 } as const
/** Headers of answers, each described once. */
export const answerHeaders: Readonly<Record<string, JsonSchema>> = {
  ETag: { description: 'The version, for If-Match and If-None-Match.', schema: { type: 'string' }, example: '"3"' },
  Location: { description: 'Where what was made is.', schema: { type: 'string' } },
  'X-Request-Id': { description: 'Names this request in the history and the log.', schema: { type: 'string' } },
  'RateLimit-Policy': {
    description:
      'Which limit counts for the caller (session, key or address), and how many requests it allows in how many seconds.',
    schema: { type: 'string' },
    example: '"key";q=3000;w=60',
  },
  RateLimit: {
    description: 'How many requests are left of it, and in how many seconds all are there again.',
    schema: { type: 'string' },
    example: '"key";r=2990;t=42',
  },
  'RateLimit-Limit': { description: 'The same limit as a number.', schema: whole, example: 3000 },
  'RateLimit-Remaining': { description: 'What is left of it.', schema: whole, example: 2990 },
  'RateLimit-Reset': { description: 'Seconds until all of it is there again.', schema: whole, example: 42 },
  'Retry-After': { description: 'Seconds to wait before asking again.', schema: whole, example: 12 },
}
/** What every answer carries. */
export const always = [
  'X-Request-Id',
  'RateLimit-Policy',
  'RateLimit',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
] as const

export const headersOf = (names: readonly string[]): JsonSchema => ({
  headers: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
})

export const asProblem = {
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}
export const responses: Readonly<Record<string, JsonSchema>> = {
  Problem: { description: 'What went wrong, and what to do.', ...headersOf(always), ...asProblem },
  TooMany: {
    description: 'Too many requests; wait as long as the header says.',
    ...headersOf(['Retry-After', ...always]),
    ...asProblem,
  },
}

export const securitySchemes: Readonly<Record<string, JsonSchema>> = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key (`qd_…`, from Account), or the token that signing in with `"as": "token"` gives.',
  },
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'quarterdeck.session_token',
    description:
      'What the web app sends, `__Host-quarterdeck.session_token` over https. Changes need the header `X-Quarterdeck`, too.',
  },
}
