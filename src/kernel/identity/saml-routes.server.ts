import { z } from 'zod'
import { idIn, originOf, patiently } from '../access/reply.server.ts'
import { networkOf, throttle } from '../access/throttle.server.ts'
import { badRequest } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import { parseBody, parseQuery } from '../http/input.server.ts'
import type { Routes } from '../kernel.server.ts'
import { bindingIn, leadBack, leadOn, whyNot } from './door.server.ts'
import { noteRefusal } from './let-in.server.ts'
import { samlProviderOf } from './provider.server.ts'
import { ownMetadata } from './saml-client.server.ts'
import { samlKeyOf } from './saml-key.server.ts'
import { endByRequest } from './saml-logout.server.ts'
import { finishSaml, takeResponse } from './saml.server.ts'

const permission = 'public' as const
const tag = 'Access'
const path = '/api/v1/sign-in/providers'
const what = 'This way to sign in'
const consumes = 'application/x-www-form-urlencoded'
const mostBytes = 300_000
const base64 = z.string().min(1).max(mostBytes)
const relayState = z.string().max(500)
const responseBody = z.object({ SAMLResponse: base64, RelayState: relayState.default('') })
const finishQuery = z.object({ ticket: z.string().min(1).max(100) })
const logoutQuery = z.object({
  SAMLRequest: base64.optional(),
  SAMLResponse: base64.optional().describe('The answer to a logout that began here; it leads to the door.'),
  RelayState: relayState.optional(),
  SigAlg: z.string().max(200).optional(),
  Signature: z.string().max(2000).optional(),
})
const logoutBody = z.object({
  SAMLRequest: base64.optional(),
  SAMLResponse: base64.optional(),
  RelayState: relayState.optional(),
})
const leads = { status: 303, says: 'Leads on to the address in Location.', sends: ['Location'] } as const

/** The door by SAML 2.0: how we describe ourselves, where assertions arrive, and where logouts do. */
export const samlRoutes: Routes = (app, kernel) => {
  app.get(
    `${path}/:id/metadata`,
    {
      config: {
        permission,
        ...describe({
          tag,
          summary: 'How Quarterdeck describes itself to a SAML provider',
          produces: 'application/samlmetadata+xml',
        }),
      },
    },
    async (request, reply) => {
      const { id } = await samlProviderOf(kernel, idIn(request, what), { evenOff: true })
      const key = await samlKeyOf(kernel)
      return reply.type('application/samlmetadata+xml').send(ownMetadata(kernel, id, key))
    },
  )

  app.post(
    `${path}/:id/acs`,
    {
      bodyLimit: mostBytes,
      config: {
        permission,
        isFromElsewhere: true,
        ...describe({ tag, summary: 'Bring a SAML provider’s answer', body: responseBody, consumes, ...leads }),
      },
    },
    async (request, reply) => {
      const provider = idIn(request, what)
      const { SAMLResponse: response, RelayState: relayState } = parseBody(responseBody, request.body)
      try {
        const ticket = await takeResponse(kernel, { provider, response, relayState })
        return reply.header('cache-control', 'no-store').redirect(`${path}/finish?ticket=${ticket}`, 303)
      } catch (error) {
        const why = whyNot(error)
        if (why !== 'expired') await noteRefusal(kernel, originOf(request), { why, method: 'saml' })
        return leadBack(reply, why)
      }
    },
  )

  app.get(
    `${path}/finish`,
    {
      config: { permission, ...describe({ tag, summary: 'Finish to sign in by SAML', query: finishQuery, ...leads }) },
    },
    async (request, reply) => {
      const { ticket } = parseQuery(finishQuery, request.query)
      const origin = originOf(request)
      try {
        const finished = await finishSaml(kernel, { ticket, binding: bindingIn(kernel, request), ...origin })
        app.sessions.forget()
        return leadOn(kernel, reply, finished)
      } catch (error) {
        const why = whyNot(error)
        if (why !== 'expired') await noteRefusal(kernel, origin, { why, method: 'saml' })
        return leadBack(reply, why)
      }
    },
  )

  const attempt = (ip: string): Promise<void> =>
    throttle({ db: kernel.db, now: kernel.clock.now }).attempt([
      { key: `saml-logout:${networkOf(ip)}`, free: 300, firstWait: 2, longestWait: 900, forgetsEvery: 3 },
    ])

  app.get(
    `${path}/:id/saml-logout`,
    {
      config: {
        permission,
        isFromElsewhere: true,
        ...describe({ tag, summary: 'End the sessions that a SAML provider names', query: logoutQuery, ...leads }),
      },
    },
    (request, reply) =>
      patiently(reply, async () => {
        const id = idIn(request, what)
        const { SAMLRequest, SAMLResponse } = parseQuery(logoutQuery, request.query)
        reply.header('cache-control', 'no-store')
        if (SAMLResponse !== undefined) return reply.redirect('/sign-in', 303)
        if (SAMLRequest === undefined) throw badRequest('The logout request is missing.')
        await attempt(request.ip)
        const answer = await endByRequest(kernel, id, { by: 'redirect', query: request.url.split('?')[1] ?? '' })
        app.sessions.forget()
        return reply.redirect(answer ?? '/sign-in', 303)
      }),
  )

  app.post(
    `${path}/:id/saml-logout`,
    {
      bodyLimit: mostBytes,
      config: {
        permission,
        isFromElsewhere: true,
        ...describe({ tag, summary: 'The same, by a form', body: logoutBody, consumes, ...leads }),
      },
    },
    (request, reply) =>
      patiently(reply, async () => {
        const id = idIn(request, what)
        const { SAMLRequest, SAMLResponse, RelayState = null } = parseBody(logoutBody, request.body)
        reply.header('cache-control', 'no-store')
        if (SAMLResponse !== undefined) return reply.redirect('/sign-in', 303)
        if (SAMLRequest === undefined) throw badRequest('The logout request is missing.')
        await attempt(request.ip)
        const answer = await endByRequest(kernel, id, { by: 'post', request: SAMLRequest, relayState: RelayState })
        app.sessions.forget()
        return reply.redirect(answer ?? '/sign-in', 303)
      }),
  )
}
