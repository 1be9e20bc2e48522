import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cookieIn } from '../access/token.server.ts'
import { idIn, originOf, patiently } from '../access/reply.server.ts'
import { networkOf, throttle } from '../access/throttle.server.ts'
import { badRequest, Failure } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import { parseBody, parseQuery, plainText } from '../http/input.server.ts'
import type { Kernel, Routes } from '../kernel.server.ts'
import { begin, callbackPath, finish, NotLetIn, noteRefusal, type Refusal } from './enter.server.ts'
import { endByToken } from './logout.server.ts'
import { listProviders } from './provider.server.ts'

const permission = 'public' as const
const tag = 'Access'
const path = '/api/v1/sign-in/providers'
const what = 'This way to sign in'
const startQuery = z.object({ to: plainText(2000).optional().describe('Where to go then: a path of this site.') })
const logoutBody = z.object({ logout_token: z.string().min(1).max(20_000) })
const doors = z.object({ providers: z.array(z.object({ id: z.uuid(), name: z.string() })) })

/** The door by identity providers: begin there, come back here, and be thrown out when the session there ends. */
export const identityRoutes: Routes = (app, kernel) => {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )

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
        const { address, binding } = await begin(kernel, { provider: idIn(request, what), to: insidePath(to) })
        return reply.header('set-cookie', bindingCookie(kernel, binding, 900)).redirect(address, 303)
      }),
  )

  app.get(
    callbackPath,
    { config: { permission, ...describe({ tag, summary: 'Come back from a provider', ...leads }) } },
    async (request, reply) => {
      reply.header('set-cookie', bindingCookie(kernel, '', 0)).header('cache-control', 'no-store')
      const origin = originOf(request)
      try {
        const query = new URLSearchParams(request.url.split('?')[1] ?? '')
        const binding = cookieIn(request.headers.cookie, bindingName)
        const { started, to } = await finish(kernel, { query, binding, ...origin })
        app.sessions.forget()
        return reply.header('set-cookie', started.cookie).redirect(to, 303)
      } catch (error) {
        const why = whyNot(error)
        if (why !== 'expired') await noteRefusal(kernel, origin, why)
        return reply.redirect(`/sign-in?problem=${why}`, 303)
      }
    },
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

function whyNot(error: unknown): Refusal {
  if (error instanceof NotLetIn) return error.why
  if (error instanceof Failure) return 'refused'
  throw error
}

/** Each beginning is remembered until it is finished or too old. */
const limit = ({ db, clock }: Kernel, { ip }: FastifyRequest): Promise<void> =>
  throttle({ db, now: clock.now }).attempt([
    { key: `provider:${networkOf(ip)}`, free: 100, firstWait: 2, longestWait: 900, forgetsEvery: 10 },
  ])

const bindingName = 'quarterdeck.sign_in'
const bindingCookie = ({ url }: Kernel, value: string, seconds: number): string =>
  `${bindingName}=${value}; Max-Age=${seconds}; Path=${path}; HttpOnly; SameSite=Lax${url.startsWith('https:') ? '; Secure' : ''}`

/** Only places of this site: an address elsewhere leads to the first page. */
const insidePath = (to: string | undefined): string => (to && /^\/(?![/\\])[^\s\\]*$/.test(to) ? to : '/')
