import multipart from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { openSupplierClocks } from '../../internal/support/index.server.ts'
import { networkOf } from '../../kernel/access/throttle.server.ts'
import type { Who } from '../../kernel/access/who.ts'
import { Failure } from '../../kernel/errors.ts'
import { attachment } from '../../kernel/files/name.ts'
import { largestFile, mostFiles } from '../../kernel/files/upload.server.ts'
import type { Kernel, Routes } from '../../kernel/kernel.server.ts'
import { sayingPage, sendLinkPage } from '../../kernel/mail/link-page.server.ts'
import { answerAsVendor } from './answer.server.ts'
import { vendorPerson } from './end.server.ts'
import { vendorPage } from './link-page.server.ts'
import { readVendorLink } from './link.server.ts'
import { openPatience } from './patience.server.ts'
import { openForVendor, readForVendor } from './read-for-vendor.server.ts'
import { type Standing, standingOf } from './standing.server.ts'
import { type Taken, takeForm } from './take-form.server.ts'
import { theirClock } from './their-clock.ts'

interface Given {
  Params: { token: string; file: string }
}
type Asked = FastifyRequest<Given>

/**
 * The page behind the link of a mail to a vendor's contact: one ticket, as far as it is for them. Opening it changes nothing,
 * since mail scanners open links, too.
 */
export const vendorLinkRoutes: Routes = async (app, kernel) => {
  await app.register(multipart, {
    limits: { fileSize: largestFile, files: mostFiles, fields: 5, parts: mostFiles + 5 },
    throwFileSizeLimit: false,
  })
  const patience = openPatience(app, kernel)
  const clocksOf = openSupplierClocks(kernel)
  const page = async (standing: Standing, token: string, more: { text?: string; says?: string } = {}) => {
    const clocks = await clocksOf([standing.ticket])
    return vendorPage({
      seen: await readForVendor(kernel.db, standing),
      contactName: `${standing.contactName} (${standing.vendorName})`,
      clock: theirClock(clocks.get(standing.ticket) ?? [], [standing.contract, standing.engagement]),
      now: kernel.clock.now(),
      address: `/for-vendors/${encodeURIComponent(token)}`,
      ...more,
    })
  }
  const options = { config: { permission: 'public' as const } }
  const answering =
    (work: (request: Asked, reply: FastifyReply, standing: Standing) => Promise<unknown>) =>
    async (request: Asked, reply: FastifyReply) => {
      // By network: whoever guesses links gets no further than whoever holds one.
      const { isOver, reset } = await patience(`vendor-link:${networkOf(request.ip)}`)
      if (isOver) return sendLinkPage(reply.header('retry-after', reset), tooMany, 429)
      const found = await behind(kernel, request)
      return 'says' in found
        ? sendLinkPage(reply, sayingPage('This link opens nothing', found.says), 410)
        : work(request, reply, found)
    }

  app.get<Given>(
    '/for-vendors/:token',
    options,
    answering(async ({ params }, reply, standing) => sendLinkPage(reply, await page(standing, params.token))),
  )
  app.get<Given>(
    '/for-vendors/:token/files/:file',
    options,
    answering(async ({ params }, reply, standing) => {
      const file = await openForVendor(kernel, standing, params.file)
      return reply
        .headers({
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
          'content-type': file.type,
          'content-length': file.size,
          'content-security-policy': "default-src 'none'; sandbox",
          'content-disposition': attachment(file.name),
        })
        .send(await file.open())
    }),
  )
  app.post<Given>(
    '/for-vendors/:token',
    options,
    answering(async (request, reply, standing) => {
      const { token } = request.params
      let taken: Taken | null = null
      try {
        taken = await takeForm(kernel, request)
        await answerAsVendor(kernel, holder(standing, request), { vendorTicket: standing.id, ...taken })
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        const says = error.problems[0]?.says ?? error.message
        return sendLinkPage(reply, await page(standing, token, { text: taken?.text ?? '', says }), error.status)
      }
      if (taken.deed === 'say') return reply.redirect(`/for-vendors/${encodeURIComponent(token)}`, 303)
      return sendLinkPage(
        reply,
        sayingPage(
          taken.deed === 'done' ? 'Thank you, it is back with us' : 'It is back with us',
          'Whoever gave it to you reads what you wrote. You can close this page; the link opens nothing any more.',
        ),
      )
    }),
  )
}

const holder = (standing: Standing, { id, ip }: Asked): Who =>
  vendorPerson(standing, { via: 'web', requestId: id, address: ip })

const tooMany = sayingPage(
  'Too often',
  'This page was asked for very often within a minute. Wait one, and open it again.',
)

interface Nowhere {
  readonly says: string
}
const notWhole = 'It is over, or isn’t whole. Ask whoever sent it to you for a new one.'

/** What a link leads to now; or why it leads nowhere, and whom to ask. */
async function behind(kernel: Kernel, { params }: Asked): Promise<Standing | Nowhere> {
  const link = await readVendorLink(kernel, params.token)
  if (!link) return { says: notWhole }
  const standing = await standingOf(kernel.db, link)
  if (standing?.isOpen && !link.isVoid) return standing
  const [giver] = await kernel.db.query<{ name: string; email: string }>({
    text: 'select a.name, a.email from vendor_ticket v join account a on a.id = v.created_by where v.id = $1',
    values: [link.vendorTicket],
  })
  const whom = giver ? `Ask ${giver.name} (${giver.email}).` : 'Ask whoever sent it to you.'
  return { says: `The ticket is no longer with you, or the link was replaced by a newer one. ${whom}` }
}
