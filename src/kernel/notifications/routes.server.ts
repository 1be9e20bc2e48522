import { z } from 'zod'
import { isTimeZone } from '../calendar/time-zone.ts'
import { forbidden } from '../errors.ts'
import type { Who } from '../access/who.ts'
import { describe } from '../http/describe.server.ts'
import { parseBody, parseQuery } from '../http/input.server.ts'
import type { Routes } from '../kernel.server.ts'
import { countUnread, markRead, readInbox } from './inbox.server.ts'
import { kindNames, ways } from './kinds.ts'
import { readPreferences, setDay, setWays } from './preferences.server.ts'
import { resubscribe, unsubscribe } from './unsubscribe.server.ts'

const tag = 'Personal'
const mine = { permission: 'signed-in' } as const
const open = { permission: 'public' } as const
const kind = z.enum(kindNames as [(typeof kindNames)[number], ...typeof kindNames])
const way = z.enum(ways)
const listQuery = z.object({
  unread: z.stringbool().default(false),
  kind: kind.optional(),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const link = z.object({
  id: z.uuid(),
  type: z.string(),
  number: z.string().nullable(),
  title: z.string().nullable(),
  state: z.string().nullable(),
})
const item = z.object({
  id: z.uuid(),
  kind,
  title: z.string(),
  text: z.string(),
  at: z.iso.datetime(),
  isRead: z.boolean(),
  by: z.string().nullable(),
  record: link.nullable(),
  path: z.string().nullable(),
})
const page = z.object({ rows: z.array(item), next: z.uuid().nullable() })
const unread = z.object({ unread: z.int() })
const marking = z.strictObject({
  ids: z.array(z.uuid()).max(1000).optional(),
  recordId: z.uuid().optional(),
  isRead: z.boolean(),
})
const minute = z.int().min(0).max(1439)
const day = {
  timeZone: z.string().refine(isTimeZone, 'is no time zone. Try Europe/Berlin.').nullable(),
  quiet: z.object({ from: minute, to: minute }).nullable(),
  digestAt: minute,
}
const preferences = z.object({ ways: z.record(kind, way), ...day })
const change = z.strictObject({ ways: z.partialRecord(kind, way), ...day }).partial()
const unsubscribed = z.object({ topic: z.string(), was: z.partialRecord(kind, way) })
const undoing = z.object({ was: z.partialRecord(kind, way) })

/** The inbox, how one wants to be told, and the links that end mails without signing in. */
export const notificationRoutes: Routes = (app, kernel) => {
  const { db } = kernel

  app.get(
    '/api/v1/inbox',
    {
      config: { ...mine, ...describe({ tag, summary: 'What the caller was told', query: listQuery, response: page }) },
    },
    ({ who, query }) => {
      const { kind: only, ...asked } = parseQuery(listQuery, query)
      return readInbox(kernel, who, { ...asked, after: asked.after, kinds: only ? [only] : null })
    },
  )
  app.get(
    '/api/v1/inbox/unread',
    { config: { ...mine, ...describe({ tag, summary: 'How much of it is unread, to 100', response: unread }) } },
    async ({ who }) => ({ unread: await countUnread(kernel, who) }),
  )
  app.put(
    '/api/v1/inbox/read',
    {
      config: {
        ...mine,
        ...describe({
          tag,
          summary: 'Mark some of it, or all, as read or unread',
          body: marking,
          status: 204,
          says: 'It is.',
        }),
      },
    },
    async ({ who, body }, reply) => {
      await markRead(kernel, who, parseBody(marking, body))
      return reply.status(204).send()
    },
  )
  app.get(
    '/api/v1/me/notifications',
    { config: { ...mine, ...describe({ tag, summary: 'How the caller wants to be told', response: preferences }) } },
    ({ who }) => readPreferences(db, accountOf(who)),
  )
  app.patch(
    '/api/v1/me/notifications',
    {
      config: {
        ...mine,
        ...describe({ tag, summary: 'Choose how to be told', body: change, response: preferences }),
      },
    },
    async ({ who, body }) => {
      const { ways: chosen = {}, ...times } = parseBody(change, body)
      const account = accountOf(who)
      await setWays(db, account, chosen)
      if (Object.keys(times).length > 0)
        await setDay(db, account, { ...(await readPreferences(db, account)), ...times })
      return readPreferences(db, account)
    },
  )

  // RFC 8058: mail programs post a form, of which nothing is needed.
  for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data'])
    if (!app.hasContentTypeParser(type))
      app.addContentTypeParser(type, { parseAs: 'string' }, (_request, _body, done) => done(null, {}))
  app.get<{ Params: { token: string } }>(
    '/api/v1/unsubscribe/:token',
    {
      config: {
        ...open,
        ...describe({ tag, summary: 'Lead to the page that ends mails', status: 303, says: 'The page.' }),
      },
    },
    ({ params: { token } }, reply) => reply.redirect(`/unsubscribe/${encodeURIComponent(token)}`, 303),
  )
  app.post<{ Params: { token: string } }>(
    '/api/v1/unsubscribe/:token',
    {
      config: {
        ...open,
        ...describe({ tag, summary: 'End the mails that the link in one is about (RFC 8058)', response: unsubscribed }),
      },
    },
    ({ params: { token } }) => unsubscribe(kernel, token),
  )
  app.post<{ Params: { token: string } }>(
    '/api/v1/unsubscribe/:token/undo',
    {
      config: {
        ...open,
        ...describe({ tag, summary: 'Take that back', body: undoing, status: 204, says: 'Mails come as before.' }),
      },
    },
    async ({ params: { token }, body }, reply) => {
      await resubscribe(kernel, { token, was: parseBody(undoing, body).was })
      return reply.status(204).send()
    },
  )
}

function accountOf({ account }: Who): string {
  if (account === null) throw forbidden('Only an account can be told.')
  return account
}
