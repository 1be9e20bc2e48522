import { z } from 'zod'
import { notFound } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import { parseBody, parseQuery } from '../http/input.server.ts'
import type { Routes } from '../kernel.server.ts'
import { readAccountHistory } from './account-history.server.ts'
import { setPassword } from './accounts.server.ts'
import { mustBePassword } from './check-password.server.ts'
import { historyPage, sessionsAnswer, signInPage } from './door-answers.server.ts'
import { meSchema, readMe } from './me.server.ts'
import { mustBeSession } from './proof.server.ts'
import { handOver, holding, idIn, pageQuery, patiently, sessionAnswer } from './reply.server.ts'
import { readSignIns } from './sign-in-log.server.ts'
import { guess } from './sign-in.server.ts'
import { listSessions } from './sessions.server.ts'
import { replaceSession } from './start-session.server.ts'

const passwordBody = z.object({ current: z.string().min(1).max(1000), new: z.string().max(1000) })
const permission = 'signed-in' as const
const tag = 'Access'

/** Who the caller is, their password, where they are signed in, and what happened to their account. */
export const myAccountRoutes: Routes = (app, kernel) => {
  const { db } = kernel

  app.get(
    '/api/v1/me',
    {
      config: {
        permission,
        isBeforeSecondFactor: true,
        ...describe({ tag, summary: 'Who I am and what I can do', response: meSchema }),
      },
    },
    async ({ who, session }) => ({
      ...(await readMe(kernel, who)),
      lacksSecondFactor: session?.lacksSecondFactor ?? false,
      viewing: session?.viewing
        ? { by: session.viewing.viewer.name, until: session.viewing.until.toISOString() }
        : null,
    }),
  )

  app.post(
    '/api/v1/me/password',
    {
      config: {
        permission,
        isBeforeSecondFactor: true,
        ...describe({ tag, summary: 'Change my password', body: passwordBody, response: sessionAnswer }),
      },
    },
    async (request, reply) => {
      const given = parseBody(passwordBody, request.body)
      const { account, session } = mustBeSession(request)
      await patiently(reply, () =>
        guess(kernel, `password:${account}`, () =>
          mustBePassword(db, account, { password: given.current, field: 'current' }),
        ),
      )
      await setPassword(kernel, account, given.new, { keepSession: session.id, by: request.who })
      const started = await replaceSession(kernel, session.id)
      app.sessions.forget()
      kernel.log.info({ event: 'password_changed', account }, 'Someone changed their password.')
      return handOver(reply, started, holding(request))
    },
  )

  app.get(
    '/api/v1/me/sessions',
    { config: { permission, ...describe({ tag, summary: 'Where I am signed in', response: sessionsAnswer }) } },
    async (request) => {
      const rows = await listSessions(kernel, request.who.account ?? '')
      return { rows: rows.map((row) => ({ ...row, isThis: row.id === request.session?.id })) }
    },
  )

  app.delete(
    '/api/v1/me/sessions/:id',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'Sign out elsewhere', status: 204, says: 'That session is over.' }),
      },
    },
    async (request, reply) => {
      const { account } = mustBeSession(request)
      const ended = await db.query({
        text: 'delete from session where id = $1 and account_id = $2 returning id',
        values: [idIn(request, 'This session'), account],
      })
      if (ended.length === 0) throw notFound('This session')
      app.sessions.forget()
      return reply.code(204).send()
    },
  )

  app.get(
    '/api/v1/me/history',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'What happened to my account', query: pageQuery, response: historyPage }),
      },
    },
    async (request) => {
      const { account } = mustBeSession(request)
      return { entries: await readAccountHistory(db, account, parseQuery(pageQuery, request.query)) }
    },
  )

  app.get(
    '/api/v1/me/sign-ins',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'When somebody tried to sign in as me', query: pageQuery, response: signInPage }),
      },
    },
    async (request) => {
      const { account } = mustBeSession(request)
      return { rows: await readSignIns(db, account, parseQuery(pageQuery, request.query)) }
    },
  )
}
