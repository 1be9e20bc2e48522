import { z } from 'zod'
import { readAccount } from '../access/account-view.server.ts'
import { mustBeProved } from '../access/proof.server.ts'
import { idIn } from '../access/reply.server.ts'
import { notFound } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import type { Routes } from '../kernel.server.ts'
import { linksOf, unlink } from './links.server.ts'

const identity = z.object({
  provider: z.uuid(),
  name: z.string(),
  subject: z.string().describe('What the provider calls them, by which they are known.'),
  linkedAt: z.iso.datetime(),
})
const params = z.object({ id: z.uuid(), provider: z.uuid() })
const permission = 'account.manage' as const
const tag = 'Access'

/** Who an account is to identity providers, and forgetting it. */
export const linkRoutes: Routes = (app, kernel) => {
  app.get(
    '/api/v1/accounts/:id/identities',
    {
      config: {
        permission,
        ...describe({
          tag,
          summary: 'Who an account is to identity providers',
          response: z.object({ rows: z.array(identity) }),
        }),
      },
    },
    async (request) => {
      const { id } = await readAccount(kernel.db, idIn(request, 'This account'))
      return { rows: await linksOf(kernel.db, id) }
    },
  )

  app.delete(
    '/api/v1/accounts/:id/identities/:provider',
    {
      config: {
        permission,
        ...describe({
          tag,
          summary: 'Forget who an account is to a provider',
          status: 204,
          says: 'Its sessions by that provider are over; whoever comes with its e-mail next is linked to it.',
        }),
      },
    },
    async (request, reply) => {
      mustBeProved(request, kernel.clock.now())
      const given = params.safeParse(request.params)
      if (!given.success) throw notFound('This link')
      const { id: account, provider } = given.data
      await unlink(kernel, { account, provider, by: request.who })
      app.sessions.forget()
      kernel.log.warn(
        { event: 'identity_unlinked', account, provider, by: request.who.account },
        'An account was unlinked from a provider.',
      )
      return reply.code(204).send()
    },
  )
}
