import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { describe } from '../http/describe.server.ts'
import { parseBody } from '../http/input.server.ts'
import { notFound } from '../errors.ts'
import type { Routes } from '../kernel.server.ts'
import { accountRoutes } from './account-routes.server.ts'
import { setPassword } from './accounts.server.ts'
import { forgetCookie, openAuth } from './auth.server.ts'
import { readMe } from './me.server.ts'
import { needsSetUp, setUp } from './set-up.server.ts'
import { guess, signIn } from './sign-in.server.ts'
import { networkOf, TooMany } from './throttle.server.ts'

const signInBody = z.object({
  email: z.string().min(1).max(320),
  password: z.string().min(1).max(1000),
  /** 'token' answers with a bearer token and sets no cookie: for programs. */
  as: z.enum(['cookie', 'token']).default('cookie'),
})
const setUpBody = z.object({
  code: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  email: z.email(),
  password: z.string().max(1000),
})
const passwordBody = z.object({ current: z.string().min(1).max(1000), new: z.string().max(1000) })
const idParams = z.object({ id: z.uuid() })

/** Sign-in, sign-out, set-up, one's own account and sessions, and the administration of accounts. */
export const accessRoutes: Routes = async (app, kernel) => {
  const auth = openAuth(kernel)
  const { db, clock } = kernel
  const signedIn = { permission: 'signed-in' } as const

  app.post(
    '/api/v1/sign-in',
    {
      config: {
        permission: 'public',
        ...describe({ tag: 'Access', summary: 'Sign in by e-mail and password', body: signInBody }),
      },
    },
    async (request, reply) => {
      const { email, password, as } = parseBody(signInBody, request.body)
      const previous = request.session?.token ?? null
      const { cookie, token, account } = await patiently(reply, () =>
        signIn(kernel, auth, { email, password, address: request.ip, userAgent: agentOf(request.headers), previous }),
      )
      app.sessions.forget()
      if (as === 'token') return { account, token }
      reply.header('set-cookie', cookie)
      return { account }
    },
  )

  app.post(
    '/api/v1/sign-out',
    { config: { permission: 'public', ...describe({ tag: 'Access', summary: 'End the session' }) } },
    async (request, reply) => {
      if (request.session) await db.query({ text: 'delete from session where id = $1', values: [request.session.id] })
      app.sessions.forget()
      return reply
        .header('set-cookie', forgetCookie(kernel.url))
        .header('clear-site-data', '"cache", "storage"')
        .code(204)
        .send()
    },
  )

  app.get(
    '/api/v1/me',
    { config: { ...signedIn, ...describe({ tag: 'Access', summary: 'Who I am and what I can do' }) } },
    (request) => readMe(kernel, request.who),
  )

  app.post(
    '/api/v1/me/password',
    { config: { ...signedIn, ...describe({ tag: 'Access', summary: 'Change my password', body: passwordBody }) } },
    async (request, reply) => {
      const given = parseBody(passwordBody, request.body)
      const id = request.who.account ?? ''
      await patiently(reply, () => guess(kernel, `password:${id}`, () => auth.checkPassword(id, given.current)))
      await setPassword(kernel, id, given.new, request.session?.id ?? null)
      app.sessions.forget()
      kernel.log.info({ event: 'password_changed', account: id }, 'Someone changed their password.')
      return reply.code(204).send()
    },
  )

  app.get(
    '/api/v1/me/sessions',
    { config: { ...signedIn, ...describe({ tag: 'Access', summary: 'Where I am signed in' }) } },
    async (request) => {
      const rows = await db.query<{
        id: string
        address: string | null
        user_agent: string | null
        created_at: Date
        updated_at: Date
      }>({
        text: 'select id, address, user_agent, created_at, updated_at from session where account_id = $1 and expires_at > $2 order by updated_at desc limit 100',
        values: [request.who.account, clock.now()],
      })
      return {
        rows: rows.map((row) => ({
          id: row.id,
          address: row.address,
          userAgent: row.user_agent,
          createdAt: row.created_at.toISOString(),
          lastSeenAt: row.updated_at.toISOString(),
          isThis: row.id === request.session?.id,
        })),
      }
    },
  )

  app.delete(
    '/api/v1/me/sessions/:id',
    { config: { ...signedIn, ...describe({ tag: 'Access', summary: 'Sign out elsewhere' }) } },
    async (request, reply) => {
      const params = idParams.safeParse(request.params)
      if (!params.success) throw notFound('This session')
      const ended = await db.query({
        text: 'delete from session where id = $1 and account_id = $2 returning id',
        values: [params.data.id, request.who.account],
      })
      if (ended.length === 0) throw notFound('This session')
      app.sessions.forget()
      return reply.code(204).send()
    },
  )

  app.get(
    '/api/v1/set-up',
    {
      config: {
        permission: 'public',
        ...describe({ tag: 'Access', summary: 'Whether this installation still needs its first administrator' }),
      },
    },
    async () => ({
      isNeeded: await needsSetUp(db),
    }),
  )

  app.post(
    '/api/v1/set-up',
    {
      config: {
        permission: 'public',
        ...describe({ tag: 'Access', summary: 'Create the first administrator', body: setUpBody }),
      },
    },
    async (request, reply) => {
      const given = parseBody(setUpBody, request.body)
      const account = await patiently(reply, () =>
        guess(kernel, `set-up:${networkOf(request.ip)}`, () => setUp(kernel, given)),
      )
      const { cookie } = await signIn(kernel, auth, {
        ...given,
        address: request.ip,
        userAgent: agentOf(request.headers),
        previous: null,
      })
      return reply.header('set-cookie', cookie).code(201).send({ account })
    },
  )

  await accountRoutes(app, kernel)
}

async function patiently<T>(reply: FastifyReply, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof TooMany) reply.header('retry-after', error.seconds)
    throw error
  }
}

const agentOf = (headers: { readonly 'user-agent'?: string | undefined }): string =>
  (headers['user-agent'] ?? '').slice(0, 300)
