import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { conflict, notFound } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import { parseQuery } from '../http/input.server.ts'
import { outcome } from '../http/bulk.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord } from '../record/define.ts'
import { inSentence } from '../record/in-sentence.ts'
import { pathOf } from '../record/registry.ts'
import { isUuid } from '../record/values.ts'
import { readHistory } from './read.server.ts'
import { verifyHistory } from './verify.server.ts'
import { historyPage } from './wire-schema.server.ts'

const query = z.object({
  after: z.coerce.number().int().min(1).max(2_147_483_647).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const outcomes = z.object({ outcomes: z.array(outcome) })
const problem = z.object({
  kind: z.string(),
  says: z.string(),
  type: z.string().optional().describe('The type of the record that it was found at.'),
  recordId: z.string().optional(),
})
const verification = z.object({
  ok: z.boolean(),
  entries: z.int(),
  chains: z.int(),
  anchors: z.int(),
  unanchored: z.int(),
  found: z.int(),
  problems: z.array(problem),
})

/** What happened to records, taking it back, and proving that nobody changed what is remembered. */
export function historyRoutes(app: FastifyInstance, kernel: Kernel): void {
  for (const record of kernel.registry.records) recordHistory(app, kernel, record)
  undoRoutes(app, kernel)
  app.get(
    '/api/v1/history/verification',
    {
      config: {
        permission: 'history.verify',
        ...describe({
          summary: 'Prove that no entry of the history was changed',
          tag: 'History',
          response: verification,
        }),
      },
    },
    () => verifyHistory(kernel.db),
  )
}

function recordHistory(app: FastifyInstance, kernel: Kernel, record: AnyRecord): void {
  const [one, tag] = record.label
  app.get<{ Params: { id: string } }>(
    `/api/v1/${pathOf(record)}/:id/history`,
    {
      config: {
        permission: 'history.read',
        ...describe({ summary: `What happened to a ${inSentence(one)}`, tag, query, response: historyPage }),
      },
    },
    (request) => {
      const { after, limit } = parseQuery(query, request.query)
      return readHistory(kernel, request.who, { record, key: request.params.id, after, limit })
    },
  )
}

function undoRoutes(app: FastifyInstance, { store }: Kernel): void {
  const permission = 'signed-in' as const // what may be taken back is up to the record's own rules
  app.post<{ Params: { id: string } }>(
    '/api/v1/history/:id/undo',
    { config: { permission, ...describe({ summary: 'Take back one change', tag: 'History', response: outcomes }) } },
    async ({ params: { id }, who }) => {
      if (!isUuid(id)) throw notFound('This change')
      const done = await store.as(who).undo(id)
      const [first] = done
      if (first && !first.ok) throw conflict(first.problem.says)
      return { outcomes: done }
    },
  )
  app.post<{ Params: { id: string } }>(
    '/api/v1/batches/:id/undo',
    {
      config: {
        permission,
        ...describe({
          summary: 'Take back all that one bulk change or import did',
          tag: 'History',
          response: outcomes,
        }),
      },
    },
    async (request) => {
      const { id } = request.params
      if (!isUuid(id)) throw notFound('This change')
      return { outcomes: await store.as(request.who).undoBatch(id) }
    },
  )
}
