import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { Failure } from '../errors.ts'
import type { JsonSchema } from '../http/describe.server.ts'
import { chosen, type Choice } from './listing.ts'
import { errorMessage, type Resource } from './schemas.ts'
import { type ScimType, ScimTrouble } from './trouble.ts'

export const scimJson = 'application/scim+json'

/** What went wrong, as RFC 7644, 3.12 has it. */
export const errorSchema: JsonSchema = {
  type: 'object',
  required: ['schemas', 'status', 'detail'],
  properties: {
    schemas: { type: 'array', items: { type: 'string' } },
    status: { type: 'string', examples: ['409'] },
    scimType: { type: 'string', examples: ['uniqueness'] },
    detail: { type: 'string', description: 'What happened and what to do, in words.' },
  },
}

/** Answers whatever is thrown by these routes in the words of the protocol. */
export function answerInScim(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | Failure | ScimTrouble, request, reply) => {
    const { status, scimType, detail } = wordsOf(error)
    if (status >= 500) request.log.error({ err: error, requestId: request.id }, 'A request failed unexpectedly.')
    const body = { schemas: [errorMessage], status: String(status), ...(scimType && { scimType }), detail }
    return reply.status(status).type(scimJson).send(body)
  })
}

/** Sends a resource with its version and place. */
export function sendResource(
  reply: FastifyReply,
  resource: Resource,
  { status = 200, choice = all } = {},
): FastifyReply {
  const { location, version } = resource['meta'] as { location: string; version: string }
  if (status === 201) reply.header('location', location)
  return reply.status(status).header('etag', version).type(scimJson).send(chosen(resource, choice))
}

const all: Choice = { attributes: [], excluded: [] }

interface Words {
  readonly status: number
  readonly scimType: ScimType | null
  readonly detail: string
}

function wordsOf(error: FastifyError | Failure | ScimTrouble): Words {
  if (error instanceof ScimTrouble) return { status: error.status, scimType: error.scimType, detail: error.message }
  if (error instanceof Failure) return wordsOfFailure(error)
  const status = error.statusCode ?? 500
  if (status === 413) return { status, scimType: null, detail: 'That is larger than what is taken here.' }
  if (status < 500) return { status, scimType: 'invalidSyntax', detail: error.message }
  return { status, scimType: null, detail: 'Something went wrong on our side. Nothing was changed. Try again.' }
}

function wordsOfFailure({ status, message, problems }: Failure): Words {
  const detail = [message, ...problems.map(({ field, says }) => `${field}: ${says}`)].join(' ')
  return status === 422 ? { status: 400, scimType: 'invalidValue', detail } : { status, scimType: null, detail }
}
