import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Failure, forbidden } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import type { Kernel } from '../kernel.server.ts'

const path = '/api/v1/mcp'
const message = z.looseObject({ jsonrpc: z.literal('2.0') }).describe('A message of the Model Context Protocol.')

/**
 * The Model Context Protocol over streamable HTTP: assistants read and write as whoever's key they come with, by the same rights.
 * Each request stands alone, so that any server process may answer it. A browser's session opens nothing here.
 */
export function mcpRoutes(app: FastifyInstance, kernel: Kernel): void {
  // There is no stream to open and no session to end: what the protocol answers then.
  app.route({
    method: ['GET', 'DELETE'],
    url: path,
    config: { permission: 'signed-in' },
    handler: (_, reply) => reply.status(405).header('Allow', 'POST').send(),
  })
  app.post(
    path,
    {
      config: {
        permission: 'signed-in',
        ...describe({
          tag: 'Assistants',
          summary: 'Send a message of the Model Context Protocol',
          body: message,
          response: message,
          says: 'The answer to the message.',
          also: { 202: 'Taken; the message asks for no answer.' },
          example: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
        }),
      },
    },
    async (request, reply) => {
      if (request.who.via !== 'api') throw forbidden('Assistants need a key of yours: make one under Account, Keys.')
      return answerWith(reply, await handle(kernel, request))
    },
  )
}

async function handle(kernel: Kernel, { who, body, headers }: FastifyRequest): Promise<Response> {
  // Loaded by the first who asks, so that nobody else waits for it.
  const { openMcp } = await import('./server.server.ts')
  const asked = new Request(`${kernel.url}${path}`, { method: 'POST', headers: textHeaders(headers) })
  return openMcp(kernel, { ...who, via: 'mcp' })(asked, body)
}

/** The headers that say how the message is to be understood. Answers are JSON, whatever else the caller would take. */
const textHeaders = (headers: FastifyRequest['headers']): Record<string, string> => ({
  accept: 'application/json, text/event-stream',
  ...Object.fromEntries(
    ['content-type', 'mcp-protocol-version'].flatMap((name) => {
      const value = headers[name]
      return typeof value === 'string' ? [[name, value]] : []
    }),
  ),
})

async function answerWith(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  const text = await answer.text()
  if (answer.status >= 400) throw new Failure('Invalid', reasonIn(text), { status: answer.status })
  return reply.status(answer.status).type('application/json').send(text)
}

function reasonIn(text: string): string {
  try {
    return (JSON.parse(text) as { error: { message: string } }).error.message
  } catch {
    return 'This is no message of the Model Context Protocol.'
  }
}
