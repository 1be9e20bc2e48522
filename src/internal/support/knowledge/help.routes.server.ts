import { z } from 'zod'
import { describe } from '../../../kernel/http/describe.server.ts'
import { parseBody, parseQuery, plainText } from '../../../kernel/http/input.server.ts'
import type { Routes } from '../../../kernel/kernel.server.ts'
import { idIn } from '../../../kernel/traits/trait.server.ts'
import { readArticle, readShelves } from './articles.reads.server.ts'
import { noteOpened, noteSearch } from './gaps.server.ts'
import { findHelp } from './help-search.server.ts'
import { openReadings } from './readings.server.ts'
import { findSimilar } from './similar.server.ts'
import { giveVerdict } from './verdicts.server.ts'

const tag = 'Help'
const permission = 'signed-in' as const
const pieces = z.array(z.object({ text: z.string(), isHit: z.boolean() }))
const searchQuery = z.object({
  q: plainText(400).describe('A question in one’s own words; a typing slip does no harm.'),
  limit: z.coerce.number().int().min(1).max(25).default(8),
})
const searchAnswer = z.object({
  words: z.array(z.string()).describe('The words that were looked for, as beginnings.'),
  results: z.array(
    z.object({
      id: z.uuid(),
      type: z.string(),
      number: z.string().nullable(),
      title: pieces,
      snippet: pieces,
      about: z.string().describe('Its topic or category.'),
    }),
  ),
})
const shelved = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  summary: z.string().nullable(),
  topic: z.string().nullable(),
})
const shelves = z.object({
  popular: z.array(shelved),
  topics: z.array(z.object({ topic: z.string(), articles: z.array(shelved) })),
})
const ref = z.object({ id: z.uuid(), title: z.string().nullable() })
const reading = shelved.extend({
  body: z.string().describe('Markdown.'),
  language: z.string().nullable(),
  audience: z.string().nullable(),
  services: z.array(ref),
  owner: ref.nullable(),
  publishedOn: z.iso.date().nullable(),
  reviewedOn: z.iso.date().nullable(),
  state: z.string().nullable(),
  files: z.array(z.object({ id: z.uuid(), name: z.string(), isImage: z.boolean() })),
  related: z.array(shelved),
  hasSolved: z.boolean().nullable().describe('What the caller said of it.'),
  solved: z.int().describe('How many readers it helped.'),
  can: z.array(z.string()),
})
const verdict = z.object({
  hasSolved: z.boolean(),
  comment: plainText(1000)
    .transform((text) => text.trim() || null)
    .nullable()
    .default(null)
    .describe('What was missing or wrong; it becomes a task for the owner.'),
})
const searched = z.object({ q: plainText(400).describe('What was searched for, once it stood still.') })
const opened = z.object({ record: z.uuid() })
const similarQuery = z.object({
  title: plainText(400).describe('What is being written.'),
  service: z.uuid().optional(),
  except: z.uuid().optional().describe('A record to leave out.'),
  limit: z.coerce.number().int().min(1).max(10).default(5),
})
const similar = z.array(
  z.object({
    id: z.uuid(),
    type: z.string(),
    number: z.string().nullable(),
    title: z.string(),
    state: z.string().nullable(),
    why: z.string().describe('Such as: same service, words printer, toner.'),
  }),
)

/** What people who look for help are given: search, articles, what they say of them, and what is like what they write. */
export const helpRoutes: Routes = (app, kernel) => {
  const readings = openReadings(kernel)
  app.addHook('onClose', () => readings.close())

  app.get(
    '/api/v1/help/search',
    {
      config: {
        permission,
        ...describe({
          tag,
          summary: 'Find articles and what can be asked for',
          query: searchQuery,
          response: searchAnswer,
        }),
      },
    },
    ({ who, query }) => {
      const { q, limit } = parseQuery(searchQuery, query)
      return findHelp(kernel, who, q, limit)
    },
  )

  app.post(
    '/api/v1/help/searches',
    {
      config: {
        permission,
        ...describe({
          tag,
          summary: 'Keep that somebody searched: what nobody finds is shown to those who write articles',
          body: searched,
          response: z.object({ id: z.uuid().nullable() }),
        }),
      },
    },
    ({ who, body }) => noteSearch(kernel, who, parseBody(searched, body).q),
  )

  app.put(
    '/api/v1/help/searches/:id/opened',
    { config: { permission, ...describe({ tag, summary: 'Keep where a search led to', body: opened, status: 204 }) } },
    async ({ who, params, body }, reply) => {
      await noteOpened(kernel, who, idIn(params), parseBody(opened, body).record)
      return reply.code(204).send()
    },
  )

  app.get(
    '/api/v1/help/articles',
    { config: { permission, ...describe({ tag, summary: 'All published articles by topic', response: shelves }) } },
    ({ who }) => readShelves(kernel, who),
  )

  app.get<{ Params: { key: string } }>(
    '/api/v1/help/articles/:key',
    { config: { permission, ...describe({ tag, summary: 'An article to read', response: reading }) } },
    async ({ who, params }) => {
      const article = await readArticle(kernel, who, params.key)
      // Those who write articles open them all day, which says nothing about use.
      if (article.state === 'published' && !article.can.includes('update')) readings.note(article.id)
      return article
    },
  )

  app.put<{ Params: { key: string } }>(
    '/api/v1/help/articles/:key/verdict',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'Say whether an article helped', body: verdict, status: 204 }),
      },
    },
    async ({ who, params, body }, reply) => {
      await giveVerdict(kernel, who, params.key, parseBody(verdict, body))
      return reply.code(204).send()
    },
  )

  app.get(
    '/api/v1/help/similar',
    {
      config: {
        permission,
        ...describe({
          tag,
          summary: 'Articles and tickets like a text that is being written',
          query: similarQuery,
          response: z.object({ articles: similar, tickets: similar }),
        }),
      },
    },
    ({ who, query }) => {
      const { service = null, except = null, ...asked } = parseQuery(similarQuery, query)
      return findSimilar(kernel, who, { ...asked, service, except })
    },
  )
}
