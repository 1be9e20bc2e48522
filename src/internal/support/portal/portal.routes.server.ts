import { z } from 'zod'
import { conflict } from '../../../kernel/errors.ts'
import { describe } from '../../../kernel/http/describe.server.ts'
import { parseBody, parseQuery, plainText } from '../../../kernel/http/input.server.ts'
import type { Routes } from '../../../kernel/kernel.server.ts'
import { idIn } from '../../../kernel/traits/trait.server.ts'
import { answerLinkRoutes } from './answer-link.routes.server.ts'
import { doneLinkRoutes } from './done-link.routes.server.ts'
import { haveItToo, knownProblems } from './known-problems.server.ts'
import { rate } from './ratings.server.ts'
import { myRequest, myRequests } from './requests.server.ts'
import { offeredTo } from './wanted.server.ts'

const tag = 'Help'
const permission = 'signed-in' as const
const text = z.string().nullable()
const money = z.object({ amount: z.string(), currency: z.string() }).nullable()
const progress = z.object({
  says: z.string(),
  since: z.string(),
  turn: z.enum(['mine', 'theirs', 'over']),
  tone: z.enum(['neutral', 'info', 'good', 'warning', 'bad']),
  steps: z.array(z.object({ label: z.string(), state: z.enum(['done', 'now', 'ahead', 'stopped']) })),
})
const short = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  state: z.string(),
  icon: text,
  createdAt: z.string(),
  dueAt: text,
  isForOther: z.boolean(),
  progress,
  promise: text.describe(
    'When it is promised once it is approved, in words; null where it was not ordered from the catalogue.',
  ),
  usualHours: z.number().nullable().describe('How long its approval usually takes; null until five were approved.'),
})
const full = short.extend({
  version: z.int(),
  requester: text,
  requestedFor: text,
  cost: money,
  costPer: z.enum(['once', 'month']),
  description: z.string(),
  answers: z.array(z.object({ key: z.string(), asks: z.string(), answer: z.unknown(), says: z.string() })),
  resolution: text,
  rating: z.object({ score: z.int(), comment: z.string() }).nullable(),
  parts: z.array(z.object({ id: z.uuid(), title: z.string(), says: z.string() })),
  can: z.array(z.string()),
})
const offered = z.object({
  id: z.uuid(),
  number: z.string(),
  name: z.string(),
  summary: z.string(),
  category: z.string(),
  icon: z.string(),
  kind: z.string(),
  promise: text,
  promiseHours: z.int().nullable(),
  cost: money,
  costPer: z.string(),
  approval: z.string(),
  orders: z.int(),
})
const problem = z.object({
  id: z.uuid(),
  title: z.string(),
  service: text,
  since: z.string(),
  says: text.describe('What IT last said of it, as Markdown.'),
  saidAt: text,
  mine: text.describe('My own ticket about it.'),
})
const which = z.object({
  over: z.stringbool().default(false).describe('Those that are over, in place of those that aren’t.'),
})
const rating = z.strictObject({
  score: z.int().min(1).max(5),
  comment: plainText(2000).trim().default(''),
})
type Given = { Params: { id: string } }

/** What employees see of the service desk: what they can ask for, what they asked for, and how it was. */
export const portalRoutes: Routes = (app, kernel) => {
  const on = (summary: string, more: Partial<Parameters<typeof describe>[0]> = {}) => ({
    config: { permission, ...describe({ tag, summary, ...more }) },
  })
  app.get(
    '/api/v1/help/offered',
    on('What I can ask for, the most wanted first', { response: z.object({ items: z.array(offered) }) }),
    async ({ who }) => ({ items: await offeredTo(kernel, who) }),
  )
  app.get(
    '/api/v1/help/known-problems',
    on('What IT is working on that hits many', { response: z.object({ problems: z.array(problem) }) }),
    async ({ who }) => ({ problems: await knownProblems(kernel, who) }),
  )
  app.post<Given>(
    '/api/v1/help/known-problems/:id/mine',
    on('Say that I have a known problem, too', { response: z.object({ id: z.uuid() }) }),
    async ({ who, params }) => ({ id: await haveItToo(kernel, who, idIn(params)) }),
  )
  app.get(
    '/api/v1/my-requests',
    on('What I asked for', { query: which, response: z.object({ requests: z.array(short) }) }),
    async ({ who, query }) => ({ requests: await myRequests(kernel, who, { isOver: parseQuery(which, query).over }) }),
  )
  app.get<Given>('/api/v1/my-requests/:id', on('How a request stands', { response: full }), ({ who, params }) =>
    myRequest(kernel, who, params.id),
  )
  app.put<Given>(
    '/api/v1/my-requests/:id/satisfaction',
    on('Say how content I am with what came of it', { body: rating, status: 204 }),
    async ({ who, params, body }, reply) => {
      const { id } = await kernel.store.as(who).get('ticket', params.id)
      if (who.self === null) throw conflict('Your account stands for nobody.')
      await rate(kernel, { ticket: id, person: who.self, ...parseBody(rating, body) })
      return reply.code(204).send()
    },
  )
  doneLinkRoutes(app, kernel)
  answerLinkRoutes(app, kernel)
}
