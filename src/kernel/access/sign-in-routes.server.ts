import { z } from 'zod'
import { describe } from '../http/describe.server.ts'
import { parseBody } from '../http/input.server.ts'
import type { Routes } from '../kernel.server.ts'
import { forgetCookie } from './cookie.server.ts'
import { readPolicy } from './policy.server.ts'
import { challenge, handOver, originOf, passkeyAnswer, patiently, sessionAnswer } from './reply.server.ts'
import { askForSecondPasskey, takeSecondStep } from './second-step.server.ts'
import { beginPasskey, signIn, signInByPasskey } from './sign-in.server.ts'

/** 'token' answers with a bearer token and sets no cookie: for programs. */
const as = z.enum(['cookie', 'token']).default('cookie')
const ticket = z.string().min(1).max(100)
const signInBody = z.object({ email: z.string().min(1).max(320), password: z.string().min(1).max(1000), as })
const ways = z.array(z.enum(['code', 'passkey', 'recovery code']))
const signInAnswer = sessionAnswer.extend({
  secondStep: z
    .object({ ticket: z.string(), ways })
    .optional()
    .describe('In place of a session: what else to prove, at /sign-in/second-step.'),
})
const secondBody = z
  .object({
    ticket,
    code: z.string().max(20).optional(),
    recoveryCode: z.string().max(100).optional(),
    passkey: passkeyAnswer.optional(),
    as,
  })
  .refine(
    ({ code, recoveryCode, passkey }) => [code, recoveryCode, passkey].filter((one) => one !== undefined).length === 1,
    {
      message: 'Give one of code, recoveryCode and passkey.',
      path: ['code'],
    },
  )
const passkeyBody = passkeyAnswer.extend({ as })
const challengeBody = z.object({ ticket: ticket.optional().describe('Of the sign-in that waits for its second step.') })
const rules = z.object({ shortestPassword: z.int() })

const permission = 'public' as const
const tag = 'Access'

/** The door: sign-in by password, by passkey, by a second step; and out again. */
export const signInRoutes: Routes = (app, kernel) => {
  app.get(
    '/api/v1/sign-in',
    { config: { permission, ...describe({ tag, summary: 'What a new password needs', response: rules }) } },
    async () => ({ shortestPassword: (await readPolicy(kernel.db)).shortestPassword }),
  )

  app.post(
    '/api/v1/sign-in',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'Sign in by e-mail and password', body: signInBody, response: signInAnswer }),
      },
    },
    async (request, reply) => {
      const given = parseBody(signInBody, request.body)
      const entered = await patiently(reply, () => signIn(kernel, { ...given, ...originOf(request) }))
      if ('secondStep' in entered) return { account: entered.account, secondStep: entered.secondStep }
      app.sessions.forget()
      return handOver(reply, entered, given.as)
    },
  )

  app.post(
    '/api/v1/sign-in/second-step',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'Sign in: the second step', body: secondBody, response: sessionAnswer }),
      },
    },
    async (request, reply) => {
      const { ticket, as, ...proof } = parseBody(secondBody, request.body)
      const started = await patiently(reply, () => takeSecondStep(kernel, { ticket, proof, ...originOf(request) }))
      app.sessions.forget()
      return handOver(reply, started, as)
    },
  )

  app.post(
    '/api/v1/sign-in/passkey-challenge',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'Begin to sign in by passkey', body: challengeBody, response: challenge }),
      },
    },
    (request, reply) => {
      const { ticket } = parseBody(challengeBody, request.body ?? {})
      return patiently(reply, () => (ticket ? askForSecondPasskey(kernel, ticket) : beginPasskey(kernel, request.ip)))
    },
  )

  app.post(
    '/api/v1/sign-in/passkey',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'Sign in by passkey', body: passkeyBody, response: sessionAnswer }),
      },
    },
    async (request, reply) => {
      const { as, ...answer } = parseBody(passkeyBody, request.body)
      const started = await signInByPasskey(kernel, { ...answer, ...originOf(request) })
      app.sessions.forget()
      return handOver(reply, started, as)
    },
  )

  app.post(
    '/api/v1/sign-out',
    {
      config: {
        permission,
        endsViewing: true,
        ...describe({ tag, summary: 'End the session', status: 204, says: 'The session is over.' }),
      },
    },
    async (request, reply) => {
      if (request.session)
        await kernel.db.query({ text: 'delete from session where id = $1', values: [request.session.id] })
      app.sessions.forget()
      return reply
        .header('set-cookie', forgetCookie(kernel.url))
        .header('clear-site-data', '"cache", "storage"')
        .code(204)
        .send()
    },
  )
}
