import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { openSupplierClocks } from '../../internal/support/index.server.ts'
import { setPassword } from '../../kernel/access/accounts.server.ts'
import { system } from '../../kernel/access/who.ts'
import { Failure, notFound } from '../../kernel/errors.ts'
import { attachment } from '../../kernel/files/name.ts'
import { largestFile, mostFiles } from '../../kernel/files/upload.server.ts'
import { describe } from '../../kernel/http/describe.server.ts'
import type { Kernel, Routes } from '../../kernel/kernel.server.ts'
import {
  escapeHtml as escape,
  linkForms,
  linkPage,
  sayingPage,
  sendLinkPage,
} from '../../kernel/mail/link-page.server.ts'
import { idIn } from '../../kernel/traits/trait.server.ts'
import { answerAsVendor } from './answer.server.ts'
import { deeds } from './deed.ts'
import { onBehalfOf } from './end.server.ts'
import { closePortal, type Guest, guestOf, invite, readAccess, readWelcome } from './guest.server.ts'
import { openPatience } from './patience.server.ts'
import { openForVendor, readForVendor } from './read-for-vendor.server.ts'
import { openTo, type Standing, standingOf } from './standing.server.ts'
import { takeForm } from './take-form.server.ts'
import { theirClock as clockOf } from './their-clock.ts'
import type { Portal } from './wire.ts'
import { heard, kept, theirClock } from './wire-schema.server.ts'

const tag = 'Vendor portal'
const inHand = z.object({
  id: z.uuid(),
  number: z.string(),
  subject: z.string(),
  since: z.iso.datetime(),
  clock: theirClock.nullable(),
})
const portal = z.object({ contact: z.string(), vendor: z.string(), tickets: z.array(inHand) })
const ticket = z.object({
  number: z.string(),
  subject: z.string(),
  told: z.string(),
  description: z.string().nullable(),
  before: z.array(heard),
  said: z.array(heard),
  files: z.array(kept),
})
const form = {
  type: 'object',
  required: ['do'],
  properties: {
    do: { type: 'string', enum: [...deeds] },
    text: { type: 'string' },
    files: { type: 'array', items: { type: 'string', format: 'binary' } },
  },
}
const access = z.object({
  account: z
    .object({
      email: z.string(),
      isOpen: z.boolean(),
      hasCome: z.boolean(),
      lastSeenAt: z.iso.datetime().nullable(),
    })
    .nullable(),
})

/** What somebody of a vendor sees who signed in: the tickets that they have, and nothing else. */
export const vendorPortalRoutes: Routes = async (app, kernel) => {
  await app.register(multipart, {
    limits: { fileSize: largestFile, files: mostFiles, fields: 5, parts: mostFiles + 5 },
    throwFileSizeLimit: false,
  })
  const clocksOf = openSupplierClocks(kernel)
  const patience = openPatience(app, kernel)
  const open = { permission: 'signed-in', isForGuests: true } as const
  app.get(
    '/api/v1/vendor-portal',
    { config: { ...open, ...describe({ tag, summary: 'The tickets that I have in hand', response: portal }) } },
    async ({ who }): Promise<Portal> => {
      const guest = await guestOf(kernel.db, who)
      const rows = await openTo(kernel.db, guest.contact)
      const clocks = await clocksOf(rows.map((row) => row.ticket))
      const tickets = rows.map((row) => ({
        ...{ id: row.id, number: row.number, subject: row.subject, since: row.since.toISOString() },
        clock: clockOf(clocks.get(row.ticket) ?? [], [row.contract, row.engagement]),
      }))
      return { contact: guest.contactName, vendor: guest.vendorName, tickets: tickets.toSorted(byDue) }
    },
  )
  app.get(
    '/api/v1/vendor-portal/tickets/:id',
    { config: { ...open, ...describe({ tag, summary: 'A ticket that I have', response: ticket }) } },
    async (request) => readForVendor(kernel.db, (await mine(kernel, request)).standing),
  )
  app.get<{ Params: { id: string; file: string } }>(
    '/api/v1/vendor-portal/tickets/:id/files/:file',
    {
      config: {
        ...open,
        ...describe({ tag, summary: 'A file of a ticket that I have', produces: 'application/octet-stream' }),
      },
    },
    async (request, reply) => {
      const { standing } = await mine(kernel, request)
      const file = await openForVendor(kernel, standing, idIn({ id: request.params.file }))
      return reply
        .headers({
          'content-type': file.type,
          'content-length': file.size,
          'content-security-policy': "default-src 'none'; sandbox",
          'content-disposition': attachment(file.name),
        })
        .send(await file.open())
    },
  )
  app.post(
    '/api/v1/vendor-portal/tickets/:id/answers',
    {
      config: {
        ...open,
        ...describe({
          tag,
          summary: 'Answer, add files, or give a ticket back',
          consumes: 'multipart/form-data',
          body: form,
          status: 204,
        }),
      },
    },
    async (request, reply) => {
      const { standing, guest } = await mine(kernel, request)
      const { isOver, reset } = await patience(`vendor-answer:${guest.contact}`)
      if (isOver) {
        reply.header('retry-after', reset)
        throw new Failure(
          'TooMany',
          `You answered very often within a minute. Wait ${reset} seconds and send it again.`,
        )
      }
      const taken = await takeForm(kernel, request)
      const who = { ...onBehalfOf(request.who), name: `${guest.contactName} (${guest.vendorName})` }
      await answerAsVendor(kernel, who, { vendorTicket: standing.id, ...taken })
      return reply.status(204).send()
    },
  )
  accessRoutes(app, kernel)
}

/** A ticket that the caller has in hand. Throws NotFound for any other. */
async function mine(
  kernel: Kernel,
  { who, params }: FastifyRequest,
): Promise<{ readonly standing: Standing; readonly guest: Guest }> {
  const guest = await guestOf(kernel.db, who)
  const standing = await standingOf(kernel.db, { vendorTicket: idIn(params), contact: guest.contact })
  if (!standing?.isOpen) throw notFound('This ticket')
  return { standing, guest }
}

// What is due first comes first; what nothing is promised for comes last.
function byDue(a: Portal['tickets'][number], b: Portal['tickets'][number]): number {
  const [dueA, dueB] = [a.clock?.due ?? '9999', b.clock?.due ?? '9999']
  return dueA.localeCompare(dueB) || a.since.localeCompare(b.since)
}

/** Inviting contacts, for those who keep them. */
function accessRoutes(app: FastifyInstance, kernel: Kernel): void {
  const path = '/api/v1/vendor-contacts/:id/portal'
  app.get(
    path,
    {
      config: {
        permission: 'vendor_contact.read',
        ...describe({ tag, summary: 'Whether a contact can sign in', response: access }),
      },
    },
    (request) => readAccess(kernel, request.who, idIn(request.params)),
  )
  app.post(
    path,
    {
      config: {
        permission: 'vendor_contact.write',
        ...describe({ tag, summary: 'Invite a contact to the portal, or invite them anew', response: access }),
      },
    },
    async (request) => {
      const id = idIn(request.params)
      await invite(kernel, request.who, id)
      return readAccess(kernel, request.who, id)
    },
  )
  app.delete(
    path,
    {
      config: {
        permission: 'vendor_contact.write',
        ...describe({ tag, summary: 'Close the portal to a contact', response: access }),
      },
    },
    async (request) => {
      const id = idIn(request.params)
      await closePortal(kernel, request.who, id)
      app.sessions.forget()
      return readAccess(kernel, request.who, id)
    },
  )
}

interface Given {
  Params: { token: string }
}
const gone = 'It was used, is older than a week, or isn’t whole. Sign in, or ask whoever invited you for a new one.'

/** The page behind an invitation: whoever was invited chooses a password. */
export const vendorWelcomeRoutes: Routes = (app, kernel) => {
  linkForms(app)
  const options = { config: { permission: 'public' as const } }
  const nowhere = (reply: FastifyReply) =>
    sendLinkPage(reply, sayingPage('This invitation is over', gone, { label: 'Sign in', to: '/sign-in' }), 410)
  app.get<Given>('/vendor-welcome/:token', options, async ({ params }, reply) => {
    const found = await readWelcome(kernel, params.token)
    return found ? sendLinkPage(reply, welcomePage(found.email)) : nowhere(reply)
  })
  app.post<Given>('/vendor-welcome/:token', options, async ({ params, body }, reply) => {
    const found = await readWelcome(kernel, params.token)
    if (!found) return nowhere(reply)
    const password = body instanceof URLSearchParams ? (body.get('password') ?? '') : ''
    try {
      await setPassword(kernel, found.account, password, { by: system('an invitation') })
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      return sendLinkPage(reply, welcomePage(found.email, error.problems[0]?.says ?? error.message), error.status)
    }
    return sendLinkPage(
      reply,
      sayingPage('You can sign in now', `With ${found.email} and the password that you chose.`, {
        label: 'Sign in',
        to: '/sign-in',
      }),
    )
  })
}

const welcomePage = (email: string, says?: string): string =>
  linkPage(
    'Choose a password',
    `<p class="quiet">You sign in as <strong>${escape(email)}</strong> from then on.</p>
${says ? `<p class="again" role="alert">${escape(says)}</p>` : ''}
<form method="post"><input type="hidden" name="username" autocomplete="username" value="${escape(email)}">
<label for="password">Password</label><p><input id="password" name="password" type="password" autocomplete="new-password" required></p>
<button class="main">Choose it</button></form>`,
  )
