import { z } from 'zod'
import { describe } from '../../../kernel/http/describe.server.ts'
import { parseBody, plainText } from '../../../kernel/http/input.server.ts'
import type { Routes } from '../../../kernel/kernel.server.ts'
import { readDesk } from './desk.server.ts'
import { readEditions } from './editions.server.ts'
import { closeGap } from './gaps.server.ts'
import { readWaiting } from './waiting.server.ts'

const tag = 'Knowledge'
const permission = 'knowledge_article.write' as const
const row = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  topic: z.string().nullable(),
  owner: z.object({ id: z.uuid(), title: z.string().nullable() }).nullable(),
  reviewOn: z.iso.date().nullable(),
  views: z.int(),
  solved: z.int(),
  unsolved: z.int(),
})
const rows = z.array(row)
const desk = z.object({
  due: rows,
  waiting: rows,
  changed: rows,
  ownerless: rows,
  used: rows,
  unhelpful: rows,
  gaps: z.array(
    z.object({
      gap: z.string(),
      asked: z.string(),
      people: z.int(),
      times: z.int(),
      empty: z.int(),
      lastAt: z.iso.datetime(),
      lastBy: z.string(),
    }),
  ),
  figures: z.object({
    published: z.int(),
    readings: z.int(),
    verdicts: z.int(),
    solved: z.int(),
    searches: z.int(),
    opened: z.int(),
  }),
})
const editions = z.object({
  editions: z.array(
    z.object({
      number: z.int(),
      at: z.iso.datetime(),
      by: z.string(),
      reason: z.string().nullable(),
      body: z.string().describe('Markdown.'),
    }),
  ),
})
const waiting = z.object({
  changes: z.record(z.string(), z.unknown()).describe('Values by field, references as id and title.'),
})
const closing = z.object({
  gap: plainText(400).min(1),
  article: z.uuid().nullable().default(null).describe('The article that answers it.'),
})

/** What those who write articles are given. */
export const knowledgeRoutes: Routes = (app, kernel) => {
  app.get(
    '/api/v1/knowledge',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'What knowledge needs now, and how it is used', response: desk }),
      },
    },
    ({ who }) => readDesk(kernel, who),
  )

  app.post(
    '/api/v1/knowledge/closed-gaps',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'Close a gap: it is answered now, or need not be', body: closing, status: 204 }),
      },
    },
    async ({ who, body }, reply) => {
      const { gap, article } = parseBody(closing, body)
      await closeGap(kernel, who, gap, article)
      return reply.code(204).send()
    },
  )

  app.get<{ Params: { key: string } }>(
    '/api/v1/knowledge-articles/:key/editions',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'Every text of an article that people have read', response: editions }),
      },
    },
    async ({ who, params }) => ({ editions: await readEditions(kernel, who, params.key) }),
  )

  app.get<{ Params: { key: string } }>(
    '/api/v1/knowledge-articles/:key/waiting',
    {
      config: {
        permission,
        ...describe({
          tag,
          summary: 'What of a published article waits for its next edition, beside its text',
          response: waiting,
        }),
      },
    },
    async ({ who, params }) => ({ changes: await readWaiting(kernel, who, params.key) }),
  )
}
