import { z } from 'zod'
import { describe } from '../http/describe.server.ts'
import { parseBody } from '../http/input.server.ts'
import type { Routes } from '../kernel.server.ts'
import { handOver, originOf, patiently, sessionAnswer } from './reply.server.ts'
import { needsSetUp, setUp } from './set-up.server.ts'
import { guess } from './sign-in.server.ts'
import { startSession } from './start-session.server.ts'
import { networkOf } from './throttle.server.ts'

const body = z.object({
  code: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  email: z.email(),
  password: z.string().max(1000),
})
const answer = z.object({ isNeeded: z.boolean() })
const permission = 'public' as const
const tag = 'Access'

/** The first page of a new installation. */
export const setUpRoutes: Routes = (app, kernel) => {
  app.get(
    '/api/v1/set-up',
    {
      config: {
        permission,
        ...describe({
          tag,
          summary: 'Whether this installation still needs its first administrator',
          response: answer,
        }),
      },
    },
    async () => ({ isNeeded: await needsSetUp(kernel.db) }),
  )

  app.post(
    '/api/v1/set-up',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'Create the first administrator', body, response: sessionAnswer, status: 201 }),
      },
    },
    async (request, reply) => {
      const given = parseBody(body, request.body)
      const account = await patiently(reply, () =>
        guess(kernel, `set-up:${networkOf(request.ip)}`, () => setUp(kernel, given)),
      )
      const started = await startSession(kernel, { ...originOf(request), account, method: 'password' })
      return reply.code(201).send(handOver(reply, started, 'cookie'))
    },
  )
}
