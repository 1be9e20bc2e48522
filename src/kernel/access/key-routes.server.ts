import { z } from 'zod'
import { describe } from '../http/describe.server.ts'
import { parseBody, plainText } from '../http/input.server.ts'
import type { Routes } from '../kernel.server.ts'
import { apiKey, keysAnswer } from './door-answers.server.ts'
import { listKeys, makeKey, revokeKey } from './key.server.ts'
import { mustBeProved, mustBeSession } from './proof.server.ts'
import { idIn } from './reply.server.ts'

const scope = z
  .string()
  .max(100)
  .regex(/^(\*|([a-z_]+|\*)\.([a-z_]+|\*))$/, 'A permission, such as person.read, person.* or *.read.')
  .meta({ examples: ['person.read'] })
const newKey = z.object({
  name: plainText(100)
    .transform((text) => text.trim())
    .pipe(z.string().min(1, 'Give it a name.')),
  scopes: z
    .array(scope)
    .min(1, 'Choose what the key may do.')
    .max(200)
    .describe("Permissions the key is limited to; '*' for all that its owner has. It never may more than its owner."),
  expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
})
const madeAnswer = apiKey.extend({ secret: z.string().describe('The key itself: shown this once.') })
const permission = 'signed-in' as const
const tag = 'Access'

/** One's own API keys: programs send them as `Authorization: Bearer qd_…`. */
export const keyRoutes: Routes = (app, kernel) => {
  app.get(
    '/api/v1/me/keys',
    { config: { permission, ...describe({ tag, summary: 'List my API keys', response: keysAnswer }) } },
    async (request) => ({ rows: await listKeys(kernel, mustBeSession(request).account) }),
  )

  app.post(
    '/api/v1/me/keys',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'Make an API key', body: newKey, response: madeAnswer, status: 201 }),
      },
    },
    async (request, reply) => {
      const given = parseBody(newKey, request.body)
      const { account } = mustBeProved(request, kernel.clock.now())
      return reply.code(201).send(await makeKey(kernel, { account, by: request.who, given }))
    },
  )

  app.delete(
    '/api/v1/me/keys/:id',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'Revoke one of my API keys', status: 204, says: 'It opens nothing any more.' }),
      },
    },
    async (request, reply) => {
      const { account } = mustBeSession(request)
      await revokeKey(kernel, { account, key: idIn(request, 'This key'), by: request.who })
      app.sessions.forget()
      return reply.code(204).send()
    },
  )
}
