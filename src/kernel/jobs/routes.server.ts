import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { notFound } from '../errors.ts'
import { deadLetters, processorStates, retryDeadLetter } from '../events/state.server.ts'
import { describe } from '../http/describe.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { isUuid } from '../record/values.ts'
import { failedJobs, jobStates } from './state.server.ts'
import { storageAnswer, storageState } from './storage.server.ts'

const tag = 'System'
const counts = { waiting: z.int(), active: z.int(), completed: z.int(), failed: z.int() }
const answer = z.object({
  jobs: z.array(
    z.object({ name: z.string(), cron: z.string().nullable(), lastAt: z.iso.datetime().nullable(), ...counts }),
  ),
  failed: z.array(z.object({ id: z.string(), at: z.iso.datetime(), data: z.unknown(), error: z.unknown() })),
  processors: z.array(
    z.object({ name: z.string(), updatedAt: z.iso.datetime(), behind: z.int(), retrying: z.int(), dead: z.int() }),
  ),
  deadLetters: z.array(
    z.object({
      id: z.string(),
      processor: z.string(),
      entryId: z.string(),
      recordId: z.string(),
      attempts: z.int(),
      error: z.string(),
      failedAt: z.iso.datetime(),
      retryAt: z.iso.datetime().nullable(),
    }),
  ),
})

/** What happens in the background, what failed there, and trying that again. */
export function jobRoutes(app: FastifyInstance, { db, clock }: Kernel): void {
  app.get(
    '/api/v1/jobs',
    {
      config: {
        permission: 'system.see',
        ...describe({ summary: 'Jobs, processors and what failed for good', tag, response: answer }),
      },
    },
    async () => {
      const [jobs, failed, processors, letters] = await Promise.all([
        jobStates(db),
        failedJobs(db),
        processorStates(db),
        deadLetters(db),
      ])
      return { jobs, failed, processors, deadLetters: letters }
    },
  )
  app.get(
    '/api/v1/storage',
    {
      config: {
        permission: 'system.see',
        ...describe({ summary: 'What the installation runs on and how much it keeps', tag, response: storageAnswer }),
      },
    },
    () => storageState(db),
  )
  app.post<{ Params: { id: string } }>(
    '/api/v1/dead-letters/:id/retry',
    {
      config: {
        permission: 'system.manage',
        ...describe({ summary: 'Try a failed delivery again', tag, status: 204, says: 'It is tried again at once.' }),
      },
    },
    async ({ params: { id } }, reply) => {
      const isThere = isUuid(id) && (await retryDeadLetter(db, { id, now: clock.now() }))
      if (!isThere) throw notFound('This delivery')
      return reply.status(204).send()
    },
  )
}
