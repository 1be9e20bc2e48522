import { z } from 'zod'
import { notFound } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import { parseBody, plainText } from '../http/input.server.ts'
import type { Routes } from '../kernel.server.ts'
import { mustBeSession } from './proof.server.ts'
import { idIn } from './reply.server.ts'
import { endViewing, startViewing } from './viewing.server.ts'

const asked = z.object({
  minutes: z.number().int().min(1).max(60).default(15),
  reason: plainText(500).refine((text) => text.trim() !== '', 'Say why: the person reads it.'),
})
const answer = z.object({ until: z.iso.datetime() })
const tag = 'Access'

/** Looking at Quarterdeck through another's eyes: reading only, for a while, and told to whom it concerns. */
export const viewingRoutes: Routes = (app, kernel) => {
  app.post(
    '/api/v1/accounts/:id/viewing',
    {
      config: {
        permission: 'account.manage',
        ...describe({
          tag,
          summary: 'See what an account sees, for some minutes, changing nothing',
          body: asked,
          response: answer,
          status: 201,
        }),
      },
    },
    async (request, reply) => {
      const viewed = idIn(request, 'This account')
      const { session } = mustBeSession(request)
      const { until } = await startViewing(
        kernel,
        { session: session.id, viewed, ...parseBody(asked, request.body ?? {}) },
        request.who,
      )
      app.sessions.forget()
      kernel.log.warn(
        { event: 'viewing_started', account: viewed, by: request.who.account },
        'Someone views as another.',
      )
      return reply.code(201).send({ until: until.toISOString() })
    },
  )

  app.delete(
    '/api/v1/me/viewing',
    {
      config: {
        permission: 'signed-in',
        endsViewing: true,
        ...describe({ tag, summary: 'See as oneself again', status: 204, says: 'You see as yourself again.' }),
      },
    },
    async (request, reply) => {
      const viewing = request.session?.viewing
      if (!viewing) throw notFound('This viewing')
      await endViewing(kernel, viewing, request.who)
      app.sessions.forget()
      return reply.code(204).send()
    },
  )
}
