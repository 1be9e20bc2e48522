import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { nobody, type Who } from '../../../kernel/access/who.ts'
import { Failure } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { linkForms, sendLinkPage } from '../../../kernel/mail/link-page.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { writeComment } from '../../../kernel/traits/comments.server.ts'
import { readDoneLink } from './done-mail.server.ts'
import { donePage, thanksPage } from './done-page.server.ts'
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
    if ('says' in found) return nothing(reply, found.says)
    const { ticket, who } = found
    const kept = (await ratingsOf(kernel, [ticket.id])).get(ticket.id)
    const current = kept?.resolution === Number(ticket['reopens'] ?? 0) ? kept : null
    const score = scoreOf(request.query.score) ?? current?.score ?? null
    return sendLinkPage(reply, donePage(ticket, { name: who.name, score, comment: current?.comment ?? '' }))
  })
  app.post(path, options, async (request: Given, reply) => {
    const found = await behind(kernel, request)
    if ('says' in found) return nothing(reply, found.says)
    const given = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
    try {
      return sendLinkPage(reply, await answer(kernel, found, given))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      return sendLinkPage(reply, thanksPage('Nothing was changed', error.message), error.status)
    }
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
    return thanksPage('It is open again', 'Whoever worked on it is told what you wrote. You can close this page.')
  }
  if (score === null && ticket.state !== 'resolved')
    return donePage(ticket, { name: who.name, score, comment, says: 'Choose how content you are.' })
  if (score !== null) await rate(kernel, { ticket: ticket.id, person, score, comment })
  if (ticket.state === 'resolved')
    await kernel.store.as(who).move('ticket', ticket.id, 'confirm', { reason: 'By the link of the mail.' })
  const says =
    score !== null && score <= 2 ? 'Somebody of the team will talk to you about it.' : 'You can close this page.'
  return thanksPage('Thank you', says)
}

interface Behind {
  readonly ticket: Row
  readonly who: Who
  readonly person: string
}
const gone = 'This link is over, or isn’t one of ours. What you asked for stands under your requests.'
const reopened = 'It was opened again since this mail was sent. Once it is done, a newer mail asks you.'

/** What a link leads to now, for whom; or why it leads nowhere. */
async function behind(kernel: Kernel, { params, id, ip }: Given): Promise<Behind | { readonly says: string }> {
  const linked = readDoneLink(kernel, params['*'])
  if (!linked) return { says: gone }
  const [person] = await kernel.db.query<{ name: string; account: string | null }>({
    text: `select p.name, a.id as account from person p left join account a on a.self = p.id and not a.is_disabled
      where p.id = $1 and p.archived_at is null and p.state <> 'left' order by a.id limit 1`,
    values: [linked.person],
  })
  if (!person) return { says: gone }
  const ticket = await kernel.store.asSystem('asks whether it worked').get('ticket', linked.ticket)
  if (Number(ticket['reopens'] ?? 0) !== linked.resolution) return { says: reopened }
  if (ticket.state !== 'resolved' && ticket.state !== 'closed') return { says: reopened }
  const who: Who = {
    ...nobody,
    ...person,
    self: linked.person,
    permissions: new Set(['comment.write']),
    requestId: id,
    address: ip,
  }
  return { ticket, who, person: linked.person }
}

const scoreOf = (text: string | null | undefined): number | null => (text && /^[1-5]$/.test(text) ? Number(text) : null)

const nothing = (reply: FastifyReply, says: string) => sendLinkPage(reply, thanksPage('Nothing to answer', says), 410)
