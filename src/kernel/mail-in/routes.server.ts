import { buffer } from 'node:stream/consumers'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { holds } from '../access/rule.ts'
import type { Who } from '../access/who.ts'
import { notFound } from '../errors.ts'
import { attachment } from '../files/name.ts'
import { describe } from '../http/describe.server.ts'
import { parseQuery } from '../http/input.server.ts'
import type { Kernel, Routes } from '../kernel.server.ts'
import { idIn } from '../traits/trait.server.ts'
import { ignoreMail, keptMail, letThrough, listReceived, readOverview } from './admin.server.ts'
import { receivedStates } from './wire.ts'

const tag = 'System'
const see = { permission: 'system.see' } as const
const manage = { permission: 'system.manage' } as const
const mine = { permission: 'signed-in' } as const
const states = z.string().transform((text, context) => {
  const named = text.split(',').filter((name) => name !== '')
  const known = receivedStates.filter((state) => named.includes(state))
  if (known.length === named.length && known.length > 0) return known
  context.addIssue(`Has to be of ${receivedStates.join(', ')}.`)
  return z.NEVER
})
const listQuery = z.object({
  state: states.default([...receivedStates]),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const moment = z.iso.datetime()
const check = z.enum(['pass', 'fail', 'none', 'unknown'])
const verdict = z.object({ dkim: check, spf: check, dmarc: check, arc: check, by: z.string().nullable() })
const received = z.object({
  id: z.uuid(),
  mailbox: z.string(),
  from: z.string().nullable(),
  fromName: z.string().nullable(),
  subject: z.string(),
  state: z.enum(receivedStates),
  reason: z.string().nullable(),
  attempts: z.int(),
  size: z.int(),
  verdict: verdict.nullable(),
  receivedAt: moment,
  record: z
    .object({ id: z.uuid(), type: z.string(), number: z.string().nullable(), title: z.string().nullable() })
    .nullable(),
  comment: z.uuid().nullable(),
})
const page = z.object({ rows: z.array(received), next: z.uuid().nullable() })
const overview = z.object({
  mailboxes: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      address: z.string(),
      way: z.enum(['imap', 'listener']),
      isOn: z.boolean(),
      lastReadAt: moment.nullable(),
      lastMailAt: moment.nullable(),
      fault: z.string().nullable(),
      faultSince: moment.nullable(),
    }),
  ),
  waiting: z.int(),
  setAside: z.int(),
})
const raw = z.object({ text: z.string(), isCut: z.boolean() })
const mostShown = 200_000

/** What came in, what is set aside and why, for those who run the system; the mails of a record for those who work on it. */
export const mailInRoutes: Routes = (app, kernel) => {
  app.get(
    '/api/v1/received-mails/overview',
    { config: { ...see, ...describe({ tag, summary: 'How mailboxes are doing', response: overview }) } },
    () => readOverview(kernel),
  )
  app.get(
    '/api/v1/received-mails',
    {
      config: { ...see, ...describe({ tag, summary: 'Mails that came in', query: listQuery, response: page }) },
    },
    ({ query, who }) => {
      const { state, after, limit } = parseQuery(listQuery, query)
      return listReceived(kernel, who, { states: state, after, limit })
    },
  )
  app.get(
    '/api/v1/records/:id/mails',
    {
      config: {
        ...mine,
        ...describe({ tag, summary: 'The mails that led to a record, for who may see internal notes', response: page }),
      },
    },
    async ({ params, who }) => {
      const { id } = await kernel.store.as(who).reach(idIn(params))
      if (!holds(who, 'comment.see_internal')) throw notFound()
      return listReceived(kernel, who, { states: receivedStates, recordId: id, limit: 200 })
    },
  )
  app.get(
    '/api/v1/received-mails/:id/text',
    { config: { ...mine, ...describe({ tag, summary: 'The beginning of a mail as it arrived', response: raw }) } },
    async ({ params, who }) => {
      const bytes = await readKept(kernel, who, idIn(params))
      const shown = bytes.subarray(0, mostShown)
      return { text: textOf(shown), isCut: bytes.length > mostShown }
    },
  )
  app.get(
    '/api/v1/received-mails/:id/raw',
    {
      config: {
        ...mine,
        ...describe({ tag, summary: 'A mail as it arrived', produces: 'message/rfc822', response: { type: 'string' } }),
      },
    },
    async ({ params, who }, reply): Promise<FastifyReply> => {
      const id = idIn(params)
      const bytes = await readKept(kernel, who, id)
      return reply
        .header('Content-Disposition', attachment(`${id}.eml`))
        .type('message/rfc822')
        .send(bytes)
    },
  )
  app.post(
    '/api/v1/received-mails/:id/let-through',
    {
      config: {
        ...manage,
        ...describe({
          tag,
          summary: 'Deal with a mail anew, past the fuses',
          status: 204,
          says: 'It is dealt with at once.',
        }),
      },
    },
    async ({ params, who }, reply) => {
      await letThrough(kernel, who, idIn(params))
      return reply.status(204).send()
    },
  )
  app.post(
    '/api/v1/received-mails/:id/ignore',
    {
      config: {
        ...manage,
        ...describe({ tag, summary: 'Ignore a mail that was set aside', status: 204, says: 'It is.' }),
      },
    },
    async ({ params, who }, reply) => {
      await ignoreMail(kernel, who, idIn(params))
      return reply.status(204).send()
    },
  )
}

/** A mail as it arrived: for those who run the system, and for those who see the internal notes of the record that it led to. */
async function readKept(kernel: Kernel, who: Who, id: string): Promise<Buffer> {
  const { raw: key, recordId } = await keptMail(kernel.db, id)
  const works =
    recordId !== null &&
    holds(who, 'comment.see_internal') &&
    (await kernel.store
      .as(who)
      .reach(recordId)
      .then(
        () => true,
        () => false,
      ))
  if (!works && !holds(who, 'system.manage')) throw notFound('This mail')
  return buffer(await kernel.files.read(key))
}

/** Bytes as text: UTF-8 where they are, else one sign for each byte, so that nothing is hidden. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return bytes.toString('latin1')
  }
}
