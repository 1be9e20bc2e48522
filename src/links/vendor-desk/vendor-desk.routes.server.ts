import { z } from 'zod'
import { describe } from '../../kernel/http/describe.server.ts'
import { parseBody, plainText } from '../../kernel/http/input.server.ts'
import type { Routes } from '../../kernel/kernel.server.ts'
import { idIn } from '../../kernel/traits/trait.server.ts'
import { giveToVendor } from './give.server.ts'
import { heard, kept, ref, theirClock } from './wire-schema.server.ts'
import { openWithVendor } from './with-vendor.server.ts'

const tag = 'Tickets with vendors'
const shares = z.strictObject({
  description: z.boolean(),
  comments: z.array(z.uuid()).max(200),
  files: z.array(z.uuid()).max(200),
})
const giving = z.strictObject({
  engagement: z.uuid(),
  contract: z.uuid().nullable().optional().describe('Null for none; left out, the one in force.'),
  contacts: z.array(z.uuid()).min(1).max(20),
  way: z.enum(['waits', 'works']).describe('Whether the ticket waits for them, or our clock runs on.'),
  reason: z.uuid().nullable().optional().describe('What it waits for, where it does.'),
  subject: plainText(200).min(1),
  told: plainText(4000).min(1),
  shares,
  isLinkOnly: z.boolean().optional().describe('Mails bring the link, and nothing of what is said.'),
})
const short = z.object({
  id: z.uuid(),
  number: z.string(),
  subject: z.string(),
  state: z.string(),
  way: z.enum(['waits', 'works']),
  ticket: ref.extend({ number: z.string() }),
  vendor: ref,
  engagement: ref,
  contacts: z.array(ref),
  since: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  answer: z.string().nullable(),
  theirNumber: z.string().nullable(),
  clock: theirClock.nullable().describe('Theirs, by what was agreed; null where nothing is promised.'),
})
const ofTicket = z.object({
  rows: z.array(
    short.extend({
      told: z.string(),
      shares,
      isLinkOnly: z.boolean(),
      said: z.array(heard).describe('What was said to them and by them.'),
      files: z.array(kept).describe('The files that they see.'),
      version: z.int(),
      can: z.array(z.string()),
    }),
  ),
  canGive: z.boolean(),
})
const choices = z.object({
  vendor: ref,
  contacts: z.array(
    z.object({ id: z.uuid(), name: z.string(), role: z.string().nullable(), email: z.string().nullable() }),
  ),
  contracts: z.array(ref),
  reasons: z.array(z.object({ id: z.uuid(), name: z.string() })),
})

/** Tickets that vendors have, for those who work on them. */
export const vendorDeskRoutes: Routes = (app, kernel) => {
  const reading = openWithVendor(kernel)
  const permission = 'vendor_ticket.read' as const
  app.get<{ Params: { id: string } }>(
    '/api/v1/tickets/:id/vendors',
    { config: { permission, ...describe({ tag, summary: 'Which vendors have or had a ticket', response: ofTicket }) } },
    ({ who, params }) => reading.ofTicket(who, params.id),
  )
  app.post<{ Params: { id: string } }>(
    '/api/v1/tickets/:id/vendors',
    {
      config: {
        permission: 'vendor_ticket.write',
        ...describe({
          tag,
          summary: 'Give a ticket to a vendor',
          says: 'Their clock starts, each contact gets a link by mail, and the ticket waits for them or goes on.',
          body: giving,
          response: z.looseObject({}),
          status: 201,
        }),
      },
    },
    async (request, reply) => {
      const body = parseBody(giving, request.body)
      const { id } = await kernel.store.as(request.who).get('ticket', request.params.id)
      return reply.status(201).send(await giveToVendor(kernel, request.who, { ...body, ticket: id }))
    },
  )
  app.get(
    '/api/v1/engagements/:id/giving',
    {
      config: {
        permission: 'vendor_ticket.write',
        ...describe({ tag, summary: 'To whom tickets can be given under an engagement', response: choices }),
      },
    },
    (request) => reading.choices(request.who, idIn(request.params)),
  )
  app.get(
    '/api/v1/engagements/:id/vendor-tickets',
    {
      config: {
        permission,
        ...describe({
          tag,
          summary: 'Tickets that were given under an engagement, with their clock',
          response: z.object({ rows: z.array(short) }),
        }),
      },
    },
    async (request) => ({ rows: await reading.ofEngagement(request.who, idIn(request.params)) }),
  )
}
