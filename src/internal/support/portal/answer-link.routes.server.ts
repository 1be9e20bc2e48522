import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { escapeHtml as escape, linkPage, sayingPage, sendLinkPage } from '../../../kernel/mail/link-page.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { listComments, writeComment } from '../../../kernel/traits/comments.server.ts'
import type { Comment } from '../../../kernel/traits/wire.ts'
import { readAnswerLink } from './answer-link.server.ts'
import { holderOf, type Nowhere, sendAnswered, sendNowhere, wayTo } from './link-holder.server.ts'

type Given = FastifyRequest<{ Params: { '*': string } }>

/** The page behind the link of a mail with a message: whoever holds it answers as the person it was sent to. Opening it changes nothing. */
export function answerLinkRoutes(app: FastifyInstance, kernel: Kernel): void {
  const path = '/answer/*'
  const options = { config: { permission: 'public' as const } }
  app.get(path, options, async (request: Given, reply) => {
    const found = await behind(kernel, request)
    if ('says' in found) return sendNowhere(reply, found)
    return sendLinkPage(reply, answerPage(found))
  })
  app.post(path, options, async (request: Given, reply) => {
    const found = await behind(kernel, request)
    if ('says' in found) return sendNowhere(reply, found)
    const given = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
    const text = (given.get('text') ?? '').trim().slice(0, 10_000).replaceAll('\0', '')
    if (text === '') return sendLinkPage(reply, answerPage(found, 'Write something first.'), 422)
    return sendAnswered(reply, { refused: 'Nothing was sent', number: found.ticket.number }, () =>
      answer(kernel, found, text),
    )
  })
}

async function answer(kernel: Kernel, { ticket, who, said }: Behind, text: string): Promise<string> {
  // A page that is sent again, as browsers offer, says it once.
  const [last] = said.slice(-1)
  const isAgain = last?.text === text && last.by.name === who.name
  if (!isAgain) await writeComment(kernel, who, { id: ticket.id, text, isInternal: false })
  return sayingPage(
    'It is sent',
    'Whoever works on it reads what you wrote. You can close this page.',
    wayTo(ticket.number),
  )
}

interface Behind {
  readonly ticket: Row
  readonly who: Who
  readonly said: readonly Comment[]
}
const gone =
  'This link no longer works: it was sent more than thirty days ago, or isn’t whole. Sign in to write to whoever works on your request, or answer the mail.'
const over = 'This request is over, so nobody waits for an answer. If you need something still, ask anew.'
const mostShown = 3

/** What a link leads to now, for whom; or why it leads nowhere. */
async function behind(kernel: Kernel, { params, id, ip }: Given): Promise<Behind | Nowhere> {
  const linked = readAnswerLink(kernel, params['*'])
  const who = linked && (await holderOf(kernel, linked.person, { id, ip }))
  // What the person may no longer read, their link doesn't show.
  const ticket =
    who &&
    (await kernel.store
      .as(who)
      .get('ticket', linked.ticket)
      .catch(() => null))
  if (!who || !ticket) return { says: gone }
  if (['closed', 'cancelled', 'rejected'].includes(ticket.state ?? '')) return { says: over, number: ticket.number }
  const { comments } = await listComments(kernel, who, { id: ticket.id, limit: mostShown })
  return { ticket, who, said: comments.filter(({ removedAt, isInternal }) => removedAt === null && !isInternal) }
}

const answerPage = ({ ticket, who, said }: Behind, says?: string): string =>
  linkPage(
    ticket.title ?? 'Your request',
    `<p class="quiet">${escape(ticket.number ?? '')}. You answer as <strong>${escape(who.name)}</strong>.</p>
${said.map(({ by, text }) => `<p class="quiet">${escape(by.name)}</p><p class="text">${escape(text)}</p>`).join('\n')}
${says ? `<p class="again" role="alert">${escape(says)}</p>` : ''}
<form method="post"><label for="text">Your answer</label>
<textarea id="text" name="text" rows="5" maxlength="10000" required></textarea>
<button class="main">Send</button></form>`,
  )
