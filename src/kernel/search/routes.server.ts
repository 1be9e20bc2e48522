import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { describe } from '../http/describe.server.ts'
import { parseQuery, plainText } from '../http/input.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { search } from './search.server.ts'

const query = z.object({
  q: plainText(400).describe('A number, words, or their beginnings; a typing slip does no harm.'),
  type: plainText(400).optional().describe('Record types to look among, separated by commas; all unless given.'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  archived: z.enum(['no', 'with']).default('no').describe('Whether archived records are found, too; they come last.'),
})
const hit = z.object({
  id: z.string(),
  type: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  state: z.string().nullable(),
  isArchived: z.boolean(),
})

/** One box over all records. */
export function searchRoutes(app: FastifyInstance, { replica, registry, clock }: Kernel): void {
  app.get(
    '/api/v1/search',
    {
      config: {
        permission: 'signed-in',
        ...describe({
          summary: 'Find records of any type',
          tag: 'Search',
          query,
          response: z.object({ results: z.array(hit) }),
        }),
      },
    },
    async (request) => {
      const { q, type, limit, archived } = parseQuery(query, request.query)
      const types = type?.split(',').map((name) => name.trim())
      const kernel = { db: replica, registry, now: clock.now() }
      return { results: await search(kernel, request.who, { q, types, limit, archived }) }
    },
  )
}
