import { z } from 'zod'
import { badRequest } from '../../../kernel/errors.ts'
import { describe } from '../../../kernel/http/describe.server.ts'
import { parseQuery, plainText } from '../../../kernel/http/input.server.ts'
import { readFilter } from '../../../kernel/http/record-query.server.ts'
import type { Routes } from '../../../kernel/kernel.server.ts'
import { kinds, metrics } from '../service-levels/promise.ts'
import { promiseAsk } from './figures.routes.server.ts'
import { listPromises } from './promise-list.server.ts'

const query = z.object({
  ask: plainText(2000).describe('Which promises, as JSON: kind, metric, team, isBroken, from, until.'),
  filter: plainText(20_000).describe('Of which tickets, as for lists.').optional(),
  skip: z.coerce.number().int().min(0).max(1_000_000).default(0).describe('How many to pass over.'),
})
const answer = z.object({
  count: z.int(),
  rows: z.array(
    z.object({
      ticket: z.object({ id: z.uuid(), number: z.string(), title: z.string() }),
      ...{ kind: z.enum(kinds), metric: z.enum(metrics), round: z.int() },
      ...{ team: z.string().nullable(), policy: z.string().nullable() },
      ...{ startedAt: z.string(), due: z.string().nullable(), stoppedAt: z.string(), isBroken: z.boolean() },
      ...{ used: z.number(), promised: z.number(), brokenBy: z.number() },
    }),
  ),
  next: z.int().nullable(),
})

/** `GET /support/promises`: the promises behind a figure. */
export const promiseListRoutes: Routes = (app, kernel) => {
  const config = {
    permission: 'ticket.read' as const,
    ...describe({ tag: 'Service desk', summary: 'The promises behind a figure', query, response: answer }),
  }
  app.get('/api/v1/support/promises', { config }, (request) => {
    const { ask, filter, skip } = parseQuery(query, request.query)
    return listPromises(kernel, request.who, { ask: askIn(ask), filter: readFilter(filter).filter ?? {}, skip })
  })
}

function askIn(text: string) {
  const says =
    'Write which promises as JSON, such as {"kind":"sla","from":"2026-10-01T00:00:00Z","until":"2026-11-01T00:00:00Z"}.'
  try {
    return promiseAsk.parse(JSON.parse(text))
  } catch {
    throw badRequest(says, [{ field: 'ask', says }])
  }
}
