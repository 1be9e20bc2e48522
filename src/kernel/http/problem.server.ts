import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { databaseTrouble } from '../database/trouble.server.ts'
import { badRequest, Failure } from '../errors.ts'

/** Turns whatever was thrown into `application/problem+json` with words for people; unexpected errors keep their details in the log. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | Failure, request, reply) => send(request, reply, asFailure(error)))
}

/** For what the server can't even route: an address that can't be decoded, or a part of it that is too long. */
export function answerUnrouted(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  send(request, reply, asFailure(error))
}

function send(request: FastifyRequest, reply: FastifyReply, failure: Failure): void {
  if (failure.status >= 500)
    request.log.error({ err: failure.cause ?? failure, requestId: request.id }, 'A request failed unexpectedly.')
  const { problems, differences } = failure
  if (failure.status === 503) reply.header('retry-after', '2')
  reply
    .status(failure.status)
    .type('application/problem+json')
    .send({
      type: `urn:quarterdeck:problem:${failure.code.toLowerCase()}`,
      title: STATUS_CODES[failure.status] ?? 'Error',
      status: failure.status,
      code: failure.code,
      detail: failure.message,
      ...(problems.length > 0 ? { problems } : {}),
      ...(differences.length > 0 ? { differences } : {}),
      requestId: request.id,
    })
}

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  const { statusCode, message = '', code } = error as Partial<FastifyError>
  if (/^Multipart: |of multipart data$|^Unexpected end of form$/.test(message))
    return badRequest('The form breaks off or can’t be read, so that nothing was kept. Send it again.')
  if (statusCode === 413) return new Failure('Invalid', 'That is larger than what is taken here.', { status: 413 })
  if (statusCode === 429) return new Failure('TooMany', 'Too many requests. Wait a moment and try again.')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Failure('Invalid', message || 'The request can’t be read.', { status: statusCode })
  if (typeof code === 'string' && code.startsWith('22'))
    return badRequest('A value can’t be stored or compared as it is.')
  if (code === '57014')
    return new Failure('TooMany', 'This took too long and was stopped. Narrow it down with a filter.', {
      status: 503,
      cause: error,
    })
  const trouble = databaseTrouble(error)
  if (trouble) return trouble
  return new Failure(
    'Unexpected',
    'Something went wrong on our side. Nothing was changed. Try again; if it stays, give the administrator the request id.',
    { cause: error },
  )
}
