import { z } from 'zod'
import { conflict, notFound } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import { parseBody, parseQuery } from '../http/input.server.ts'
import type { Routes } from '../kernel.server.ts'
import { idIn } from '../traits/trait.server.ts'
import { allowAddress, discardMails, listMails, listSuppressed, readOverview, retryMails } from './admin.server.ts'
import { mailStates } from './wire.ts'

const tag = 'System'
const see = { permission: 'system.see' } as const
const manage = { permission: 'system.manage' } as const
const states = z.string().transform((text, context) => {
  const named = text.split(',').filter((name) => name !== '')
  const known = mailStates.filter((state) => named.includes(state))
  if (known.length === named.length && known.length > 0) return known
  context.addIssue(`Has to be of ${mailStates.join(', ')}.`)
  return z.NEVER
})
const listQuery = z.object({
  state: states.default([...mailStates]),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const moment = z.iso.datetime()
const overview = z.object({
  isSetUp: z.boolean(),
  waiting: z.int(),
  failed: z.int(),
  sentToday: z.int(),
  trouble: z.string().nullable(),
})
const mail = z.object({
  id: z.uuid(),
  kind: z.string(),
  to: z.string(),
  subject: z.string(),
  state: z.enum(mailStates),
  attempts: z.int(),
  nextAt: moment.nullable(),
  says: z.string().nullable(),
  createdAt: moment,
  endedAt: moment.nullable(),
})
const page = z.object({ rows: z.array(mail), next: z.uuid().nullable() })
const suppressed = z.object({ rows: z.array(z.object({ address: z.string(), reason: z.string(), at: moment })) })
const address = z.object({ address: z.string().max(320) })
const count = z.object({ count: z.int() })

/** What is sent, what waits, what failed and why, for those who run the system. What mails say is nobody's but the reader's. */
export const mailRoutes: Routes = (app, kernel) => {
  const { db } = kernel

  app.get(
    '/api/v1/mails/overview',
    { config: { ...see, ...describe({ tag, summary: 'How mail is doing', response: overview }) } },
    () => readOverview(kernel),
  )
  app.get(
    '/api/v1/mails',
    {
      config: {
        ...see,
        ...describe({ tag, summary: 'Mails that wait, were sent, or failed', query: listQuery, response: page }),
      },
    },
    (request) => {
      const { state, after, limit } = parseQuery(listQuery, request.query)
      return listMails(db, { states: state, after, limit })
    },
  )
  app.post(
    '/api/v1/mails/retry',
    {
      config: { ...manage, ...describe({ tag, summary: 'Try all mails again that wait or failed', response: count }) },
    },
    async () => ({ count: await retryMails(kernel) }),
  )
  app.post(
    '/api/v1/mails/discard',
    { config: { ...manage, ...describe({ tag, summary: 'Discard all mails that wait', response: count }) } },
    async ({ who }) => ({ count: await discardMails(kernel, { by: who.name }) }),
  )
  app.post(
    '/api/v1/mails/:id/retry',
    {
      config: {
        ...manage,
        ...describe({ tag, summary: 'Try a mail again', status: 204, says: 'It is tried at once.' }),
      },
    },
    async ({ params }, reply) => {
      if ((await retryMails(kernel, idIn(params))) === 0) throw gone()
      return reply.status(204).send()
    },
  )
  app.delete(
    '/api/v1/mails/:id',
    {
      config: { ...manage, ...describe({ tag, summary: 'Discard a mail', status: 204, says: 'It will not be sent.' }) },
    },
    async ({ params, who }, reply) => {
      if ((await discardMails(kernel, { id: idIn(params), by: who.name })) === 0) throw gone()
      return reply.status(204).send()
    },
  )
  app.get(
    '/api/v1/mail-suppressions',
    { config: { ...see, ...describe({ tag, summary: 'Addresses that nothing is sent to', response: suppressed }) } },
    async () => ({ rows: await listSuppressed(db) }),
  )
  app.post(
    '/api/v1/mail-suppressions/allow',
    {
      config: {
        ...manage,
        ...describe({ tag, summary: 'Let mails go to an address again', body: address, status: 204, says: 'They do.' }),
      },
    },
    async ({ body }, reply) => {
      if (!(await allowAddress(db, parseBody(address, body).address))) throw notFound('This address')
      return reply.status(204).send()
    },
  )
}

const gone = () => conflict('This mail was sent, discarded, or is being sent right now.')
