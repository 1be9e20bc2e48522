import { z } from 'zod'
import { badRequest, conflict } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import { parseBody, parseQuery } from '../http/input.server.ts'
import type { Routes } from '../kernel.server.ts'
import type { Row } from '../record/store.server.ts'
import { idIn } from '../traits/trait.server.ts'
import { listDeliveries, readDelivery, replayDelivery, replaySince, stateOf, webhookOf } from './log.server.ts'
import { replaceSecret, secretState } from './secrets.server.ts'
import { sendTestCall } from './test-call.server.ts'
import { deliveryStates } from './wire.ts'

const tag = 'Webhooks'
const moment = z.iso.datetime()
const headers = z.record(z.string(), z.string())
const listQuery = z.object({
  state: z.enum(deliveryStates).optional(),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const state = z.object({
  secretMadeAt: moment.nullable().describe('Null where there is no secret yet, and so nothing is sent.'),
  oldSecretUntil: moment.nullable(),
  waiting: z.int(),
  failed: z.int(),
  delivered: z.int(),
  lastArrivedAt: moment.nullable(),
  failingSince: moment.nullable(),
  offBecause: z.string().nullable(),
})
const delivery = {
  id: z.uuid(),
  event: z.string(),
  recordId: z.uuid().nullable(),
  title: z.string().nullable(),
  type: z.string().nullable(),
  rule: z.string().nullable(),
  at: moment,
  state: z.enum(deliveryStates),
  attempts: z.int(),
  status: z.int().nullable(),
  says: z.string().nullable(),
  nextAt: moment.nullable(),
  endedAt: moment.nullable(),
}
const attempt = z.object({
  id: z.uuid(),
  at: moment,
  url: z.string(),
  requestHeaders: headers,
  requestBody: z.string().nullable(),
  status: z.int().nullable(),
  answerHeaders: headers.nullable(),
  answerBody: z.string().nullable(),
  says: z.string().nullable().describe('What went wrong; null where it arrived.'),
  ms: z.int(),
})
const made = z.object({
  secret: z
    .string()
    .describe('Shown this once.')
    .meta({ examples: ['whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'] }),
  oldUntil: moment.nullable().describe('Until when the secret before signs, too.'),
})
const sinceBody = z.strictObject({ since: moment })
const longestAgo = 30 * 86_400_000

/** The secret, the log and the tests of webhooks; webhooks themselves are records. */
export const webhookRoutes: Routes = (app, kernel) => {
  const { db, clock } = kernel
  const see = { permission: 'webhook.read' } as const
  const manage = { permission: 'webhook.write' } as const
  /** The webhook, where the caller may change it. */
  const reach = async (request: { params: unknown; who: Parameters<typeof kernel.store.as>[0] }): Promise<Row> => {
    const row = await kernel.store.as(request.who).get('webhook', idIn(request.params))
    if (row.archivedAt !== null) throw conflict('This webhook is archived. Restore it first.')
    return row
  }

  app.post(
    '/api/v1/webhooks/:id/secret',
    {
      config: {
        ...manage,
        ...describe({ tag, summary: 'Make the secret that signs, or a new one', response: made, status: 201 }),
      },
    },
    async (request, reply) => reply.status(201).send(await replaceSecret(kernel, (await reach(request)).id)),
  )
  app.post(
    '/api/v1/webhooks/:id/test',
    { config: { ...manage, ...describe({ tag, summary: 'Send a test and see the answer', response: attempt }) } },
    async (request) => {
      const row = await reach(request)
      if ((await secretState(kernel, row.id)).madeAt === null)
        throw conflict('This webhook has no secret yet. Make one first, and give it to the receiver.')
      return sendTestCall(kernel, row)
    },
  )
  app.get(
    '/api/v1/webhooks/:id/state',
    { config: { ...see, ...describe({ tag, summary: 'How a webhook is doing', response: state }) } },
    async ({ who, params }) => stateOf(kernel, (await kernel.store.as(who).get('webhook', idIn(params))).id),
  )
  app.get(
    '/api/v1/webhooks/:id/deliveries',
    {
      config: {
        ...see,
        ...describe({
          tag,
          summary: 'What a webhook told, the latest first',
          query: listQuery,
          response: z.object({ rows: z.array(z.object(delivery)), next: z.uuid().nullable() }),
        }),
      },
    },
    async ({ who, params, query }) => {
      const { id } = await kernel.store.as(who).get('webhook', idIn(params))
      return listDeliveries(kernel, who, id, parseQuery(listQuery, query))
    },
  )
  app.post(
    '/api/v1/webhooks/:id/replay',
    {
      config: {
        ...manage,
        ...describe({
          tag,
          summary: 'Tell again all that happened since a moment',
          body: sinceBody,
          response: z.object({ count: z.int() }),
          status: 202,
        }),
      },
    },
    async (request, reply) => {
      const { id } = await reach(request)
      const since = new Date(parseBody(sinceBody, request.body).since)
      if (clock.now().getTime() - since.getTime() > longestAgo)
        throw badRequest('That is too long ago.', [{ field: 'since', says: 'At most 30 days ago.' }])
      return reply.status(202).send({ count: await replaySince(kernel, { webhook: id, since }) })
    },
  )
  app.get(
    '/api/v1/webhook-deliveries/:id',
    {
      config: {
        ...see,
        ...describe({
          tag,
          summary: 'A delivery with its requests and their answers',
          response: z.object({ ...delivery, requests: z.array(attempt) }),
        }),
      },
    },
    async ({ who, params }) => {
      const id = idIn(params)
      await kernel.store.as(who).get('webhook', await webhookOf(db, id))
      return readDelivery(kernel, who, id)
    },
  )
  app.post(
    '/api/v1/webhook-deliveries/:id/replay',
    {
      config: {
        ...manage,
        ...describe({ tag, summary: 'Send a delivery again', status: 204, says: 'It is sent at once.' }),
      },
    },
    async ({ who, params }, reply) => {
      const id = idIn(params)
      await kernel.store.as(who).get('webhook', await webhookOf(db, id))
      await replayDelivery(kernel, id)
      return reply.status(204).send()
    },
  )
}
