import { z } from 'zod'
import type { Who } from '../../../kernel/access/who.ts'
import { forbidden } from '../../../kernel/errors.ts'
import { describe } from '../../../kernel/http/describe.server.ts'
import { parseBody, parseQuery, plainText } from '../../../kernel/http/input.server.ts'
import type { Routes } from '../../../kernel/kernel.server.ts'
import { holds } from '../../../kernel/access/rule.ts'
import { onCall } from '../on-call/on-call.routes.server.ts'
import { readOnCall } from '../on-call/on-call.server.ts'
import { suggestAgents } from './assigning.server.ts'
import { takeCall } from './call.server.ts'
import { mergeInto, replyToMany, runMacro, tagMany } from './many.server.ts'
import { findPeople } from './people.server.ts'
import { notePresence } from './presence.server.ts'
import { queues } from './queues.ts'
import { readQueue } from './queue.server.ts'
import { send } from './send.server.ts'
import { readTicket } from './ticket.server.ts'
import { readWorkload } from './workload.server.ts'

const tag = 'Agent’s desk'
const permission = 'ticket.write' as const
const ids = z.array(z.uuid()).min(1).max(200)
const queueQuery = z.object({
  queue: z.enum(queues).default('mine'),
  q: plainText(200).default(''),
  after: z.string().max(500).optional(),
})
const presenceBody = z.strictObject({ is: z.enum(['looking', 'writing', 'gone']) })
const replyBody = z.strictObject({ ids, text: plainText(20_000).min(1), isInternal: z.boolean().default(false) })
const values = z.record(z.string().max(80), z.unknown()).default({})
const sendBody = z.strictObject({
  text: plainText(20_000).default(''),
  isInternal: z.boolean().default(false),
  seen: z.uuid().nullable().optional().describe('The latest comment that the writer saw; null for none.'),
  set: values.describe('Values of fields.'),
  move: z.string().max(80).nullable().default(null),
  with: values.describe('What the move is made with.'),
  version: z.int().optional().describe('The version that the changes are made to.'),
})
const macroBody = z.strictObject({ ids, macro: z.uuid() })
const tagBody = z.strictObject({ ids, tags: z.array(plainText(200)).min(1).max(20) })
const mergeBody = z.strictObject({ into: z.uuid(), ids })
const callBody = z.looseObject({
  requester: z.uuid(),
  title: plainText(200),
  solved: z.string().max(40).optional().describe('How it was resolved while they were on the phone.'),
})
const peopleQuery = z.object({ q: plainText(200).default('') })
const workloadQuery = z.object({ team: z.uuid() })

const ref = z.object({ id: z.string(), title: z.string().nullable() })
const some = z.looseObject({})
const done = z.object({ done: z.array(z.object({ id: z.string(), says: z.string().nullable() })) })
const present = z.object({
  ticket: z.string(),
  account: z.string(),
  name: z.string(),
  isWriting: z.boolean(),
  at: z.string(),
})
const suggestion = z.object({
  person: ref,
  open: z.int(),
  load: z.int(),
  skill: z.int(),
  isAway: z.boolean(),
})
const burden = z.object({
  person: ref.nullable(),
  isAway: z.boolean(),
  open: z.int(),
  load: z.int(),
  breached: z.int(),
  soon: z.int(),
  oldestAt: z.string().nullable(),
  tickets: z.array(some),
})
const queuePage = z.object({
  rows: z.array(some),
  next: z.string().nullable(),
  counts: z.object(Object.fromEntries(queues.map((name) => [name, z.int()]))),
  present: z.array(present),
})

interface ById {
  Params: { id: string }
}

/** What stands around a ticket is for those who may see all tickets, and for agents, who may see their teams' alone. */
function maySeeAround(who: Who): void {
  if (!holds(who, 'ticket.read') && !holds(who, permission))
    throw forbidden('What stands around a ticket is for those who work on tickets.')
}

/** What the agent's desk asks for beyond the record routes of tickets. */
export const deskRoutes: Routes = (app, kernel) => {
  const on = (summary: string, more: object) => ({ config: { permission, ...describe({ tag, summary, ...more }) } })
  app.get('/api/v1/desk/queue', on('A queue of the desk', { query: queueQuery, response: queuePage }), (request) =>
    readQueue(kernel, request.who, parseQuery(queueQuery, request.query)),
  )
  const ticketPage = z.looseObject({ around: some })
  const seeing = on('A ticket with all that the desk shows at once', { response: ticketPage })
  app.get<ById>('/api/v1/desk/tickets/:id', { config: { ...seeing.config, permission: 'signed-in' } }, (request) => {
    maySeeAround(request.who)
    return readTicket(kernel, request.who, request.params.id)
  })
  app.put<ById>(
    '/api/v1/desk/tickets/:id/presence',
    on('Say that one looks at a ticket or writes in it', { body: presenceBody, status: 204 }),
    async (request, reply) => {
      const { is } = parseBody(presenceBody, request.body)
      await notePresence(kernel, request.who, { ticket: request.params.id, is })
      return reply.status(204).send()
    },
  )
  app.post<ById>(
    '/api/v1/desk/tickets/:id/send',
    on('Say something in a ticket, change it and move it on: all of it, or nothing', {
      body: sendBody,
      response: some,
    }),
    (request) => send(kernel, request.who, { id: request.params.id, ...parseBody(sendBody, request.body) }),
  )
  app.get<ById>(
    '/api/v1/desk/tickets/:id/agents',
    on('Who could be given a ticket', { response: z.object({ agents: z.array(suggestion) }) }),
    async (request) => ({ agents: await suggestAgents(kernel, request.who, request.params.id) }),
  )
  app.get(
    '/api/v1/desk/people',
    on('People by name, e-mail or phone number', {
      query: peopleQuery,
      response: z.object({ rows: z.array(some) }),
    }),
    async (request) => ({ rows: await findPeople(kernel, request.who, parseQuery(peopleQuery, request.query).q) }),
  )
  app.get(
    '/api/v1/desk/workload',
    on('What each member of a team has to do', {
      query: workloadQuery,
      response: z.object({ burdens: z.array(burden), onCall: onCall.nullable() }),
    }),
    async ({ who, query }) => {
      const { team } = parseQuery(workloadQuery, query)
      const [burdens, rota] = await Promise.all([
        readWorkload(kernel, who, team),
        holds(who, 'on_call_rota.read') ? readOnCall(kernel, who, team) : null,
      ])
      return { burdens, onCall: rota }
    },
  )
  app.post(
    '/api/v1/desk/calls',
    on('Create a ticket from a call, resolved where it was solved', { body: callBody, response: some, status: 201 }),
    async (request, reply) =>
      reply.status(201).send(await takeCall(kernel, request.who, parseBody(callBody, request.body))),
  )
  app.post(
    '/api/v1/desk/replies',
    on('Say the same in many tickets', { body: replyBody, response: done }),
    async (request) => ({
      done: await replyToMany(kernel, request.who, parseBody(replyBody, request.body)),
    }),
  )
  app.post(
    '/api/v1/desk/macros',
    on('Put a macro on many tickets', { body: macroBody, response: done }),
    async (request) => ({
      done: await runMacro(kernel, request.who, parseBody(macroBody, request.body)),
    }),
  )
  app.post('/api/v1/desk/tags', on('Add tags to many tickets', { body: tagBody, response: done }), async (request) => ({
    done: await tagMany(kernel, request.who, parseBody(tagBody, request.body)),
  }))
  app.post(
    '/api/v1/desk/merge',
    on('Merge tickets into another one', { body: mergeBody, response: done }),
    async (request) => ({
      done: await mergeInto(kernel, request.who, parseBody(mergeBody, request.body)),
    }),
  )
}
