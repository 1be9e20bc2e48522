import { z } from 'zod'
import { notFound } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import { parseQuery } from '../http/input.server.ts'
import type { Routes } from '../kernel.server.ts'
import { readAccountHistory } from './account-history.server.ts'
import { readAccount } from './account-view.server.ts'
import { endSessions } from './accounts.server.ts'
import { apiKey, factors, historyPage, sessionsAnswer, signInPage } from './door-answers.server.ts'
import { listKeys, revokeKey } from './key.server.ts'
import { resetFactors } from './my-factors.server.ts'
import { mustBeProved } from './proof.server.ts'
import { idIn, pageQuery } from './reply.server.ts'
import { readFactors } from './second-factor.server.ts'
import { listSessions } from './sessions.server.ts'
import { readSignIns } from './sign-in-log.server.ts'

const security = z.object({ factors, keys: z.array(apiKey), sessions: sessionsAnswer.shape.rows })
const keyParams = z.object({ id: z.uuid(), key: z.uuid() })
const permission = 'account.manage' as const
const tag = 'Access'
const what = 'This account'

/** How others sign in, what happened to their accounts, and the ways to shut a door. */
export const accountDoorRoutes: Routes = (app, kernel) => {
  const { db } = kernel

  app.get(
    '/api/v1/accounts/:id/security',
    { config: { permission, ...describe({ tag, summary: 'What an account can sign in with', response: security }) } },
    async (request) => {
      const { id } = await readAccount(db, idIn(request, what))
      return {
        factors: await readFactors(db, id),
        keys: await listKeys(kernel, id),
        sessions: await listSessions(kernel, id),
      }
    },
  )

  app.get(
    '/api/v1/accounts/:id/history',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'What happened to an account', query: pageQuery, response: historyPage }),
      },
    },
    async (request) => {
      const { id } = await readAccount(db, idIn(request, what))
      return { entries: await readAccountHistory(db, id, parseQuery(pageQuery, request.query)) }
    },
  )

  app.get(
    '/api/v1/accounts/:id/sign-ins',
    {
      config: {
        permission,
        ...describe({
          tag,
          summary: 'When somebody tried to sign in by an account',
          query: pageQuery,
          response: signInPage,
        }),
      },
    },
    async (request) => {
      const { id } = await readAccount(db, idIn(request, what))
      return { rows: await readSignIns(db, id, parseQuery(pageQuery, request.query)) }
    },
  )

  app.delete(
    '/api/v1/accounts/:id/sessions',
    {
      config: {
        permission,
        ...describe({
          tag,
          summary: 'Sign an account out everywhere',
          status: 204,
          says: 'None of its sessions is left.',
        }),
      },
    },
    async (request, reply) => {
      const id = idIn(request, what)
      await endSessions(kernel, id, request.who)
      app.sessions.forget()
      kernel.log.info({ event: 'sessions_ended', account: id, by: request.who.account }, 'An account was signed out.')
      return reply.code(204).send()
    },
  )

  app.delete(
    '/api/v1/accounts/:id/second-factor',
    {
      config: {
        permission,
        ...describe({
          tag,
          summary: 'Take away every second factor of an account',
          status: 204,
          says: 'It has a password at most, and is signed out everywhere.',
        }),
      },
    },
    async (request, reply) => {
      const id = idIn(request, what)
      mustBeProved(request, kernel.clock.now())
      await resetFactors(kernel, id, request.who)
      app.sessions.forget()
      kernel.log.warn(
        { event: 'second_factor_reset', account: id, by: request.who.account },
        'A second factor was reset.',
      )
      return reply.code(204).send()
    },
  )

  app.delete(
    '/api/v1/accounts/:id/keys/:key',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'Revoke a key of an account', status: 204, says: 'It opens nothing any more.' }),
      },
    },
    async (request, reply) => {
      const params = keyParams.safeParse(request.params)
      if (!params.success) throw notFound('This key')
      await revokeKey(kernel, { account: params.data.id, key: params.data.key, by: request.who })
      app.sessions.forget()
      return reply.code(204).send()
    },
  )
}
