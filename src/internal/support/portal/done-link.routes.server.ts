import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { linkForms, sayingPage, sendLinkPage } from '../../../kernel/mail/link-page.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { writeComment } from '../../../kernel/traits/comments.server.ts'
import { readDoneLink } from './done-mail.server.ts'
import { donePage } from './done-page.server.ts'
import { holderOf, type Nowhere, sendAnswered, sendNowhere } from './link-holder.server.ts'
import { rate, ratingsOf } from './ratings.server.ts'

type Given = FastifyRequest<{ Params: { '*': string }; Querystring: { score?: string } }>

/**
 * The page behind the link of the mail that a request is done: whoever holds it rates, confirms or reopens as the person
 * it was sent to. Opening it changes nothing, since mail scanners open links, too: a star of the mail is only chosen there.
 */
export function doneLinkRoutes(app: FastifyInstance, kernel: Kernel): void {
  linkForms(app)
  const path = '/done/*'
  const options = { config: { permission: 'public' as const } }
  app.get(path, options, async (request: Given, reply) => {
    const found = await behind(kernel, request)
    if ('says' in found) return sendNowhere(reply, found)
    const { ticket, who } = found
    const kept = (await ratingsOf(kernel, [ticket.id])).get(ticket.id)
    const current = kept?.resolution === Number(ticket['reopens'] ?? 0) ? kept : null
    const score = scoreOf(request.query.score) ?? current?.score ?? null
    return sendLinkPage(reply, donePage(ticket, { name: who.name, score, comment: current?.comment ?? '' }))
  })
  app.post(path, options, async (request: Given, reply) => {
    const found = await behind(kernel, request)
    if ('says' in found) return sendNowhere(reply, found)
    const given = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
    return sendAnswered(reply, { refused: 'Nothing was changed', number: found.ticket.number }, () =>
      answer(kernel, found, given),
    )
  })
}

async function answer(kernel: Kernel, { ticket, who, person }: Behind, given: URLSearchParams): Promise<string> {
  const score = scoreOf(given.get('score'))
  const comment = (given.get('comment') ?? '').trim().slice(0, 2000).replaceAll('\0', '')
  if (given.get('do') === 'reopen') {
    if (comment === '')
      return donePage(ticket, {
        name: who.name,
        score,
        comment,
        says: 'Say in a sentence what doesn’t work, so that nobody has to ask.',
      })
    await writeComment(kernel, who, { id: ticket.id, text: comment, isInternal: false })
    await kernel.store.as(who).move('ticket', ticket.id, 'reopen', { reason: 'By the link of the mail.' })
    return sayingPage('It is open again', 'Whoever worked on it is told what you wrote. You can close this page.')
  }
  if (score === null && ticket.state !== 'resolved')
    return donePage(ticket, { name: who.name, score, comment, says: 'Choose how content you are.' })
  if (score !== null) await rate(kernel, { ticket: ticket.id, person, score, comment })
  if (ticket.state === 'resolved')
    await kernel.store.as(who).move('ticket', ticket.id, 'confirm', { reason: 'By the link of the mail.' })
  const says =
    score !== null && score <= 2 ? 'Somebody of the team will talk to you about it.' : 'You can close this page.'
  return sayingPage('Thank you', says)
}

interface Behind {
  readonly ticket: Row
  readonly who: Who
  readonly person: string
}
const gone =
  'This link no longer works: it was sent more than thirty days ago, or isn’t whole. Sign in to say how it was, or answer the mail if something doesn’t work.'
const reopened =
  'It was opened again since this mail was sent. Once it is done, a newer mail asks you; until then you can write to whoever works on it.'

/** What a link leads to now, for whom; or why it leads nowhere. */
async function behind(kernel: Kernel, { params, id, ip }: Given): Promise<Behind | Nowhere> {
  const linked = readDoneLink(kernel, params['*'])
  const who = linked && (await holderOf(kernel, linked.person, { id, ip }))
  if (!who) return { says: gone }
  const ticket = await kernel.store.asSystem('asks whether it worked').get('ticket', linked.ticket)
  const isOther = Number(ticket['reopens'] ?? 0) !== linked.resolution
  if (isOther || (ticket.state !== 'resolved' && ticket.state !== 'closed'))
    return { says: reopened, number: ticket.number }
  return { ticket, who, person: linked.person }
}

const scoreOf = (text: string | null | undefined): number | null => (text && /^[1-5]$/.test(text) ? Number(text) : null)
