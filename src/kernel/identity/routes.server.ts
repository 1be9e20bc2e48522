import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { idIn, originOf, patiently } from '../access/reply.server.ts'
import { networkOf, throttle } from '../access/throttle.server.ts'
import { badRequest } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import { parseBody, parseQuery, plainText } from '../http/input.server.ts'
import type { Kernel, Routes } from '../kernel.server.ts'
import { connectionOf } from './connection.server.ts'
import { begin, bindingIn, forgetBinding, leadBack, leadOn, whyNot } from './door.server.ts'
import { noteRefusal } from './let-in.server.ts'
import { linkRoutes } from './link-routes.server.ts'
import { endByToken } from './logout.server.ts'
import { callbackPath, finishOidc } from './oidc.server.ts'
import { listProviders } from './provider.server.ts'
import { samlRoutes } from './saml-routes.server.ts'
import { wayOut } from './way-out.server.ts'

const permission = 'public' as const
const tag = 'Access'
const path = '/api/v1/sign-in/providers'
const what = 'This way to sign in'
const startQuery = z.object({ to: plainText(2000).optional().describe('Where to go then: a path of this site.') })
const logoutBody = z.object({ logout_token: z.string().min(1).max(20_000) })
const exit = z.object({
  address: z
    .url()
    .nullable()
    .describe('The provider’s page that ends its session; null where there is nothing to end.'),
})
const connection = z.object({
  addresses: z.array(z.object({ label: z.string(), address: z.url() })),
  saysOfItself: z
    .object({
      entityId: z.string(),
      signOn: z.url(),
      logout: z.url().nullable(),
      certificatesEnd: z.iso.datetime().describe('When the last of its certificates ends.'),
    })
    .nullable()
    .describe('By its SAML metadata; null for OpenID Connect, and where it can’t be read.'),
  refusals: z
    .array(z.object({ at: z.iso.datetime(), reason: z.string() }))
    .describe('Why the last five who weren’t let in were not, newest first.'),
})
const doors = z.object({ providers: z.array(z.object({ id: z.uuid(), name: z.string() })) })

/** The door by identity providers: begin there, come back here, and be thrown out when the session there ends. */
export const identityRoutes: Routes = (app, kernel) => {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )

  samlRoutes(app, kernel)
  linkRoutes(app, kernel)

  app.get(
    path,
    { config: { permission, ...describe({ tag, summary: 'By whom else one can sign in', response: doors }) } },
    async () => ({ providers: await listProviders(kernel) }),
  )

  app.get(
    `${path}/:id/start`,
    {
      config: {
        permission,
        ...describe({ tag, summary: 'Begin to sign in by a provider', query: startQuery, ...leads }),
      },
    },
    (request, reply) =>
      patiently(reply, async () => {
        const { to } = parseQuery(startQuery, request.query)
        await limit(kernel, request)
        const { address, cookie } = await begin(kernel, { provider: idIn(request, what), to: insidePath(to) })
        return reply.header('set-cookie', cookie).redirect(address, 303)
      }),
  )

  app.get(
    callbackPath,
    { config: { permission, ...describe({ tag, summary: 'Come back from a provider', ...leads }) } },
    async (request, reply) => {
      const origin = originOf(request)
      const query = new URLSearchParams(request.url.split('?')[1] ?? '')
      try {
        const finished = await finishOidc(kernel, { query, binding: bindingIn(kernel, request), ...origin })
        app.sessions.forget()
        return leadOn(kernel, reply, finished)
      } catch (error) {
        const why = whyNot(error)
        if (why !== 'expired') await noteRefusal(kernel, origin, { why, method: 'oidc' })
        return leadBack(forgetBinding(kernel, reply), why)
      }
    },
  )

  app.get(
    `${path}/exit`,
    {
      config: {
        permission: 'signed-in',
        isBeforeSecondFactor: true,
        ...describe({ tag, summary: 'Where to go after signing out here, to sign out there, too', response: exit }),
      },
    },
    async ({ session }, reply) => {
      reply.header('cache-control', 'no-store')
      return { address: session ? await wayOut(kernel, session.id) : null }
    },
  )

  app.get(
    '/api/v1/identity-providers/:id/connection',
    {
      config: {
        permission: 'identity_provider.read',
        ...describe({ tag, summary: 'What a provider has to know of us, and says of itself', response: connection }),
      },
    },
    (request) => connectionOf(kernel, idIn(request, 'Identity provider')),
  )

  app.post(
    `${path}/:id/logout`,
    {
      config: {
        permission,
        ...describe({
          tag,
          summary: 'End the sessions that a provider’s logout token names',
          body: logoutBody,
          consumes: 'application/x-www-form-urlencoded',
          says: 'They are over.',
          response: z.object({ ended: z.int() }),
        }),
      },
    },
    async (request, reply) => {
      const id = idIn(request, what)
      if (typeof request.body !== 'object') throw badRequest('The logout token is missing.')
      const { logout_token: token } = parseBody(logoutBody, request.body)
      const ended = await endByToken(kernel, id, token)
      app.sessions.forget()
      reply.header('cache-control', 'no-store')
      return { ended }
    },
  )
}

const leads = { status: 303, says: 'Leads on to the address in Location.', sends: ['Location'] } as const

/** Each beginning is remembered until it is finished or too old. */
const limit = ({ db, clock }: Kernel, { ip }: FastifyRequest): Promise<void> =>
  throttle({ db, now: clock.now }).attempt([
    { key: `provider:${networkOf(ip)}`, free: 100, firstWait: 2, longestWait: 900, forgetsEvery: 10 },
  ])

/** Only places of this site: an address elsewhere leads to the first page. */
const insidePath = (to: string | undefined): string => (to && /^\/(?![/\\])[^\s\\]*$/.test(to) ? to : '/')
