import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { holderOf } from '../../access/holder.server.ts'
import { Failure, notFound } from '../../errors.ts'
import { describe } from '../../http/describe.server.ts'
import { parseBody, plainText } from '../../http/input.server.ts'
import type { Kernel, Routes } from '../../kernel.server.ts'
import { isUuid } from '../../record/values.ts'
import { feedText } from './feed-text.server.ts'
import { findFeed, listFeeds, makeFeed, revokeFeed } from './feeds.server.ts'

const tag = 'Calendars'
const body = z.object({
  name: plainText(120).min(1),
  type: z.string().max(60).describe('The record type of the list.'),
  filter: z.record(z.string(), z.unknown()).default({}).describe('Which rows, in the language of lists.'),
  dateField: z.string().max(60).describe('The date that puts a record on a day.'),
})
const feed = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  dateField: z.string(),
  createdAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
})
const made = feed.extend({ url: z.url().describe('The secret address; told this once.') })

/** Lists under secret addresses for calendar applications. Each shows what its owner may read at the moment it is asked. */
export const feedRoutes =
  (groupsSql: string): Routes =>
  (app, kernel) => {
    ownFeeds(app, kernel)
    app.get<{ Params: { file: string } }>(
      '/feeds/:file',
      { config: { permission: 'public' } },
      async (request, reply) => {
        const text = await textUnder(kernel, request.params.file, groupsSql)
        const tagged = `"${createHash('sha256').update(text).digest('base64url')}"`
        void reply.headers({ etag: tagged, 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex' })
        if (request.headers['if-none-match'] === tagged) return reply.code(304).send()
        return reply.type('text/calendar; charset=utf-8').send(text)
      },
    )
  }

function ownFeeds(app: FastifyInstance, kernel: Kernel): void {
  const signedIn = (description: Parameters<typeof describe>[0]) => ({
    config: { permission: 'signed-in' as const, ...describe(description) },
  })
  app.get(
    '/api/v1/calendar-feeds',
    signedIn({
      tag,
      summary: 'The caller’s addresses for calendar applications',
      response: z.object({ feeds: z.array(feed) }),
    }),
    async ({ who }) => ({ feeds: await listFeeds(kernel, who) }),
  )
  app.post(
    '/api/v1/calendar-feeds',
    signedIn({ tag, summary: 'Put a list under a secret address', body, response: made, status: 201 }),
    async ({ who, body: given }, reply) => reply.code(201).send(await makeFeed(kernel, who, parseBody(body, given))),
  )
  app.delete<{ Params: { id: string } }>(
    '/api/v1/calendar-feeds/:id',
    signedIn({ tag, summary: 'Revoke an address', status: 204, says: 'No content.' }),
    async ({ who, params }, reply) => {
      if (!isUuid(params.id)) throw notFound('This address')
      await revokeFeed(kernel, who, params.id)
      return reply.code(204).send()
    },
  )
}

// Unknown, revoked, of a disabled account, or no longer readable: from outside all of these are the same.
async function textUnder(kernel: Kernel, file: string, groupsSql: string): Promise<string> {
  const token = /^([\w-]{43})\.ics$/.exec(file)?.[1]
  const found = token ? await findFeed(kernel, token) : null
  const owner = found ? await holderOf(kernel.db, found.account, groupsSql) : null
  if (!found || !owner) throw notFound('This calendar')
  try {
    return await feedText(kernel, owner, found)
  } catch (error) {
    if (error instanceof Failure) throw notFound('This calendar')
    throw error
  }
}
